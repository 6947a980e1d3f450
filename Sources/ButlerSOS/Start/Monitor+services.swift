// SPDX-License-Identifier: MIT

import Destinations
import HTTPExchange
import Logging
import MetricsExposition
import Monitoring
import MonitoringPipeline
import SenseSources
import ServiceLifecycle
import TelemetryClient

extension Monitor {
    /// What the services of one run are made from.
    struct Parts {
        var configuration: MonitorConfiguration
        var telemetry: Telemetry
        var clients: Clients
        /// The state folder; `nil` if nothing can be kept there.
        var statePath: String?
        var startTime: Double
        var logger: Logger
    }

    /// The one visible list of what runs. Services end in reverse order: sources first, then what they feed.
    static func services(_ parts: Parts) -> [any Service] {
        let configuration = parts.configuration
        let runners = runners(parts)
        var sinks: [any ObservationSink] = []
        var services: [any Service] = []
        if let prometheus = configuration.prometheus {
            let metrics = PrometheusDestination(servers: configuration.servers)
            sinks.append(metrics)
            services += metricsListeners(prometheus, metrics, runners, parts)
        }
        services += runners as [any Service]
        if configuration.errorTracking.isEnabled {
            let tracker = ErrorTracker(
                logsSummary: configuration.errorTracking.logsSummary, now: WallClock.now, logger: parts.logger)
            sinks.append(tracker)
            services.append(tracker)
        }
        let sink = FanOut(sinks, destinations: runners)
        services.append(DeliveryFailureSource(runners, sink: sink))
        return services + sources(parts, sink) + (parts.telemetry.reporter(logger: parts.logger).map { [$0] } ?? [])
    }

    private static func runners(_ parts: Parts) -> [DestinationRunner] {
        guard let influxDB = parts.configuration.influxDB else { return [] }
        var limits = DestinationRunner.Limits()
        limits.batchCount = influxDB.maximumBatchCount
        let destination = InfluxDBDestination(
            influxDB, client: parts.clients.influxDB, localOffset: WallClock.localOffset(), logger: parts.logger)
        return [
            DestinationRunner(
                destination, spool: spool(of: destination.spoolName, parts), limits: limits, now: WallClock.now,
                logger: parts.logger)
        ]
    }

    private static func spool(of name: String, _ parts: Parts) -> DestinationRunner.SpoolLocation? {
        let settings = parts.configuration.spool
        guard let state = parts.statePath, settings.isEnabled else { return nil }
        return DestinationRunner.SpoolLocation(
            path: SpoolFolders.path(of: name, in: state),
            limits: SpoolLimits(maximumBytes: settings.maximumSize, maximumAge: settings.maximumAge))
    }

    private static func sources(_ parts: Parts, _ sink: FanOut) -> [any Service] {
        let configuration = parts.configuration
        let client = parts.clients.sense
        let executor = parts.clients.executor
        let gate = PollGate()
        func source(
            _ name: String, _ polls: [any Poll], every interval: Duration, on executor: EventLoopExecutor?
        ) -> PollingSource {
            PollingSource(
                name, polls: polls, interval: interval, gate: gate, sink: sink, executor: executor,
                clock: parts.clients.clock, now: WallClock.now, logger: parts.logger)
        }
        let apps = configuration.appNames.isEnabled ? AppNameTable() : nil
        var sources: [PollingSource] = []
        if let apps {
            let poll = AppNamesPoll(host: configuration.appNames.callAddress, client: client, table: apps)
            // Reading thousands of names takes a while, and would hold up the polls on the loop.
            sources.append(source("APP NAMES", [poll], every: configuration.appNames.interval, on: nil))
        }
        let health = configuration.servers.map { EngineHealthPoll($0, client: client, apps: apps) }
        sources.append(source("HEALTH", health, every: configuration.pollingInterval, on: executor))
        if configuration.userSessions.isEnabled {
            let polls = ProxySessionsPoll.polls(of: configuration.servers, client: client)
            sources.append(
                source("PROXY SESSIONS", polls, every: configuration.userSessions.pollingInterval, on: executor))
        }
        return sources
    }
}

extension AppNameSettings {
    /// Whom the repository service is called at.
    var callAddress: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
