// SPDX-License-Identifier: MIT

import Destinations
import HTTPExchange
import LifeSigns
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
        var environment: [String: String] = [:]
        /// What the program has to have to be called ready.
        var readiness = Readiness()
        /// Whether it gets on.
        var progress = ProgressWatch()
        var telemetryHealth = TelemetryHealth()
        var logger: Logger
    }

    /// The one visible list of what runs. Services end in reverse order: sources first, then what they feed.
    static func services(_ parts: Parts, _ runners: [DestinationRunner]) -> [any Service] {
        let configuration = parts.configuration
        let apps = configuration.appNames.isEnabled ? AppNameTable() : nil
        let logDatabase = configuration.logDatabaseConfiguration
        let metrics = configuration.prometheus.map { _ in
            PrometheusDestination(
                servers: configuration.servers, logHosts: logDatabase.map { Array($0.servers.keys) } ?? [],
                logLevels: logDatabase?.levels ?? [])
        }
        let tracker =
            configuration.errorTracking.isEnabled
            ? ErrorTracker(
                logsSummary: configuration.errorTracking.logsSummary, now: WallClock.now, logger: parts.logger) : nil
        let site = siteState(parts)
        let own: [(any ObservationSink)?] = [metrics, tracker, site]
        let sink = FanOut(own.compactMap(\.self), destinations: runners)
        let ports = EventPorts(parts, apps: apps, sink: sink)
        let reporter = parts.telemetry.reporter(logger: parts.logger, onAttempt: parts.telemetryHealth.note)
        var services = healthListeners(parts)
        if let prometheus = configuration.prometheus, let metrics {
            services += metricsListeners(prometheus, metrics, runners, ports, parts, isReporting: reporter != nil)
        }
        services += pages(parts) {
            site.map { statusSources(parts, $0, runners, metrics, ports, apps: apps) }
        }
        services += runners as [any Service]
        if let tracker { services.append(tracker) }
        services.append(DeliveryFailureSource(runners, sink: sink))
        services += lifeSigns(parts, sink)
        services += sources(parts, apps, sink) as [any Service]
        if let logDatabase {
            services.append(
                LogDatabaseSource(
                    logDatabase, markFile: parts.statePath.map { LogDatabaseMarkFile(in: $0) }, sink: sink,
                    now: WallClock.now, logger: parts.logger))
        }
        services += ports.services(parts, sink: sink)
        if let reporter { services.append(reporter) }
        return services + serviceNotifier(parts)
    }

    /// One for each destination that is pushed to.
    static func runners(_ parts: Parts) -> [DestinationRunner] {
        influxDBRunners(parts) + mqttRunners(parts) + newRelicRunners(parts)
    }

    private static func influxDBRunners(_ parts: Parts) -> [DestinationRunner] {
        guard let influxDB = parts.configuration.influxDB else { return [] }
        var limits = DestinationRunner.Limits()
        limits.batchCount = influxDB.maximumBatchCount
        let destination = InfluxDBDestination(
            influxDB, client: parts.clients.influxDB, localOffset: WallClock.localOffset(), logger: parts.logger)
        return [runner(destination, limits: limits, parts)]
    }

    private static func mqttRunners(_ parts: Parts) -> [DestinationRunner] {
        guard let configuration = parts.configuration.mqttConfiguration, let client = parts.clients.mqtt else {
            return []
        }
        var limits = DestinationRunner.Limits()
        // Subscribers want to see things happen; messages gain little by travelling together.
        limits.batchDelay = .milliseconds(20)
        limits.backoff.cap = .seconds(5)
        let destination = MQTTDestination(configuration, client: client, logger: parts.logger)
        return [runner(destination, limits: limits, parts)]
    }

    /// - Parameter maximumAge: what waited for longer is of no use there.
    static func runner(
        _ destination: some Destination, limits: DestinationRunner.Limits, maximumAge: Duration? = nil, _ parts: Parts
    ) -> DestinationRunner {
        DestinationRunner(
            destination, spool: spool(of: destination.spoolName, maximumAge: maximumAge, parts), limits: limits,
            now: WallClock.now, logger: parts.logger)
    }

    private static func spool(
        of name: String, maximumAge: Duration?, _ parts: Parts
    ) -> DestinationRunner.SpoolLocation? {
        let settings = parts.configuration.spool
        guard let state = parts.statePath, settings.isEnabled else { return nil }
        return DestinationRunner.SpoolLocation(
            path: SpoolFolders.path(of: name, in: state),
            limits: SpoolLimits(
                maximumBytes: settings.maximumSize,
                maximumAge: maximumAge.map { min($0, settings.maximumAge) } ?? settings.maximumAge))
    }

    private static func sources(_ parts: Parts, _ apps: AppNameTable?, _ sink: FanOut) -> [PollingSource] {
        let configuration = parts.configuration
        let client = parts.clients.sense
        let executor = parts.clients.executor
        let gate = PollGate()
        func source(
            _ name: String, _ polls: [any Poll], every interval: Duration, on executor: EventLoopExecutor?,
            to sink: any ObservationSink
        ) -> PollingSource {
            PollingSource(
                name, polls: polls, interval: interval, gate: gate, sink: sink, executor: executor,
                clock: parts.clients.clock, now: WallClock.now, logger: parts.logger)
        }
        var sources: [PollingSource] = []
        if let apps {
            let poll = AppNamesPoll(host: configuration.appNames.callAddress, client: client, table: apps)
            // Reading thousands of names takes a while, and would hold up the polls on the loop.
            sources.append(source("APP NAMES", [poll], every: configuration.appNames.interval, on: nil, to: sink))
        }
        let health = configuration.servers.map { EngineHealthPoll($0, client: client, apps: apps) }
        let watched = watched(sink, parts)
        sources.append(source("HEALTH", health, every: configuration.pollingInterval, on: executor, to: watched))
        if configuration.userSessions.isEnabled {
            let polls = ProxySessionsPoll.polls(of: configuration.servers, client: client)
            sources.append(
                source(
                    "PROXY SESSIONS", polls, every: configuration.userSessions.pollingInterval, on: executor, to: sink))
        }
        return sources
    }
}

extension AppNameSettings {
    /// Whom the repository service is called at.
    var callAddress: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
