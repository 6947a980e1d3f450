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
            family("butlersos_destination_recovered_total", .counter, "Points that an earlier run left on disk.") {
                $0.recovered
            },
            family("butlersos_destination_waiting", .gauge, "Points that wait in memory.") { $0.waiting },
            family("butlersos_destination_spooled", .gauge, "Points that wait on disk.") { $0.spooled },
            family("butlersos_destination_spooled_bytes", .gauge, "Size of the points that wait on disk, in bytes.") {
                $0.spooledBytes
            },
            family("butlersos_destination_deliveries_total", .counter, "Deliveries that were tried.") {
                $0.deliveries
            },
            MetricFamily(
                "butlersos_destination_delivery_seconds_total", .counter, help: "Time that deliveries took.",
                samples: current.map { .init($0.values.deliverySeconds, labels: [$0.label]) }),
            MetricFamily(
                "butlersos_destination_up", .gauge, help: "1 if the newest delivery was accepted, else 0.",
                samples: current.compactMap { entry in
                    entry.values.isUp.map { MetricFamily.Sample($0 ? 1 : 0, labels: [entry.label]) }
                }),
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
