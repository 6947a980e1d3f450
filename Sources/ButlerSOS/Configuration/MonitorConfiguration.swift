// SPDX-License-Identifier: MIT

package import ConfigurationFile
package import Destinations
package import LogOutput
package import Monitoring
package import SenseSources

/// Everything that the configuration says, from the file and the command line.
package struct MonitorConfiguration: Sendable {
    /// The file, as given.
    package var path: String
    package var log: LogSettings
    /// Whether the host may be looked at.
    package var systemInfo: Bool
    package var crashFile: CrashFileSettings
    package var configurationPage: ConfigurationPageSettings
    package var statusPage: StatusPageSettings
    package var heartbeat: HeartbeatSettings
    package var dockerHealthCheck: DockerHealthCheckSettings
    package var uptimeMonitor: UptimeMonitorSettings
    package var errorTracking: ErrorTrackingSettings
    package var newRelicAccounts: [NewRelicAccount]
    package var eventCounts: EventCountSettings
    package var userEvents: UserEventSettings
    package var logEvents: LogEventSettings
    package var certificates: ClientCertificateFiles
    package var mqtt: MQTTSettings
    package var newRelic: NewRelicSettings
    /// `nil` if it is switched off.
    package var prometheus: PrometheusConfiguration?
    package var influxDBSettings: InfluxDBSettings
    package var appNames: AppNameSettings
    package var userSessions: UserSessionSettings
    package var serverSettings: ServersSettings
    package var logDatabase: LogDatabaseSettings
    package var spool: SpoolSettings
    package var telemetry: TelemetrySettings
    package var features: FeatureSwitches
    /// Mistakes in what is switched off.
    package var notes: [ConfigurationProblem]
    /// Things worth saying that are no mistakes.
    package var warnings: [String]
    /// Everything that was read, in the order of the documentation, with masks instead of secrets; empty if no page shows it.
    package var settings: [ConfigurationSetting]
}

// What the parts of the program need, ready-made.
extension MonitorConfiguration {
    package var logLevel: LogLevel { log.level }
    package var servers: [MonitoredServer] { serverSettings.servers }
    package var pollingInterval: Duration { serverSettings.pollingInterval }

    /// `nil` if InfluxDB is switched off.
    package var influxDB: InfluxDBConfiguration? {
        influxDBSettings.configuration(
            excludedUsers: userSessions.excludedUsers,
            errorMeasurement: errorTracking.isEnabled && errorTracking.isStoredInInfluxDB
                ? errorTracking.measurementName : nil,
            userEventTags: userEvents.isEnabled && userEvents.isStoredInInfluxDB ? userEvents.tags : nil,
            logEventTags: logEvents.sources.isAnyOn && logEvents.isStoredInInfluxDB ? logEvents.tags : nil,
            usageInstance: uptimeMonitor.isEnabled && uptimeMonitor.isStoredInInfluxDB
                ? uptimeMonitor.instanceTag : nil,
            tagsInRawEvent: mqttConfiguration?.logEvents != nil)
    }

    /// `nil` if the log database is switched off, or nothing is to be fetched.
    package var logDatabaseConfiguration: LogDatabaseConfiguration? {
        logDatabase.configuration(hosts: serverSettings.logDatabaseHosts, servers: servers)
    }

    /// The accounts that the figures of the servers go to.
    package var newRelicMetricAccounts: [String] {
        newRelic.metricAccounts.isEmpty ? userEvents.newRelic.accounts : newRelic.metricAccounts
    }
}
