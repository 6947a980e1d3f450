// SPDX-License-Identifier: MIT

package import MetricsExposition
package import MonitoringPipeline

/// What became of every record, per destination, as metrics.
package struct DestinationMetrics: Sendable {
    private let destinations: [(name: String, counters: DestinationCounters)]

    package init(_ destinations: [(name: String, counters: DestinationCounters)]) { self.destinations = destinations }

    package func families() -> [MetricFamily] {
        let current = destinations.map {
            (label: MetricFamily.Label("destination", $0.name), values: $0.counters.current)
        }
        func family(
            _ name: String, _ kind: MetricFamily.Kind, _ help: String, _ value: (DestinationCounters.Values) -> Int
        ) -> MetricFamily {
            MetricFamily(
                name, kind, help: help, samples: current.map { .init(Double(value($0.values)), labels: [$0.label]) })
        }
        return [
            family("butlersos_destination_received_total", .counter, "Points handed to the destination's buffer.") {
                $0.received
            },
            family("butlersos_destination_written_total", .counter, "Points that the destination accepted.") {
                $0.written
            },
            family("butlersos_destination_errors_total", .counter, "Deliveries that failed.") { $0.failures },
            family("butlersos_destination_waiting", .gauge, "Points that wait in memory.") { $0.waiting },
            MetricFamily(
                "butlersos_destination_dropped_total", .counter, help: "Points given up, by reason.",
                samples: current.flatMap { entry in
                    DestinationCounters.DropReason.allCases.map { reason in
                        MetricFamily.Sample(
                            Double(entry.values.dropped[reason] ?? 0),
                            labels: [entry.label, .init("reason", reason.rawValue)])
                    }
                }),
        ]
    }
}
