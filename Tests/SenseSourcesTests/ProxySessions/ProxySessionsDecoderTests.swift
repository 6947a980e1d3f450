// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import SenseSources

@Suite struct ProxySessionsDecoderTests {
    private func decode(_ text: String) throws(PollFailure) -> [ProxySessions.Session] {
        try ProxySessionsDecoder.decode(Array(text.utf8))
    }

    @Test func `reads sessions in order and ignores what it does not know`() throws {
        let text = """
            [{"UserDirectory": "ACME", "UserId": "alice", "Attributes": [{"a": 1}], "SessionId": "1", "New": true},
             {"UserDirectory": "Lab, Inc", "UserId": "Åsa \\"x\\" \\\\ y", "SessionId": "2"}]
            """
        #expect(
            try decode(text) == [
                .init(id: "1", user: UserName(directory: "ACME", id: "alice")),
                .init(id: "2", user: UserName(directory: "Lab, Inc", id: "Åsa \"x\" \\ y")),
            ])
        #expect(try decode(" [ ] ").isEmpty)
    }

    @Test func `takes what is missing for empty`() throws {
        #expect(
            try decode("[{}, {\"UserId\": null}]")
                == Array(repeating: .init(id: "", user: UserName(directory: "", id: "")), count: 2))
    }

    @Test(arguments: [
        "", "{}", "null", "\"text\"", "7", "[1]", "[[]]", "[null]", "[{}", "[{}]]", "<html>sign in</html>",
        "{\"error\": \"no\"}", "\u{FEFF}oops", "[{\"UserId\": \"a\"}", "Internal server error",
    ])
    func `takes everything else for no list of sessions`(text: String) {
        let failure = #expect(throws: PollFailure.self) { try decode(text) }
        #expect(failure?.category == .badAnswer)
        #expect(failure?.message == "the answer is not a list of sessions in JSON")
    }

    @Test(arguments: ["UserDirectory", "UserId", "SessionId"])
    func `names a member of another type`(member: String) {
        for value in ["7", "true", "[]", "{}"] {
            let failure = #expect(throws: PollFailure.self) { try decode("[{\"\(member)\": \(value)}]") }
            #expect(failure?.message == "a session's member \(member) has an unexpected type")
        }
    }

    @Test(arguments: [
        ("/", "/qps/session"), ("/hdr", "/qps/hdr/session"), ("hdr", "/qps/hdr/session"),
        ("/a/b", "/qps/a/b/session"), ("/a b?", "/qps/a%20b%3F/session"), ("/ö", "/qps/%C3%B6/session"),
    ])
    func `asks at the path of the virtual proxy`(virtualProxy: String, path: String) {
        #expect(ProxySessionsPoll.path(of: virtualProxy) == path)
    }
}
