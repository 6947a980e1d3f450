// SPDX-License-Identifier: MIT

import Destinations
import MetricsExposition
import Monitoring
import MonitoringPipeline
import Testing

@Suite struct PrometheusDestinationTests {
    private static let time = Timestamp(secondsSinceEpoch: 1)
    private static let first = MonitoredServer(name: "a", host: "a:4747", description: "d")
    private static let second = MonitoredServer(name: "b", host: "b:4747", description: "")
    private static let firstLabels = "{host=\"a\",server_name=\"a\",server_description=\"d\"}"
    private static let secondLabels = "{host=\"b\",server_name=\"b\",server_description=\"\"}"

    private let destination: PrometheusDestination

    init() { destination = PrometheusDestination(servers: [Self.first, Self.second]) }

    private var page: MetricsPage { MetricsPage(destination.families()) }

    private func outcome(_ server: MonitoredServer, _ failure: PollFailure?) -> Observation {
        .polled(
            PollOutcome(
                PollTarget(.health, serverName: server.name, host: server.host), failure: failure,
                duration: .milliseconds(20), at: Self.time))
    }

    private func succeed(_ server: MonitoredServer, _ health: EngineHealth = EngineHealth(cpuTotal: 3)) {
        destination.receive(.engineHealth(health, server: server, apps: nil, at: Self.time))
        destination.receive(outcome(server, nil))
    }

    private func fail(_ server: MonitoredServer, times: Int = 1) {
        for _ in 0..<times { destination.receive(outcome(server, PollFailure(.timeout, "late"))) }
    }

    @Test func `shows help and type of every metric before the first poll`() {
        let text = String(decoding: ExpositionEncoder.encode(destination.families()), as: UTF8.self)
        for name in ["apps_calls", "users_total", "engine_metadata", "user_session_total", "up"] {
            #expect(text.contains("# HELP butlersos_\(name) "))
            #expect(text.contains("# TYPE butlersos_\(name) gauge\n"))
        }
        #expect(text.contains("# TYPE butlersos_polls_total counter\n"))
        #expect(text.contains("# TYPE butlersos_poll_errors_total counter\n"))
        #expect(text.contains("# TYPE butlersos_poll_duration_seconds histogram\n"))
        #expect(page.samples.isEmpty)
    }

    @Test func `has each metric once`() {
        let names = destination.families().map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test func `keeps the figures of one server when another fails`() {
        succeed(Self.first)
        fail(Self.second, times: 5)
        #expect(page["butlersos_cpu_total"] == [Self.firstLabels: 3])
        #expect(page["butlersos_up"] == [Self.firstLabels: 1, Self.secondLabels: 0])
    }

    @Test func `drops the figures of a server after three failures in a row, until it answers again`() {
        succeed(Self.first)
        fail(Self.first, times: 2)
        #expect(page["butlersos_cpu_total"] == [Self.firstLabels: 3])
        #expect(page["butlersos_up"] == [Self.firstLabels: 0])
        fail(Self.first)
        #expect(page["butlersos_cpu_total"].isEmpty)
        #expect(page["butlersos_engine_metadata"].isEmpty)
        #expect(page["butlersos_up"] == [Self.firstLabels: 0])
        succeed(Self.first)
        #expect(page["butlersos_cpu_total"] == [Self.firstLabels: 3])
        #expect(page["butlersos_engine_metadata"].count == 1)
        #expect(page["butlersos_up"] == [Self.firstLabels: 1])
    }

    @Test func `counts only failures in a row`() {
        succeed(Self.first)
        fail(Self.first, times: 2)
        succeed(Self.first)
        fail(Self.first, times: 2)
        #expect(page["butlersos_cpu_total"] == [Self.firstLabels: 3])
    }

    @Test func `replaces the engine's version instead of adding one`() {
        succeed(Self.first, EngineHealth(version: "1", started: "x"))
        succeed(Self.first, EngineHealth(version: "2", started: "x"))
        succeed(Self.first, EngineHealth(version: "2", started: "y"))
        #expect(
            page["butlersos_engine_metadata"] == [
                Self.firstLabels.dropLast() + ",engine_version=\"2\",engine_started=\"y\"}": 1
            ])
    }

    @Test func `leaves out what the engine left out`() {
        succeed(Self.first, EngineHealth(memory: .init(free: 1), apps: .init(loaded: ["x"]), saturated: false))
        #expect(page["butlersos_mem_free"] == [Self.firstLabels: 1_048_576])
        #expect(page["butlersos_mem_committed"].isEmpty)
        #expect(page["butlersos_apps_loadeddocs_total"] == [Self.firstLabels: 1])
        #expect(page["butlersos_apps_activedocs_total"].isEmpty)
        #expect(page["butlersos_cache_saturated"] == [Self.firstLabels: 0])
        #expect(page["butlersos_cpu_total"].isEmpty)
    }

    @Test func `counts the figures that a scrape can find`() {
        succeed(Self.first, EngineHealth(memory: .init(free: 1), cpuTotal: 3))
        #expect(destination.counters.current.received == 2)
        #expect(destination.counters.current.written == 2)
        fail(Self.first)
        #expect(destination.counters.current.written == 2)
    }

    @Test func `ignores a server that was not announced, and failed deliveries`() {
        succeed(MonitoredServer(name: "z", host: "z", description: ""))
        destination.receive(
            .deliveryFailed(
                FailedDelivery(destination: "influxdb", errorType: "X", category: .timeout, at: Self.time)))
        #expect(page["butlersos_cpu_total"].isEmpty)
        #expect(page["butlersos_up"].isEmpty)
    }
}
