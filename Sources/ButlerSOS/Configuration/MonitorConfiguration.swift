// SPDX-License-Identifier: MIT

package import ConsoleLogging
package import Destinations
package import Monitoring
package import SenseSources

/// Everything that the configuration file says about what this program does.
package struct MonitorConfiguration: Sendable {
    /// The file, as given.
    package var path: String
    package var logLevel: LogLevel
    package var systemInfo: Bool
    package var certificates: ClientCertificateFiles
    package var servers: [MonitoredServer]
    package var pollingInterval: Duration
    /// `nil` if InfluxDB is switched off, or of a version that is not built yet.
    package var influxDB: InfluxDBConfiguration?
    package var prometheus: PrometheusConfiguration?
    package var telemetry: TelemetrySettings
    package var features: FeatureSwitches
    /// What the file enables that this version does not do yet.
    package var notBuiltYet: [String]
    /// Things worth saying that are no mistakes.
    package var warnings: [String]
}
