// SPDX-License-Identifier: MIT

import MetricsExposition
import Testing

@Suite struct MetricFamilyTests {
    @Test(arguments: [
        ("qs_env", "qs_env"), ("serverBrand", "serverBrand"), ("server-type", "server_type"), ("a.b c", "a_b_c"),
        ("größe", "gr__e"), ("x9", "x9"), ("", "_"), ("a:b", "a_b"),
    ])
    func `repairs label names`(name: String, expected: String) {
        #expect(MetricFamily.validLabelName(name) == expected)
    }

    @Test(arguments: ["9lives", "0", "42", "😀", "-", "\n", "é\u{301}"])
    func `makes every name one that Prometheus takes`(name: String) throws {
        let valid = MetricFamily.validLabelName(name)
        let first = try #require(valid.unicodeScalars.first)
        #expect(!("0"..."9").contains(first))
        #expect(
            valid.unicodeScalars.allSatisfy { scalar in
                ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                    || scalar == "_"
            })
    }
}
