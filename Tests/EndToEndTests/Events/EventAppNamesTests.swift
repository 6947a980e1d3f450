// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// Simulated repository service → monitor → events in a real InfluxDB.
@Suite(.serialized)
struct EventAppNamesTests {
    private static let unknown = "99999999-9999-4999-8999-999999999999"

    @Test func `events about an app have its name in InfluxDB`() async throws {
        let influx = try await InfluxServer()
        let site = try await EventSite(
            EventSite.Settings(
                databasePort: influx.port,
                logEvents: """
                    enginePerformanceMonitor:
                      enable: true
                      appNameLookup: {enable: true}
                      monitorFilter: {allApps: {enable: true}}
                    """))
        let before = try await AppList.names(of: site.simulation)
        let monitor = try await site.startMonitor()
        #expect(
            try await poll {
                try await site.samples("butlersos_polls_total").contains {
                    $0.key.contains("app_names") && $0.value >= 1
                }
            }, "\(monitor.text)")
        let socket = try DatagramSender()
        let ids = before.keys.sorted() + [Self.unknown]
        for (number, id) in ids.enumerated() {
            try socket.send(
                "/qseow-proxy-connection/;QS-PROXY;Open connection;ACME;alice;AppAccess;/app/\(id)/sheet/a1?x=1;Opened",
                to: site.userPort)
            try socket.send(
                "/qseow-qix-perf/;1;20260310T101503.500+0100;2026-03-10 10:15:03,500;INFO;QS-ENGINE;QixPerformance;"
                    + "ACME\\svc;0;ACME;alice;;;\(id);42;GenericObject::GetLayout;12.5;11.9;0;0.1;3.25;7;AbCdE;1;2;chart",
                to: site.logPort)
            try await site.waitUntilRead(2 * (number + 1))
        }
        try await site.end(monitor)

        // An app that was renamed meanwhile may have either name.
        let after = try await AppList.names(of: site.simulation)
        let lasting = before.filter { after[$0.key] == $0.value }
        #expect(lasting.count >= 20)
        #expect(lasting.values.contains { $0.contains { ",=\"\\".contains($0) } }, "none needs care")
        let users = try await influx.query(
            #"SELECT "appId"::tag AS id, "appName"::tag AS shown, "appName"::field AS written FROM user_events"#,
            database: "senseops")
        #expect(users.count == ids.count)
        let performance = try await influx.query(
            #"SELECT "app_id"::tag AS id, "app_name"::tag AS shown, process_time FROM log_event"#,
            database: "senseops")
        #expect(performance.count == ids.count)
        for rows in [users, performance] {
            let found = rows.filter { lasting[$0["id"] ?? ""] != nil }.map { ($0["id"] ?? "", $0["shown"] ?? "") }
            #expect(Dictionary(found) { first, _ in first } == lasting.mapValues(Self.tag))
        }
        let texts = users.filter { lasting[$0["id"] ?? ""] != nil }.map { ($0["id"] ?? "", $0["written"] ?? "") }
        #expect(Dictionary(texts) { first, _ in first } == lasting)
        #expect(users.first { $0["id"] == Self.unknown }?["written"] == "<unknown app name>")
        #expect(performance.first { $0["id"] == Self.unknown }?["shown"] == "<null>")
    }

    /// A tag cannot end in a backslash: a blank follows.
    private static func tag(_ name: String) -> String { name.hasSuffix("\\") ? name + " " : name }
}
