// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSimulator

@Suite struct XrfKeyTests {
    private let key = "abcdefghij987654"

    @Test(arguments: ["Xrfkey", "xrfkey", "XRFKEY"])
    func `is content with the same key in both places`(name: String) {
        #expect(XrfKey.problem(query: "\(name)=\(key)", header: key) == nil)
        #expect(XrfKey.problem(query: "a=b&\(name)=\(key)&c", header: key) == nil)
    }

    @Test(arguments: [nil, "", "a=b", "&&", "=abcdefghij987654"])
    func `misses the parameter`(query: String?) {
        #expect(XrfKey.problem(query: query, header: key) == "the parameter xrfkey is missing")
    }

    @Test(arguments: [
        "", "abcdefghij98765", "abcdefghij9876543", "abcdefghij98765-", "abcdefghij98765é", "%61bcdefghij9876",
    ])
    func `wants 16 letters and digits`(key: String) {
        for query in ["xrfkey=\(key)", "xrfkey\(key.isEmpty ? "" : "==")"] {
            #expect(
                XrfKey.problem(query: query, header: key)
                    == "the parameter xrfkey must have exactly 16 letters and digits"
            )
        }
    }

    @Test func `wants the header, and equal to the parameter`() {
        #expect(XrfKey.problem(query: "xrfkey=\(key)", header: nil) == "the header X-Qlik-Xrfkey is missing")
        let text = "the header X-Qlik-Xrfkey must be equal to the parameter xrfkey"
        #expect(XrfKey.problem(query: "xrfkey=\(key)", header: key.uppercased()) == text)
    }
}
