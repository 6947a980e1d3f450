// SPDX-License-Identifier: MIT

package import TelemetryClient

extension Telemetry {
    /// The telemetry of an instance of the monitor, for commands that run beside it and change nothing by opening it.
    ///
    /// Mistakes in the configuration that have nothing to do with telemetry do not stand in the way of saying no.
    ///
    /// - Parameters:
    ///   - stateDirectory: the value of `--state`.
    ///   - makesFolder: make the given folder if it is missing: an administrator may say no before the first start.
    ///   - isExampleEnough: without a folder show what would be, with an ID that is only an example.
    package static func instance(
        configurationPath: String, stateDirectory: String?, environment: [String: String], makesFolder: Bool = false,
        isExampleEnough: Bool = false
    ) throws -> Telemetry {
        var overrides = ConfigurationOverrides()
        overrides.skipsVerification = true
        let configuration = try MonitorConfiguration.read(
            configurationPath, environment: environment, overrides: overrides)
        let state: StateDirectory
        if isExampleEnough {
            state =
                (try? StateDirectory.find(
                    given: stateDirectory, environment: environment, configurationPath: configurationPath))
                ?? StateDirectory(
                    given: stateDirectory, environment: environment, configurationPath: configurationPath)
        } else {
            state = try StateDirectory.find(
                given: stateDirectory, environment: environment, configurationPath: configurationPath)
        }
        if makesFolder { try state.make() }
        return Telemetry(
            TelemetryOptions(
                configuration, configurationPath: configurationPath, statePath: state.path, environment: environment),
            isOnlyLooking: true)
    }
}
