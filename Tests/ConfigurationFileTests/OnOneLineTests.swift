// SPDX-License-Identifier: MIT

import Testing

@testable import ConfigurationFile

@Suite struct OnOneLineTests {
    @Test(arguments: [
        ("plain, ü, 🙂", "plain, ü, 🙂"), ("a\r\nb", "a\\u{d}\\u{a}b"), ("\u{1B}[2J\u{7}", "\\u{1b}[2J\\u{7}"),
        ("\u{0}\u{9B}\u{2028}", "\\u{0}\\u{9b}\\u{2028}"),
    ])
    func `control characters are spelled out`(text: String, expected: String) {
        #expect(text.onOneLine == expected)
        #expect(
            ConfigurationProblem(key: "k", expected: "e", found: text).description == "k: expected e, found \(expected)"
        )
    }
}
