// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// What anybody may send to a port costs nothing but itself: with good events in between, in a real InfluxDB.
@Suite(.serialized)
struct HostileDatagramsTests {
    @Test func `each kind is counted by its reason and told once, and no neighbour is lost`() async throws {
        let influx = try await InfluxServer()
        let site = try await EventSite(
            EventSite.Settings(
                databasePort: influx.port,
                logEvents: """
                    categorise:
                      enable: true
                      rules: [{logLevel: [WARN], action: drop, filter: [{type: so, value: heartbeat}]}]
                    """,
                logListener: "maxMessageSize: 8192", logSources: ["engine", "proxy", "qixPerf"]))
        let monitor = try await site.startMonitor()
        let socket = try DatagramSender()
        let rounds = 3
        var good = 0
        var sent = 0
        for _ in 0..<rounds {
            for hostile in HostileDatagram.all {
                try socket.send(Self.userEvent(good), to: site.userPort)
                try socket.send(Self.logEvent(good), to: site.logPort)
                try socket.send(hostile.bytes, to: hostile.port == .user ? site.userPort : site.logPort)
                good += 1
                sent += 3
                // The kernel has room for three of the largest.
                try await site.waitUntilRead(sent)
            }
        }
        var expected: [String: Double] = [:]
        for hostile in HostileDatagram.all {
            expected["queue_type=\"\(hostile.port.rawValue)\",reason=\"\(hostile.reason)\"", default: 0] += Double(
                rounds)
        }
        #expect(try await site.samples("butlersos_datagrams_dropped_total") == expected)
        #expect(try await site.samples("butlersos_datagrams_dropped_by_kernel_total").values.allSatisfy { $0 == 0 })
        let told = DropLines(monitor.text)
        #expect(told.lines.count == expected.keys.count { !$0.contains("dropped-by-rule") }, "\(told.lines)")
        #expect(Set(told.lines.map { "\($0.port) \($0.reason)" }).count == told.lines.count)

        try await site.end(monitor)
        #expect(DropLines(monitor.text).counts == expected.filter { !$0.key.contains("dropped-by-rule") })
        // Nothing that came in a datagram reached the terminal as it was.
        #expect(monitor.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
        #expect(!monitor.text.contains("\n2026 error: forged line"))

        let users = try await influx.query("SELECT userId FROM user_events", database: "senseops")
        #expect(Set(users.compactMap { $0["userId"] }) == Set((0..<good).map { "user\($0)" }))
        #expect(users.count == good)
        let lines = try await influx.query("SELECT message FROM log_event", database: "senseops")
        #expect(Set(lines.compactMap { $0["message"] }) == Set((0..<good).map { "number \($0)" }))
        #expect(lines.count == good)
    }

