// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// What Prometheus learns about events.
@Suite(.serialized)
struct EventMetricsTests {
    @Test func `the page tells how many events came, and Prometheus accepts it`() async throws {
        let site = try await EventSite(
            EventSite.Settings(
                userEvents: "excludeUser: [{directory: ACME, userId: robot}]",
                logEvents: """
                    categorise:
                      enable: true
                      rules: [{logLevel: [WARN], action: drop, filter: [{type: so, value: heartbeat}]}]
                    """,
                logSources: ["engine", "proxy", "qixPerf"]))
        let monitor = try await site.startMonitor()
        let socket = try DatagramSender()
        var sent = 0
        var bytes = 0
        func send(_ count: Int, _ datagram: String, to port: Int) async throws {
            for _ in 0..<count {
                try socket.send(datagram, to: port)
                (sent, bytes) = (sent + 1, bytes + datagram.utf8.count)
                if sent % 50 == 0 { try await site.waitUntilRead(sent) }
            }
        }
        try await send(120, "/qseow-proxy-session/;QS-1;Start session;ACME;alice;AppAccess;;x", to: site.userPort)
        try await send(7, "/qseow-proxy-session/;QS-1;Start session;ACME;robot;AppAccess;;x", to: site.userPort)
        try await send(5, "/proxy-connection/;QS-2;Open connection;ACME;bob;Hub;;x", to: site.userPort)
        // A host that would break the page, and nobody's origin.
        try await send(3, "/proxy-connection/;a\"b\\c\nd{};Open connection;ACME;bob;Hub 日本;;x", to: site.userPort)
        try await send(2, "/proxy-connection/;QS-2;Open connection;ACME;bob;;;x", to: site.userPort)
        try await send(4, "/my-own-type/;evil;1;2;3;4;5;6", to: site.userPort)
        let tail = ";2026-03-10 10:15:00,123;WARN;QS-3;System.Proxy;svc;"
        try await send(60, "/qseow-proxy/;1;\(tail)Slow;;;;;;;", to: site.logPort)
        try await send(6, "/qseow-proxy/;1;\(tail)Missed heartbeat;;;;;;;", to: site.logPort)
        try await send(8, "/qseow-scheduler/;1;\(tail)Failed;;;;;;;;;", to: site.logPort)
        try await send(
            9, "/qseow-qix-perf/;1;;;INFO;QS-4;Qix;svc;0" + String(repeating: ";", count: 17), to: site.logPort)
        try await site.waitUntilRead(sent)

        let page = try #require(try await Web.get(site.simulation.metricsURL)).text
        let events = MetricsPage.samples(of: "butlersos_events_total", in: page)
        let user = #"queue_type="user_events",source="qseow-proxy-"#
        let log = #"queue_type="log_events",source="qseow-"#
        #expect(
            events == [
                user + #"session",host="QS-1",subsystem="AppAccess""#: 127,
                user + #"connection",host="QS-2",subsystem="Hub""#: 5,
                user + #"connection",host="QS-2",subsystem="Unknown""#: 2,
                user + #"connection",host="a\"b\\cd{}",subsystem="Hub 日本""#: 3,
                #"queue_type="user_events",source="Unknown",host="Unknown",subsystem="Unknown""#: 4,
                log + #"proxy",host="QS-3",subsystem="System.Proxy""#: 66,
                log + #"scheduler",host="QS-3",subsystem="System.Proxy""#: 8,
                log + #"qix-perf",host="QS-4",subsystem="Qix""#: 9,
            ])
        #expect(
            MetricsPage.samples(of: "butlersos_datagrams_total", in: page)
                == [#"queue_type="user_events""#: 141, #"queue_type="log_events""#: 83])
        #expect(
            MetricsPage.samples(of: "butlersos_datagram_bytes_total", in: page).values.reduce(0, +) == Double(bytes))
        #expect(
            MetricsPage.samples(of: "butlersos_datagrams_dropped_total", in: page)
                == [
                    #"queue_type="user_events",reason="excluded-user""#: 7,
                    #"queue_type="user_events",reason="unknown-type""#: 4,
                    #"queue_type="log_events",reason="dropped-by-rule""#: 6,
                    #"queue_type="log_events",reason="disabled-type""#: 8,
                    #"queue_type="log_events",reason="not-monitored""#: 9,
                ])

        let file = try site.simulation.directory.write(page, to: "metrics.txt")
        let check = try ChildProcess("/bin/sh", ["-c", "promtool check metrics < '\(file)' 2>&1"])
        _ = try await check.waitForExit()
        // It finds fault with names that dashboards rely on (a gauge called …_total), never with the format.
        let complaints = check.text.split(separator: "\n").filter {
            !$0.contains("non-counter metrics should not have")
        }
        #expect(complaints.isEmpty, "\(complaints)")
        try await site.end(monitor)
    }
}
