// SPDX-License-Identifier: MIT

package import TelemetryClient

/// The telemetry of an instance of the monitor, for commands that run beside it and change nothing by opening it.
package struct TelemetryInstance: Sendable {
    package let telemetry: Telemetry
    package let statePath: String
    /// Whether the monitor runs with that folder now.
    package let isRunning: Bool

    /// Mistakes in the configuration that have nothing to do with telemetry do not stand in the way of saying no.
    ///
    /// - Parameters:
    ///   - stateDirectory: the value of `--state`.
    ///   - mayBeNew: an administrator may say no, or look, before the first start: the given folder need not be there yet.
    ///   - isExampleEnough: without a folder show what would be, with an ID that is only an example.
    package init(
        configurationPath: String, stateDirectory: String?, environment: [String: String], mayBeNew: Bool = false,
        isExampleEnough: Bool = false
    ) throws {
        var overrides = ConfigurationOverrides()
        overrides.skipsVerification = true
        let configuration = try MonitorConfiguration.read(
            configurationPath, environment: environment, overrides: overrides)
        let state = try Self.folder(
            stateDirectory, environment, configurationPath, mayBeNew: mayBeNew, isExampleEnough: isExampleEnough)
        if mayBeNew, !isExampleEnough { try state.make() }
        statePath = state.path
        isRunning = state.isRunning
        telemetry = Telemetry(
            TelemetryOptions(
                configuration, configurationPath: configurationPath, statePath: state.path, environment: environment),
            isOnlyLooking: true)
    }

    private static func folder(
        _ given: String?, _ environment: [String: String], _ configurationPath: String, mayBeNew: Bool,
        isExampleEnough: Bool
    ) throws(StateDirectoryFailure) -> StateDirectory {
        do throws(StateDirectoryFailure) {
            return try StateDirectory.find(
                given: given, environment: environment, configurationPath: configurationPath, mayBeNew: mayBeNew)
        } catch {
            guard case .unknown = error, isExampleEnough else { throw error }
            return StateDirectory(given: given, environment: environment, configurationPath: configurationPath)
        }
    }
}
