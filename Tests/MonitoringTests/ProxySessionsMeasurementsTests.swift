// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@Suite struct ProxySessionsMeasurementsTests {
    private static let server = MonitoredServer(
        name: "A", host: "a:4747", description: "d", extraTags: [Tag("env", "x")])
    private static let time = Timestamp(secondsSinceEpoch: 1)
    private static let tags = [
        Tag("host", "a"), Tag("server_name", "A"), Tag("server_description", "d"), Tag("env", "x"),
        Tag("user_session_virtual_proxy", "/sales"), Tag("user_session_host", "p:4243"),
    ]

    private func sessions(_ users: [(String, String)], of server: MonitoredServer = server) -> ProxySessions {
        ProxySessions(
            of: server, host: "p:4243", virtualProxy: "/sales",
            sessions: users.enumerated().map { index, user in
                .init(id: "s\(index)", user: UserName(directory: user.0, id: user.1))
            }, at: Self.time)
    }

    private func fields(_ measurement: Measurement?) -> [String: Measurement.Value] {
        Dictionary((measurement?.fields ?? []).map { ($0.name, $0.value) }) { _, second in second }
    }

    @Test func `makes a summary, a list, and one measurement per session in their order`() {
        let all = sessions([("D", "b"), ("D", "a"), ("D", "b")]).measurements(excludedUsers: [])
        #expect(
            all.map(\.name) == ["user_session_summary", "user_session_list"]
                + Array(repeating: "user_session_details", count: 3))
        #expect(all.allSatisfy { $0.time == Self.time && $0.tags.starts(with: Self.tags) })
        #expect(all.prefix(2).allSatisfy { $0.tags == Self.tags })
        for measurement in all.prefix(2) {
            #expect(
                fields(measurement) == ["session_count": .number(3), "session_user_id_list": .text("D\\b,D\\a")])
        }
        #expect(all.dropFirst(2).map { fields($0)["session_id"] } == [.text("s0"), .text("s1"), .text("s2")])
    }

    @Test func `tells one session from another by tags and tells the same in fields`() {
        let all = sessions([("D", "u")]).measurements(excludedUsers: [])
        #expect(
            all.last?.tags == Self.tags + [
                Tag("user_session_id", "s0"), Tag("user_session_user_directory", "D"),
                Tag("user_session_user_id", "u"),
            ])
        #expect(
            fields(all.last) == [
                "session_id": .text("s0"), "user_directory": .text("D"), "user_id": .text("u"),
            ])
    }

    @Test func `writes summary and list when there are no sessions`() {
        let all = sessions([]).measurements(excludedUsers: [])
        #expect(all.map(\.name) == ["user_session_summary", "user_session_list"])
        #expect(fields(all.first) == ["session_count": .number(0), "session_user_id_list": .text("")])
    }

    @Test func `counts and lists excluded users, but gives them no measurement`() {
        let excluded: Set = [UserName(directory: "D", id: "x"), UserName(directory: "E", id: "y")]
        let all = sessions([("D", "x"), ("d", "x"), ("D", "X"), ("D", "y"), ("D", "x")])
            .measurements(excludedUsers: excluded)
        #expect(
            fields(all.first) == [
                "session_count": .number(5), "session_user_id_list": .text("D\\x,d\\x,D\\X,D\\y"),
            ])
        #expect(all.dropFirst(2).map { fields($0)["session_id"] } == [.text("s1"), .text("s2"), .text("s3")])
    }

    @Test func `lists each user once, in the order of the first session`() {
        #expect(
            sessions([("B", "x"), ("A", "x"), ("B", "x"), ("A", "y"), ("B", "X"), ("A", "x")]).users.map(\.description)
                == ["B\\x", "A\\x", "A\\y", "B\\X"])
    }

    @Test func `has each tag once, and its own win over the server's`() {
        let server = MonitoredServer(
            name: "A", host: "a", description: "d",
            extraTags: [Tag("user_session_id", "mine"), Tag("user_session_host", "mine"), Tag("z", "1")])
        for measurement in sessions([("D", "u")], of: server).measurements(excludedUsers: []) {
            let names = measurement.tags.map(\.name)
            #expect(Set(names).count == names.count)
            #expect(measurement.tags.contains(Tag("user_session_host", "p:4243")))
            #expect(
                measurement.tags.contains(
                    Tag("user_session_id", measurement.name == "user_session_details" ? "s0" : "mine")))
        }
    }
}
