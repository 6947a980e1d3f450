// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams
import Testing

@testable import SenseSources

@Suite struct UserEventHandlerTests {
    private static let app = "7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab"

    private let sink = BatchSink()
    private let tally = EventTally(keepsReceived: true, keepsRejected: true)

    private func handler(apps: AppNameTable? = nil, excluding: Set<UserName> = []) -> UserEventHandler {
        UserEventHandler(rules: UserEventRules(excludedUsers: excluding), apps: apps, tally: tally, sink: sink)
    }

    private func session(_ message: String, user: String = "alice") -> String {
        "/qseow-proxy-session/;QS-PROXY;Start session;ACME;\(user);AppAccess;/hub;\(message)"
    }

    private var connection: String {
        "/qseow-proxy-connection/;QS-PROXY;Open connection;ACME;alice;AppAccess;/app/\(Self.app);opened"
    }

    private func counted() -> [String] {
        tally.take().received.entries.map { "\($0.source)/\($0.host)/\($0.subsystem): \($0.count)" }
    }

    @Test func `hands over what was read in one go at once and in order, and each only once`() throws {
        let handler = handler()
        let time = Timestamp(nanoseconds: 123_456_789)
        #expect(try handler.handle(session("1"), at: time) == nil)
        #expect(try handler.handle(connection) == nil)
        #expect(sink.batches.isEmpty && counted().isEmpty)
        #expect(try handler.read(session("3")) == [nil])
        #expect(sink.messages == [["1", "opened", "3"]])
        #expect(
            counted() == ["qseow-proxy-session/QS-PROXY/AppAccess: 2", "qseow-proxy-connection/QS-PROXY/AppAccess: 1"])
        guard case .userEvent(let event) = sink.batches.first?.first else {
            Issue.record("the first is no user event")
            return
        }
        #expect(event.kind == .session && event.receivedAt == time && event.text(.userFull) == #"ACME\alice"#)

        try handler.read(session("4"))
        #expect(sink.messages == [["1", "opened", "3"], ["4"]])
        #expect(counted() == ["qseow-proxy-session/QS-PROXY/AppAccess: 1"])
        // A reading of which nothing got here.
        try handler.read()
        #expect(sink.batches.count == 2 && counted().isEmpty)
    }

    @Test func `counts an excluded user's event and hands it to nobody`() throws {
        let handler = handler(excluding: [UserName(directory: "ACME", id: "probe")])
        #expect(try handler.read(session("1", user: "probe")) == [.excludedUser])
        #expect(sink.batches.isEmpty)
        #expect(counted() == ["qseow-proxy-session/QS-PROXY/AppAccess: 1"])
        try handler.read(session("1", user: "probe"), session("2"), session("3", user: "probe"))
        #expect(sink.messages == [["2"]])
        #expect(counted() == ["qseow-proxy-session/QS-PROXY/AppAccess: 3"])
    }

    @Test func `says why a datagram is no event, and loses no neighbour`() throws {
        let reasons = try handler().read(
            "", session("1"), "hello", "/qseow-proxy-session/;QS-PROXY;Start",
            "/qseow-proxy-session/;QS-PROXY;Start session;ACME;alice;AppAccess", session("2"))
        #expect(reasons == [.empty, nil, .unknownType, .tooFewFields, .tooFewFields, nil])
        #expect(sink.messages == [["1", "2"]])
        // One does not tell its origin.
        #expect(
            counted() == [
                "Unknown/Unknown/Unknown: 2", "qseow-proxy-session/QS-PROXY/AppAccess: 3",
                "qseow-proxy-session/QS-PROXY/Unknown: 1",
            ])
    }

    @Test func `knows apps by the names that the repository told last`() throws {
        let table = AppNameTable()
        let handler = handler(apps: table)
        try handler.read(connection)
        table.replace(with: AppNames([(id: Self.app, name: "Sales")]))
        try handler.read(connection)
        table.replace(with: AppNames([(id: Self.app, name: "Sales 2")]))
        try handler.read(connection, session("no app"))
        let names: [String?] = sink.batches.joined().map { observation in
            if case .userEvent(let event) = observation { event.appName } else { "something else" }
        }
        #expect(names == [UserEvent.unknownAppName, "Sales", "Sales 2", nil])
    }
}
