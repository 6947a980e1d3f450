// SPDX-License-Identifier: MIT

import Destinations
import HTTPListener
import LifeSigns
import Logging
import MetricsExposition
import MonitoringPipeline
import ServiceLifecycle
import TelemetryClient

extension Monitor {
    /// The two listeners that serve the figures of the site, of the destinations and of this process.
    static func metricsListeners(
        _ configuration: PrometheusConfiguration, _ metrics: PrometheusDestination, _ runners: [DestinationRunner],
        _ ports: EventPorts, _ parts: Parts, isReporting: Bool
    ) -> [any Service] {
        let logger = parts.logger
        let destinations = DestinationMetrics(
            runners.map { ($0.name, $0.counters) } + [(metrics.name, metrics.counters)])
        let process = ProcessMetrics(startTime: parts.startTime)
        let facts = parts.telemetry.facts
        let build = MetricFamily(
            "butlersos_build_info", .gauge, help: "What runs, as labels; always 1.",
            samples: [
                .init(
                    1,
                    labels: [
                        .init("version", ButlerSOSVersion.current), .init("platform", facts.platform),
                        .init("arch", facts.arch), .init("swift_version", facts.swiftVersion),
                    ])
            ])
        let endpoint = MetricsEndpoint(sources: [
            { metrics.families() }, ports.families, { destinations.families() }, { [build] }, { process.families() },
            { [health = parts.telemetryHealth] in health.families(isSending: isReporting) },
        ])
        let isListening = parts.readiness.expect()
        let first = endpoint.listener(at: configuration.address, logger: logger) { address in
            isListening()
            logger.notice("PROM: metrics are served", metadata: ["url": "http://\(address.authority)/metrics"])
        }
        let second = endpoint.listener(at: configuration.processAddress, logger: logger) { address in
            logger.notice("PROM: metrics are served here too", metadata: ["url": "http://\(address.authority)/metrics"])
        }
        return [
            first,
            OptionalListener(
                listener: second, message: "PROM: continuing without the second metrics listener", logger: logger),
        ]
    }
}
