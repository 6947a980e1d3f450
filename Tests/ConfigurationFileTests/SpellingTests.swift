// SPDX-License-Identifier: MIT

import Testing

@testable import ConfigurationFile

@Suite struct SpellingTests {
    @Test(arguments: [
        ("pot", "port"), ("Port", "port"), ("hosts", "host"), ("serverTag", "serverTags"), ("xost", "host"),
        ("pollinginterval", "pollingInterval"),
    ])
    func `finds the key that was meant`(word: String, expected: String) {
        let keys: Set = ["port", "host", "serverTags", "pollingInterval"]
        #expect(Spelling.nearest(to: word, in: keys) == expected)
    }

    @Test(arguments: ["", "zebra", "x"])
    func `finds nothing when nothing is near`(word: String) {
        #expect(Spelling.nearest(to: word, in: ["port", "pollingInterval"]) == nil)
    }

    @Test func `finds nothing among nothing`() {
        #expect(Spelling.nearest(to: "port", in: []) == nil)
    }

    @Test func `takes the first in the alphabet of two that are equally near`() {
        #expect(Spelling.nearest(to: "hoxt", in: ["hoyt", "host"]) == "host")
    }
}
