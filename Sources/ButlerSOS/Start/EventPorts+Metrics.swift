// SPDX-License-Identifier: MIT

import MetricsExposition
import Monitoring
import SenseSources

extension EventPorts {
    /// What Prometheus fetches about the ports.
    @Sendable
    func families() -> [MetricFamily] {
        for port in all { port.receiver.readKernelDrops() }
        let ports = all.map {
            (labels: [MetricFamily.Label("queue_type", $0.queueName)], port: $0, values: $0.receiver.counters.current)
        }
        guard !ports.isEmpty else { return [] }
        func family(
            _ name: String, _ type: MetricFamily.Kind, help: String, _ value: (ReceiverCounters.Values) -> Double?
        ) -> MetricFamily {
            MetricFamily(
                name, type, help: help,
                samples: ports.compactMap { port in value(port.values).map { .init($0, labels: port.labels) } })
        }
        return [
            MetricFamily(
                "butlersos_events_total", .counter, help: "Events that came, by what they are counted as.",
                samples: ports.flatMap { port in
                    port.port.tally.total.entries.map { entry in
                        .init(
                            Double(entry.count),
                            labels: port.labels + [
                                .init("source", entry.source), .init("host", entry.host),
                                .init("subsystem", entry.subsystem),
                            ])
                    }
                }),
            family("butlersos_datagrams_total", .counter, help: "Datagrams that were read from the port.") {
                Double($0.received)
            },
            family("butlersos_datagram_bytes_total", .counter, help: "Bytes that were read from the port.") {
                Double($0.bytes)
            },
            MetricFamily(
                "butlersos_datagrams_dropped_total", .counter, help: "Datagrams that became no event, by the reason.",
                samples: ports.flatMap { port in
                    port.values.dropped.map { (reason: $0.key.label, count: $0.value) }
                        .sorted { $0.reason < $1.reason }
                        .map { .init(Double($0.count), labels: port.labels + [.init("reason", $0.reason)]) }
                }),
            family(
                "butlersos_datagrams_dropped_by_kernel_total", .counter,
                help: "Datagrams that the kernel dropped because its buffer for the port was full."
            ) { $0.droppedByKernel.map(Double.init) },
            family(
                "butlersos_datagram_receive_buffer_bytes", .gauge, help: "What the kernel keeps for the port at most."
            ) { $0.receiveBuffer.map(Double.init) },
            family("butlersos_datagrams_waiting", .gauge, help: "Datagrams that were read and wait to be parsed.") {
                Double($0.waiting)
            },
            family("butlersos_datagram_handling_seconds_total", .counter, help: "Time spent on datagrams of the port.")
            {
                $0.handlingSeconds
            },
            family("butlersos_datagram_port_up", .gauge, help: "1 while the port is open, else 0.") {
                $0.isListening ? 1 : 0
            },
        ]
    }
}