    @Test func `what is odd but whole is an event without what is odd`() async throws {
        let influx = try await InfluxServer()
        let site = try await EventSite(EventSite.Settings(databasePort: influx.port))
        let monitor = try await site.startMonitor()
        let socket = try DatagramSender()
        let long = String(repeating: "x", count: 70_000)
        let largest = { (text: String) in String((text + long).prefix(HostileDatagram.largestSize)) }
        let users = [
            "/qseow-proxy-session/;QS;Start session;ACME;c\u{0}o\u{1B}[3n\nt\rr\tol\u{7F};AppAccess;;x",
            largest("/qseow-proxy-session/;QS;Start session;ACME;largest;AppAccess;;"),
            "/qseow-proxy-session/;QS;Start session;ACME;many;AppAccess;;x;y;z" + String(repeating: ";", count: 9000),
            "/qseow-proxy-session/;QS;Start session;ACME;" + long.prefix(60_000) + ";AppAccess;;x",
            "/qseow-proxy-session/;(null);Start session;ACME;nobody;AppAccess;;x",
        ]
        for (number, user) in users.enumerated() {
            try socket.send(user, to: site.userPort)
            try await site.waitUntilRead(number + 1)
        }
        var invalid = Array("/qseow-proxy-session/;QS;Start session;ACME;in-".utf8)
        invalid += [0xC3, 0x28, 0xFF, 0xED, 0xA0, 0x80] + Array("-valid;AppAccess;;x".utf8)
        try socket.send(invalid, to: site.userPort)
        let logs = [
            "/qseow-proxy/;1;;;WARN;QS;Sub;svc;one; two; three;;ACME;alice;;;;",
            largest("/qseow-engine/;1;;;WARN;QS;Sub;svc;").dropLast(20) + String(repeating: ";", count: 10),
            "/qseow-proxy/;99999999999999999999999999;;;WARN;QS;Sub;svc;row;;;;;;;",
            "/qseow-proxy/;1;;;WARN;QS;Sub;svc;\u{8}bell\u{7}\r\n;;;;;;;",
        ]
        for (number, log) in logs.enumerated() {
            try socket.send(log, to: site.logPort)
            try await site.waitUntilRead(users.count + 1 + number + 1)
        }
        #expect(try await site.samples("butlersos_datagrams_dropped_total").isEmpty)
        try await site.end(monitor)

        let ids = try await influx.query("SELECT userId FROM user_events", database: "senseops")
            .compactMap { $0["userId"] }
        // Without a host there is no point: it is counted as incomplete.
        #expect(
            Set(ids) == [
                "co[3ntrol", "largest", "many", String(long.prefix(100)),
                "in-\u{FFFD}(\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}-valid",
            ], "\(ids)")
        #expect(monitor.text.contains("reason=incomplete"))
        let messages = try await influx.query("SELECT message FROM log_event", database: "senseops")
            .compactMap { $0["message"] }
        #expect(Set(messages) == ["one; two; three", String(long.prefix(1000)), "row", "bell"], "\(messages)")
    }

    @Test func `senders that are not allowed are refused, counted, and cost the others nothing`() async throws {
        let influx = try await InfluxServer()
        // A label that is too long for a question to a name server: nobody outside is asked.
        let unknown = "no-such-host-\(String(repeating: "x", count: 60)).invalid"
        let allowed = "enableSourceValidation: true\nallowedSources: [127.0.0.2, localhost, \(unknown)]"
        let site = try await EventSite(
            EventSite.Settings(databasePort: influx.port, userListener: allowed, logListener: allowed))
        let monitor = try await site.startMonitor()
        let (other, local) = (try DatagramSender(from: "127.0.0.2"), try DatagramSender(from: "127.0.0.1"))
        let stranger = try DatagramSender(from: "127.0.0.3")
        let count = 100
        for number in 0..<count {
            try (number.isMultiple(of: 2) ? other : local).send(Self.userEvent(number), to: site.userPort)
            try (number.isMultiple(of: 2) ? other : local).send(Self.logEvent(number), to: site.logPort)
            try stranger.send(Self.userEvent(count + number), to: site.userPort)
            try stranger.send(Self.logEvent(count + number), to: site.logPort)
            if number % 10 == 9 { try await site.waitUntilRead(4 * (number + 1)) }
        }
        #expect(
            try await site.samples("butlersos_datagrams_dropped_total") == [
                #"queue_type="user_events",reason="source""#: Double(count),
                #"queue_type="log_events",reason="source""#: Double(count),
            ])
        #expect(DropLines(monitor.text).lines.count == 2)
        #expect(monitor.text.contains("first_source=127.0.0.3:"))
        try await site.end(monitor)
        let users = try await influx.query("SELECT userId FROM user_events", database: "senseops")
        #expect(Set(users.compactMap { $0["userId"] }) == Set((0..<count).map { "user\($0)" }))
        let lines = try await influx.query("SELECT message FROM log_event", database: "senseops")
        #expect(Set(lines.compactMap { $0["message"] }) == Set((0..<count).map { "number \($0)" }))
    }

    @Test func `a flood above the limit costs only the port it comes to`() async throws {
        let influx = try await InfluxServer()
        let (limit, flood) = (500, 2000)
        let site = try await EventSite(
            EventSite.Settings(
                databasePort: influx.port,
                userListener: "rateLimit: {enable: true, maxMessagesPerMinute: \(limit)}"))
        let monitor = try await site.startMonitor()
        let socket = try DatagramSender()
        for number in 0..<flood {
            try socket.send(Self.userEvent(number), to: site.userPort)
            if number.isMultiple(of: 10) { try socket.send(Self.logEvent(number), to: site.logPort) }
            if number % 50 == 49 { try await site.waitUntilRead((number + 1) * 11 / 10) }
        }
        #expect(
            try await site.samples("butlersos_datagrams_dropped_total")
                == [#"queue_type="user_events",reason="rate-limit""#: Double(flood - limit)])
        #expect(DropLines(monitor.text).lines.count == 1)
        try await site.end(monitor)
        #expect(DropLines(monitor.text).counts.values.reduce(0, +) == Double(flood - limit))
        let users = try await influx.query("SELECT userId FROM user_events", database: "senseops")
        #expect(Set(users.compactMap { $0["userId"] }) == Set((0..<limit).map { "user\($0)" }))
        let lines = try await influx.query("SELECT message FROM log_event", database: "senseops")
        #expect(lines.count == flood / 10)
    }

    private static func userEvent(_ number: Int) -> String {
        "/qseow-proxy-session/;QS-PROXY;Start session;ACME;user\(number);AppAccess;/hub;Started"
    }

    private static func logEvent(_ number: Int) -> String {
        "/qseow-proxy/;1;20260310T101500.123+0100;2026-03-10 10:15:00,123;WARN;QS-PROXY;System.Proxy;svc;"
            + "number \(number);;ACME;alice;Open;500;AppAccess;"
    }
}
