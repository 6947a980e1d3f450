// SPDX-License-Identifier: MIT

import Destinations
import MetricsExposition
import Monitoring
import MonitoringPipeline
import Testing

@Suite struct PollFiguresTests {
    private let destination = PrometheusDestination(servers: [])

    private var page: MetricsPage { MetricsPage(destination.families()) }

    private func poll(
        _ kind: PollTarget.Kind = .health, _ server: String = "a", virtualProxy: String? = nil,
        _ failure: PollFailure.Category? = nil, duration: Duration = .milliseconds(20), times: Int = 1
    ) {
        let target = PollTarget(kind, serverName: server, host: "\(server):4747", virtualProxy: virtualProxy)
        for _ in 0..<times {
            destination.receive(
                .polled(
                    PollOutcome(
                        target, failure: failure.map { PollFailure($0, "") }, duration: duration,
                        at: Timestamp(secondsSinceEpoch: 1))))
        }
    }

    @Test func `counts polls and failures by category`() {
        poll()
        poll(.health, "a", .timeout, times: 4)
        poll(.health, "a", .connectionRefused)
        #expect(page["butlersos_polls_total"] == ["{kind=\"health\",server_name=\"a\"}": 6])
        #expect(
            page["butlersos_poll_errors_total"] == [
                "{kind=\"health\",server_name=\"a\",category=\"connection_refused\"}": 1,
                "{kind=\"health\",server_name=\"a\",category=\"timeout\"}": 4,
            ])
    }

    @Test func `tells what is polled, from whom`() {
        poll(.sessions, "b", virtualProxy: "/x")
        poll(.appNames, "repository")
        poll(.sessions, "b", virtualProxy: "/")
        poll(.health, "b")
        let samples = page.samples.filter { $0.name == "butlersos_polls_total" }
        #expect(
            samples.map { String($0.series.dropFirst("butlersos_polls_total".count)) } == [
                "{kind=\"app_names\",server_name=\"repository\"}", "{kind=\"health\",server_name=\"b\"}",
                "{kind=\"sessions\",server_name=\"b\",virtual_proxy=\"/\"}",
                "{kind=\"sessions\",server_name=\"b\",virtual_proxy=\"/x\"}",
            ])
    }

    @Test func `spreads durations over classes that include those below`() {
        for milliseconds in [5, 20, 20, 300, 60_000] { poll(duration: .milliseconds(milliseconds)) }
        let buckets = page.samples.filter { $0.name == "butlersos_poll_duration_seconds_bucket" }
        let bounds = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "+Inf"]
        #expect(
            buckets.map(\.series)
                == bounds.map {
                    "butlersos_poll_duration_seconds_bucket{kind=\"health\",server_name=\"a\",le=\"\($0)\"}"
                })
        #expect(buckets.map(\.value) == [1, 1, 3, 3, 3, 3, 4, 4, 4, 4, 5])
        let sum = page["butlersos_poll_duration_seconds_sum"]["{kind=\"health\",server_name=\"a\"}"]
        #expect(abs((sum ?? 0) - 60.345) < 1e-9)
        #expect(page["butlersos_poll_duration_seconds_count"] == ["{kind=\"health\",server_name=\"a\"}": 5])
    }

    @Test func `has a histogram for each target, whose parts follow each other`() {
        poll(.health, "a")
        poll(.health, "b", .timeout)
        let family = destination.families().first { $0.name == "butlersos_poll_duration_seconds" }
        #expect(family?.kind == .histogram)
        #expect(
            family?.samples.map(\.suffix)
                == Array(repeating: Array(repeating: "_bucket", count: 11) + ["_sum", "_count"], count: 2).flatMap {
                    $0
                })
    }
}
