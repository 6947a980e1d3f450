// SPDX-License-Identifier: MIT

import AsyncHTTPClient
package import ConsoleLogging
import Destinations
package import Logging
import MetricsExposition
import Monitoring
import MonitoringPipeline
import SenseSources
import ServiceLifecycle
import TelemetryClient
import UnixSignals

/// The monitor: reads its configuration, starts its services, and runs until a signal ends it.
package enum Monitor {
    /// How long services may take to end. What does not end by then is cancelled.
    static let shutdownLimit: Duration = .milliseconds(4500)

    /// Runs until SIGTERM or SIGINT. Throws if it cannot start, with an error that says why in a sentence.
    ///
    /// - Parameter makeLogger: makes the program's logger for a level.
    package static func run(_ options: RunOptions, makeLogger: (LogLevel) -> Logger) async throws {
        let startTime = Double(WallClock.now().nanoseconds) / 1e9
        let configuration = try MonitorConfiguration.read(
            options.configurationPath, environment: options.environment, overrides: options.overrides)
        let logLevel = configuration.logLevel
        let logger = makeLogger(logLevel)
        let state = StateDirectory(
            given: options.stateDirectory, environment: options.environment,
            configurationPath: options.configurationPath)
        let lock = try openState(state, options, logger)
        let telemetry = Telemetry(
            TelemetryOptions(
                configuration, configurationPath: options.configurationPath, statePath: state.path,
                environment: options.environment, noTelemetry: options.noTelemetry))

        // The ID and the notice are shown whatever the log level is: consent needs to be seen.
        let always = makeLogger(logger.logLevel > .notice ? .info : logLevel)
        for line in Banner(configuration: configuration, logLevel: logLevel, telemetry: telemetry).lines {
            (line.hasPrefix("Instance ID") ? always : logger).notice("\(line)")
        }
        for line in telemetry.notice { always.notice("\(line)") }
        for warning in configuration.warnings { logger.warning("CONFIG: \(warning)") }
        if !configuration.notBuiltYet.isEmpty {
            logger.warning(
                "CONFIG: enabled but not built yet, so without effect",
                metadata: ["keys": "\(configuration.notBuiltYet.joined(separator: ", "))"])
        }

        let clients = Clients(configuration, logger: logger)
        let services = services(
            Parts(
                configuration: configuration, telemetry: telemetry, clients: clients,
                statePath: lock == nil ? nil : state.path, startTime: startTime, logger: logger))
        for name in SpoolFolders.forgotten(in: state.path, used: configuration.influxDB.map { [$0.spoolName] } ?? []) {
            logger.warning(
                "SPOOL: records wait for a destination that is not configured any more",
                metadata: ["folder": "\(SpoolFolders.path(of: name, in: state.path))"])
        }
        var group = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = shutdownLimit
        do {
            try await ServiceGroup(configuration: group).run()
        } catch {
            await clients.shutDown()
            throw error
        }
        await clients.shutDown()
        withExtendedLifetime(lock) { logger.notice("stopped") }
    }

    /// Another instance in the same folder is a reason not to start; a folder that cannot be used is not.
    private static func openState(_ state: StateDirectory, _ options: RunOptions, _ logger: Logger) throws -> StateLock?
    {
        do {
            return try state.open(configurationPath: options.configurationPath)
        } catch .unusable(let path, let reason) {
            logger.warning("STATE: nothing can be remembered", metadata: ["folder": "\(path)", "cause": "\(reason)"])
            return nil
        }
    }
}
