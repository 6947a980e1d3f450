// SPDX-License-Identifier: MIT

package import ConsoleLogging

/// What the command line and the environment say about a run.
package struct RunOptions: Sendable {
    package var configurationPath: String
    /// Overrides the configuration's.
    package var logLevel: LogLevel?
    package var stateDirectory: String?
    package var noTelemetry: Bool
    package var environment: [String: String]

    package init(
        configurationPath: String, logLevel: LogLevel? = nil, stateDirectory: String? = nil, noTelemetry: Bool = false,
        environment: [String: String]
    ) {
        self.configurationPath = configurationPath
        self.logLevel = logLevel
        self.stateDirectory = stateDirectory
        self.noTelemetry = noTelemetry
        self.environment = environment
    }
}
