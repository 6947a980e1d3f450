// SPDX-License-Identifier: MIT

import Destinations
import HTTPListener
import Logging
import MetricsExposition
import MonitoringPipeline
import SenseSources
import ServiceLifecycle
import TelemetryClient

extension Monitor {
    /// The one visible list of what runs. Services end in reverse order: sources first, then what they feed.
    static func services(
        for configuration: MonitorConfiguration, telemetry: TelemetrySetup, clients: Clients, startTime: Double,
        logger: Logger
    ) -> [any Service] {
        var listeners: [any Service] = []
        var runners: [DestinationRunner] = []
        var sinks: [any ObservationSink] = []

        if let influxDB = configuration.influxDB {
            var limits = DestinationRunner.Limits()
            limits.batchCount = influxDB.maximumBatchCount
            let destination = InfluxDBDestination(
                influxDB, client: clients.destinations, localOffset: WallClock.localOffset(), logger: logger)
            let runner = DestinationRunner(destination, limits: limits, logger: logger)
            runners.append(runner)
            sinks.append(runner)
        }
        if let prometheus = configuration.prometheus {
            let metrics = PrometheusDestination(servers: configuration.servers)
            sinks.append(metrics)
            listeners = metricsListeners(
                prometheus, metrics,
                DestinationMetrics(runners.map { ($0.name, $0.counters) } + [(metrics.name, metrics.counters)]),
                ProcessMetrics(startTime: startTime),
                facts: telemetry.facts, logger)
        }
        let source = EngineHealthSource(
            servers: configuration.servers, interval: configuration.pollingInterval,
            client: SenseClient(files: configuration.certificates), sink: FanOut(sinks), now: WallClock.now,
            logger: logger)
        return listeners + runners + [source] + reporter(telemetry, clients, logger)
    }

    private static func metricsListeners(
        _ configuration: PrometheusConfiguration, _ metrics: PrometheusDestination, _ destinations: DestinationMetrics,
        _ process: ProcessMetrics, facts: HostFacts, _ logger: Logger
    ) -> [any Service] {
        let build = MetricFamily(
            "butlersos_build_info", .gauge, help: "What runs, as labels; always 1.",
            samples: [
                .init(
                    1,
                    labels: [
                        .init("version", ButlerSOSVersion.current), .init("platform", facts.platform),
                        .init("arch", facts.arch),
                        .init("swift_version", facts.swiftVersion),
                    ])
            ])
        let endpoint = MetricsEndpoint(sources: [
            { metrics.families() }, { destinations.families() }, { [build] }, { process.families() },
        ])
        let first = endpoint.listener(at: configuration.address, logger: logger) { address in
            logger.notice("PROM: metrics are served", metadata: ["url": "http://\(address.authority)/metrics"])
        }
        let second = endpoint.listener(at: configuration.processAddress, logger: logger) { address in
            logger.notice("PROM: metrics are served here too", metadata: ["url": "http://\(address.authority)/metrics"])
        }
        return [first, OptionalListener(listener: second, logger: logger)]
    }

    private static func reporter(_ telemetry: TelemetrySetup, _ clients: Clients, _ logger: Logger) -> [any Service] {
        guard let collector = telemetry.settings.collector, let client = clients.telemetry else { return [] }
        return [
            TelemetryReporter(
                identity: telemetry.identity, directory: telemetry.directory,
                gracePeriod: telemetry.settings.gracePeriod,
                sender: ReportSender(collector: collector, client: client), report: { telemetry.report(id: $0) },
                now: WallClock.seconds, logger: logger)
        ]
    }
}
