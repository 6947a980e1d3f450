// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// Sense's UDP appenders → monitor → InfluxDB and Prometheus, as real processes.
@Suite(.serialized)
struct EventsEndToEndTests {
    @Test func `every event arrives in InfluxDB once, and what is none is counted`() async throws {
        let influx = try await InfluxServer()
        var settings = EventSite.Settings()
        settings.databasePort = influx.port
        settings.others = """
            qlikSenseEvents:
              influxdb: {enable: true, writeFrequency: 1000}
              eventCount: {enable: true, influxdb: {measurementName: event_count}}
            """
        let site = try await EventSite(settings)
        let (user, log) = (site.userPort, site.logPort)
        let monitor = try await site.startMonitor()

        let socket = try DatagramSender()
        let (count, batch) = (3000, 50)
        for start in stride(from: 0, to: count, by: batch) {
            for number in start..<start + batch {
                try socket.send(
                    "/qseow-proxy-session/;QS-PROXY;Start session;ACME;user\(number);AppAccess;/hub;Session started",
                    to: user)
                try socket.send(
                    "/qseow-proxy/;\(number);20260310T101500.123+0100;2026-03-10 10:15:00,123;WARN;QS-PROXY;System.Proxy;"
                        + "ACME\\svc;Slow answer; number \(number);;ACME;alice;Open;500;AppAccess;/app/x", to: log)
            }
            // The receive buffer of this machine may be small: nothing here is about bursts.
            try await site.waitUntilRead(2 * (start + batch))
        }
        for nothing in ["", "/qseow-proxy-session/;QS-PROXY;Start", "hello"] { try socket.send(nothing, to: user) }
        #expect(
            try await poll {
                try await site.samples("butlersos_datagrams_dropped_total").values.reduce(0, +) == 3
            })
        try await site.end(monitor)

        let users = try await influx.query("SELECT userId FROM user_events", database: "senseops")
        #expect(users.count == count)
        #expect(Set(users.compactMap { $0["userId"] }).count == count)
        let lines = try await influx.query("SELECT message FROM log_event", database: "senseops")
        #expect(lines.count == count)
        #expect(lines.contains { $0["message"] == "Slow answer; number 7" })
        let counted = try await influx.query("SELECT sum(counter) AS sum FROM event_count", database: "senseops")
        // One without enough fields tells its host; what is unknown counts as such.
        #expect(counted.first?["sum"].flatMap(Double.init) ?? 0 >= Double(2 * count))
    }
}
