// SPDX-License-Identifier: MIT

import Destinations
import HTTPListener
import Logging
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import ServiceLifecycle
import Testing

/// A real Prometheus finds what was polled, and does not find what is not so any more.
@Suite(.timeLimit(.minutes(2))) struct PrometheusIntegrationTests {
    private static let time = Timestamp(secondsSinceEpoch: 1)
    private static let server = MonitoredServer(
        name: "Prod \"A\" \\ ü", host: "sense-a:4747", description: "", extraTags: [Tag("qs-env", "prod")],
        proxy: MonitoredProxy(host: "sense-a:4243", virtualProxies: ["/sales"]))

    /// Serves the metrics of a destination on a free port while the body runs.
    private func serve(_ destination: PrometheusDestination, _ body: (PrometheusServer) async throws -> Void)
        async throws
    {
        let endpoint = MetricsEndpoint(sources: [{ destination.families() }])
        let (listening, continuation) = AsyncStream<ListenAddress>.makeStream()
        let listener = endpoint.listener(
            at: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"), logger: .silent,
            onListening: { continuation.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [listener], logger: .silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { continuation.finish() }
                try await group.run()
            }
            guard let address = await listening.first(where: { _ in true }) else {
                return try await tasks.waitForAll()
            }
            try await body(try await PrometheusServer(scraping: address.authority))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func polled(_ kind: PollTarget.Kind, isUp: Bool) -> Observation {
        let target =
            kind == .health
            ? PollTarget(.health, serverName: Self.server.name, host: Self.server.host)
            : PollTarget(.sessions, serverName: Self.server.name, host: "sense-a:4243", virtualProxy: "/sales")
        return .polled(
            PollOutcome(
                target, failure: isUp ? nil : PollFailure(.timeout, "late"), duration: .milliseconds(30),
                at: Self.time))
    }

    private func succeed(_ destination: PrometheusDestination, version: String) {
        let user = UserName(directory: "D", id: "u")
        let health = EngineHealth(version: version, started: "x", cpuTotal: 37.5)
        destination.receive(.engineHealth(health, server: Self.server, apps: nil, at: Self.time))
        destination.receive(
            .proxySessions(
                ProxySessions(
                    of: Self.server, host: "sense-a:4243", virtualProxy: "/sales",
                    sessions: [.init(id: "1", user: user), .init(id: "2", user: user)], at: Self.time)))
        for kind in [PollTarget.Kind.health, .sessions] { destination.receive(polled(kind, isUp: true)) }
    }

    @Test func `is scraped, and figures of a dead server disappear`() async throws {
        let destination = PrometheusDestination(servers: [Self.server])
        succeed(destination, version: "1")
        try await serve(destination) { prometheus in
            #expect(try await poll { try await prometheus.query("butlersos_up").first?.value == 1 })
            let up = try #require(try await prometheus.query("butlersos_up").first)
            #expect(up.labels["server_name"] == Self.server.name)
            #expect(up.labels["qs_env"] == "prod")
            #expect(up.labels["host"] == "sense-a")
            let sessions = try await prometheus.query(
                "butlersos_user_session_total{user_session_virtual_proxy=\"/sales\"}")
            #expect(sessions.map(\.value) == [2])
            #expect(sessions.first?.labels["user_session_host"] == "sense-a:4243")
            #expect(try await prometheus.query("butlersos_cpu_total").map(\.value) == [37.5])
            let most = try await prometheus.query("histogram_quantile(1, butlersos_poll_duration_seconds_bucket)")
            #expect(most.map(\.value) == [0.05, 0.05])

            // Another version of the engine takes the first one's place.
            succeed(destination, version: "2")
            #expect(
                try await poll {
                    try await prometheus.query("butlersos_engine_metadata").map { $0.labels["engine_version"] } == ["2"]
                })

            for _ in 1...3 {
                for kind in [PollTarget.Kind.health, .sessions] { destination.receive(polled(kind, isUp: false)) }
            }
            #expect(try await poll { try await prometheus.query("butlersos_up").first?.value == 0 })
            for gone in ["cpu_total", "engine_metadata", "user_session_total"] {
                #expect(try await prometheus.query("butlersos_\(gone)").isEmpty, "\(gone)")
            }
            #expect(try await prometheus.query("sum(butlersos_poll_errors_total)").map(\.value) == [6])
            // It had nothing to say against a scrape.
            #expect(try await prometheus.query("up").map(\.value) == [1])
            #expect(
                try await prometheus.query("scrape_samples_post_metric_relabeling - scrape_samples_scraped").map(
                    \.value) == [0])
        }
    }
}
