// SPDX-License-Identifier: MIT

import Destinations
import MetricsExposition
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

/// What Prometheus' own checker says of the whole page.
@Suite(.timeLimit(.minutes(3))) struct MetricsSyntaxTests {
    private static let time = Timestamp(secondsSinceEpoch: 1)
    /// Gauges that existing dashboards query under these names.
    private static let oldNames = [
        "butlersos_apps_activedocs_total", "butlersos_apps_inmemorydocs_total", "butlersos_apps_loadeddocs_total",
        "butlersos_cpu_total", "butlersos_session_total", "butlersos_users_total", "butlersos_user_session_total",
    ]

    private static let health = EngineHealth(
        version: "1 \"\\\n", started: "x", memory: .init(committed: 1.5, allocated: 1e300, free: -1), cpuTotal: .nan,
        sessions: .init(active: .infinity, total: 2), users: .init(active: 1, total: 2),
        apps: .init(active: ["a"], loaded: [], inMemory: ["b"], calls: 1, selections: 2),
        cache: .init(hits: 1, lookups: 2, added: 3, replaced: 4, bytesAdded: 5), saturated: true)

    /// Every family that the program can show, with samples in each.
    private func page() -> [UInt8] {
        let server = MonitoredServer(
            name: "größe \"x\"\n\\", host: "a", description: "", extraTags: [Tag("9-lives", "x"), Tag("a.b", "ü\t")],
            proxy: MonitoredProxy(host: "p", virtualProxies: ["/"]))
        let prometheus = PrometheusDestination(servers: [server])
        prometheus.receive(.engineHealth(Self.health, server: server, apps: nil, at: Self.time))
        prometheus.receive(
            .proxySessions(ProxySessions(of: server, host: "p", virtualProxy: "/", sessions: [], at: Self.time)))
        for level in LogDatabaseEntry.Level.allCases {
            prometheus.receive(
                .logDatabaseEntry(
                    LogDatabaseEntry(
                        id: 1, time: Self.time, level: level, processHost: "ä\n\"", processName: "", message: "",
                        server: nil)))
        }
        for failure in [nil, PollFailure(.timeout, "late")] {
            for (kind, virtualProxy) in [(PollTarget.Kind.health, nil), (.sessions, "/"), (.appNames, nil)] {
                let target = PollTarget(kind, serverName: server.name, host: "a", virtualProxy: virtualProxy)
                prometheus.receive(
                    .polled(PollOutcome(target, failure: failure, duration: .seconds(1), at: Self.time)))
            }
        }
        let counters = DestinationCounters()
        counters.update { $0.isUp = true }
        let destinations = DestinationMetrics([(name: "influxdb", counters: counters)])
        return ExpositionEncoder.encode(
            prometheus.families() + destinations.families() + ProcessMetrics(startTime: 1).families())
    }

    @Test func `is a page that Prometheus reads, with no fault but names that dashboards know`() async throws {
        let check = try await PrometheusServer.check(page())
        let faults = check.split(separator: "\n").filter { line in
            !Self.oldNames.contains { line.hasPrefix("\($0) non-counter metrics should not have \"_total\" suffix") }
        }
        #expect(faults.isEmpty, "\(faults)")
    }

    @Test func `is checked by something that finds faults`() async throws {
        let faults = try await PrometheusServer.check(Array("# TYPE a counter\na{b=\"c\" 1\n".utf8))
        #expect(faults.contains("error while linting"))
    }
}
