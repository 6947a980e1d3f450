// SPDX-License-Identifier: MIT

import MetricsExposition
import Monitoring
import MonitoringPipeline

/// How the polls of one target went so far.
struct PollFigures: Sendable {
    /// Seconds: from a server next door to one that answers just before its time is up.
    private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

    private(set) var isUp = false
    private var polls = 0
    private var failuresInARow = 0
    private var failures: [PollFailure.Category: Int] = [:]
    private var seconds = Histogram(bounds: Self.bounds)

    /// True if what was learned before says nothing any more.
    var isStale: Bool { failuresInARow >= PrometheusDestination.failuresUntilStale }

    mutating func take(_ outcome: PollOutcome) {
        polls += 1
        seconds.record(outcome.duration / .seconds(1))
        isUp = outcome.failure == nil
        failuresInARow = isUp ? 0 : failuresInARow + 1
        if let failure = outcome.failure { failures[failure.category, default: 0] += 1 }
    }

    static func families(of polls: [PollTarget: PollFigures]) -> [MetricFamily] {
        let sorted = polls.map { (labels: labels(of: $0.key), figures: $0.value) }
            .sorted { $0.labels.map(\.value).lexicographicallyPrecedes($1.labels.map(\.value)) }
        return [
            MetricFamily(
                "butlersos_polls_total", .counter, help: "Polls that ended, whether well or not.",
                samples: sorted.map { .init(Double($0.figures.polls), labels: $0.labels) }),
            MetricFamily(
                "butlersos_poll_errors_total", .counter, help: "Polls that gave nothing, by the category of the cause.",
                samples: sorted.flatMap { entry in
                    entry.figures.failures.sorted { $0.key.rawValue < $1.key.rawValue }.map { category, count in
                        .init(Double(count), labels: entry.labels + [.init("category", category.rawValue)])
                    }
                }),
            MetricFamily(
                "butlersos_poll_duration_seconds", .histogram, help: "How long polls took, in seconds.",
                samples: sorted.flatMap { $0.figures.seconds.samples(labels: $0.labels) }),
        ]
    }

    private static func labels(of target: PollTarget) -> [MetricFamily.Label] {
        var labels = [
            MetricFamily.Label("kind", target.kind.rawValue), MetricFamily.Label("server_name", target.serverName),
        ]
        if let virtualProxy = target.virtualProxy {
            labels.append(MetricFamily.Label("virtual_proxy", virtualProxy))
        }
        return labels
    }
}
