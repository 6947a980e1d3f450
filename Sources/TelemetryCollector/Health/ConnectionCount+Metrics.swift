// SPDX-License-Identifier: MIT

package import HTTPListener
package import MetricsExposition

extension ConnectionCount {
    package func families() -> [MetricFamily] {
        let counts = current
        return [
            MetricFamily(
                "butler_telemetry_connections", .gauge, help: "Open connections.", samples: [.init(Double(counts.open))]
            ),
            MetricFamily(
                "butler_telemetry_connections_limit", .gauge, help: "The most connections that may be open.",
                samples: [.init(Double(maximum))]),
            MetricFamily(
                "butler_telemetry_connections_total", .counter, help: "Connections that were opened.",
                samples: [.init(Double(counts.opened))]),
            MetricFamily(
                "butler_telemetry_connections_full_total", .counter,
                help: "How often the last place was taken, so that new connections had to wait.",
                samples: [.init(Double(counts.timesFull))]),
            MetricFamily(
                "butler_telemetry_connections_dropped_total", .counter,
                help: "Connections closed without an answer, which could not be given or was not read in time.",
                samples: [.init(Double(counts.dropped))]),
        ]
    }
}
