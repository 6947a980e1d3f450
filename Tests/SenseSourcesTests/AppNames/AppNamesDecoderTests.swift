// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import SenseSources

@Suite struct AppNamesDecoderTests {
    private func decode(_ text: String) throws(PollFailure) -> AppNames { try AppNamesDecoder.decode(Array(text.utf8)) }

    @Test func `reads names by ID, the first of two counting`() throws {
        let names = try decode(
            """
            [{"id": "a", "name": "Sales, \\"2026\\" = \\\\", "published": true, "stream": {"id": "x", "name": "y"}},
             {"id": "b", "name": "Ångström", "stream": null}, {"id": "a", "name": "second"},
             {"id": "c"}, {"name": "without ID"}, {"id": "d", "name": ""}]
            """)
        #expect(names.count == 3)
        #expect(names.name(of: "a") == "Sales, \"2026\" = \\")
        #expect(names.name(of: "b") == "Ångström")
        #expect(names.name(of: "d") == "")
        #expect(names.name(of: "A") == nil)
    }

    @Test(arguments: ["", "{}", "[1]", "[[]]", "<html>", "[{\"id\":\"a\"}", "null", "access denied"])
    func `takes everything else for no list of apps`(text: String) {
        let failure = #expect(throws: PollFailure.self) { try decode(text) }
        #expect(failure?.category == .badAnswer)
    }

    @Test func `names a member of another type`() {
        let failure = #expect(throws: PollFailure.self) { try decode("[{\"id\": 7}]") }
        #expect(failure?.message == "an app's member id has an unexpected type")
    }

    @Test func `makes another key for each call`() {
        let keys = (0..<50).map { _ in AppNamesPoll.randomKey() }
        #expect(Set(keys).count == 50)
        for key in keys { #expect(key.count == 16 && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }) }
    }
}
