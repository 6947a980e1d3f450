// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// A database that takes nothing for a while, and less room on disk than the events of that time need.
@Suite(.serialized)
struct EventOutageTests {
    /// A line of more than two kilobytes.
    private static let filling = String(repeating: "f", count: 900)

    @Test(arguments: [RecordingDatabase.Mode.refuse, .hang])
    func `the oldest events are dropped first, and each is delivered or counted`(mode: RecordingDatabase.Mode)
        async throws
    {
        try await RecordingDatabase.run { database in
            // Version 3 is the one whose patience can be configured.
            let site = try await EventSite(
                EventSite.Settings(
                    databaseVersion: 3, databasePort: database.port, others: "spool: {maxSize: 1}"))
            try site.simulation.replace("v3Config:", with: "v3Config:\n      writeTimeout: 1000")
            let monitor = try await site.startMonitor()
            // The only polls are over when all of them was delivered.
            #expect(
                try await poll {
                    let lines = try await database.lines()
                    return ["sense_server", "saturated", "user_session_summary"].allSatisfy { name in
                        lines.contains { $0.hasPrefix(name) }
                    }
                }, "\(monitor.text)")

            let (early, all) = (100, 1500)
            let socket = try DatagramSender()
            try await send(0..<early, socket, site)
            #expect(
                try await poll {
                    try await database.lines().compactMap(Self.number) == Array(0..<early)
                }, "\(monitor.text)")
            database.set(mode)
            try await send(early..<all, socket, site)
            // All of it is on disk, but for what had to make room.
            #expect(
                try await poll {
                    let dropped = try await site.stored("dropped_total")
                    let spooled = try await site.stored("spooled")
                    return dropped > 0 && Int(dropped + spooled) == all - early && database.spoiledWrites > 0
                }, "\(monitor.text)")
            let dropped = try await site.samples("butlersos_destination_dropped_total").filter { $0.value > 0 }
            #expect(dropped.keys.map { $0.contains(#"reason="spool_full""#) } == [true])
            #expect(try await site.stored("spooled_bytes") <= Double(1 << 20))
            database.set(.accept)
            #expect(
                try await poll {
                    try await site.stored("spooled") == 0
                }, "\(monitor.text)")
            let written = try await site.stored("written_total")
            #expect(try await site.samples("butlersos_destination_dropped_total").filter { $0.value > 0 } == dropped)
            monitor.send(SIGTERM)
            #expect(try await monitor.waitForExit() == 0)

            let lines = try await database.lines()
            let numbers = lines.compactMap(Self.number)
            let lost = Int(dropped.values.reduce(0, +))
            #expect(numbers.count + lost == all)
            #expect(Int(written) == lines.count)
            #expect(numbers == Array(0..<early) + Array(early + lost..<all))
            #expect(monitor.text.contains("reason=spool_full"))
        }
    }

    private func send(_ numbers: Range<Int>, _ socket: DatagramSender, _ site: EventSite) async throws {
        for number in numbers {
            try socket.send(
                "/qseow-proxy/;1;20260310T101500.123+0100;2026-03-10 10:15:00,123;WARN;QS-PROXY;System.Proxy;svc;"
                    + "number \(number) \(Self.filling);;ACME;alice;Open;500;AppAccess;", to: site.logPort)
            if number % 50 == 49 { try await site.waitUntilRead(number + 1) }
        }
    }

    /// That of an event's line.
    private static func number(_ line: String) -> Int? {
        guard line.hasPrefix("log_event,"), let start = line.range(of: "message=\"number ") else { return nil }
        return Int(line[start.upperBound...].prefix { $0.isNumber })
    }
}
