// SPDX-License-Identifier: MIT

import ConfigurationFile

/// The counting of failures.
package struct ErrorTrackingSettings: Sendable {
    package var isEnabled: Bool
    package var logsSummary: Bool
    package var isStoredInInfluxDB: Bool
    package var measurementName: String

    static let defaultMeasurement = "butler_sos_errors"

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Count failed calls.")
        let summary = section.section("logSummary", "The summary in the log.")
        logsSummary = summary.enableSwitch("Log the counts.", default: true)
        summary.rejectUnknownKeys()
        let influxDB = section.section("influxdb", "The points in InfluxDB.")
        isStoredInInfluxDB = influxDB.enableSwitch("Store a point for each failed call.", default: true)
        // What starts with # is a comment to InfluxDB: it would take the points and forget them.
        let format = TextFormat("a name that does not start with #") { !$0.hasPrefix("#") }
        let name = influxDB.text(
            "measurementName", default: Self.defaultMeasurement, "The measurement of the points.", format: format)
        measurementName = name.isEmpty ? Self.defaultMeasurement : name
        influxDB.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }
}
