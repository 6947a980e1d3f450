// SPDX-License-Identifier: MIT

/// What the command line and the environment say about a run.
package struct RunOptions: Sendable {
    package var configurationPath: String
    /// What the command line says instead of the configuration.
    package var overrides: ConfigurationOverrides
    package var stateDirectory: String?
    package var noTelemetry: Bool
    package var environment: [String: String]

    package init(
        configurationPath: String, overrides: ConfigurationOverrides = .init(), stateDirectory: String? = nil,
        noTelemetry: Bool = false, environment: [String: String]
    ) {
        self.configurationPath = configurationPath
        self.overrides = overrides
        self.stateDirectory = stateDirectory
        self.noTelemetry = noTelemetry
        self.environment = environment
    }
}
