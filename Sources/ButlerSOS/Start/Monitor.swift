// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import LifeSigns
import LogOutput
import Logging
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
    package static func run(_ options: RunOptions) async throws {
        HeapTrim.shareHeaps()
        // From the start on, a SIGHUP is about the log, and never the end.
        let hangups = await UnixSignalsSequence(trapping: .sighup)
        let startTime = Double(WallClock.now().nanoseconds) / 1e9
        let configuration = try MonitorConfiguration.read(
            options.configurationPath, environment: options.environment, overrides: options.overrides)
        let log = ProgramLog(configuration.log)
        // Who let go of the signal here would let the next one end the program.
        defer { withExtendedLifetime(hangups) { log.finish() } }
        let logger = log.logger("butler-sos")
        do {
            try await run(configuration, options, startTime: startTime, log: log, hangups: hangups, logger: logger)
        } catch {
            // Whatever it was, the log may be gone when somebody looks. A second start is no crash.
            let isRunning = if case .inUse = error as? StateDirectoryFailure { true } else { false }
            if !isRunning {
                CrashFile(configuration, now: WallClock.now, offset: WallClock.localOffset()).write(
                    error, logger: logger)
            }
            log.record(.end(error, redaction: Redaction(secrets: configuration.secrets)))
            throw error
        }
    }

    private static func run(
        _ configuration: MonitorConfiguration, _ options: RunOptions, startTime: Double, log: ProgramLog,
        hangups: UnixSignalsSequence, logger: Logger
    ) async throws {
        let state = StateDirectory(
            given: options.stateDirectory, environment: options.environment,
            configurationPath: options.configurationPath)
        let lock = try openState(state, options, logger)
        let telemetry = Telemetry(
            TelemetryOptions(
                configuration, configurationPath: options.configurationPath, statePath: state.path,
                environment: options.environment, noTelemetry: options.noTelemetry))

        // The ID and the notice are shown whatever the log level is: consent needs to be seen.
        var always = logger
        always.logLevel = min(logger.logLevel, .notice)
        for line in Banner(configuration: configuration, logLevel: log.level, telemetry: telemetry).lines {
            (line.hasPrefix("Instance ID") ? always : logger).notice("\(line)")
        }
        for line in telemetry.notice { always.notice("\(line)") }
        if let folder = log.folder {
            logger.notice("LOG FILE: all of this is in a file, too", metadata: ["folder": "\(folder)"])
        }
        for warning in configuration.warnings { logger.warning("CONFIG: \(warning)") }

        let clients = Clients(configuration, environment: options.environment, logger: logger)
        let parts = Parts(
            configuration: configuration, telemetry: telemetry, clients: clients,
            statePath: lock == nil ? nil : state.path, startTime: startTime, environment: options.environment,
            logger: logger)
        let runners = runners(parts)
        let services = services(parts, runners)
        for name in SpoolFolders.forgotten(in: state.path, used: runners.map(\.spoolName)) {
            logger.warning(
                "SPOOL: records wait for a destination that is not configured any more",
                metadata: ["folder": "\(SpoolFolders.path(of: name, in: state.path))"])
        }
        let level = LevelControl(
            log, path: options.configurationPath, override: options.overrides.logLevel,
            wish: parts.statePath.map { LevelWish(state: $0) })
        // The first is the last to end.
        let logService = LogService(log: log, level: level, hangups: hangups)
        var group = ServiceGroupConfiguration(
            services: [logService] + services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
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
