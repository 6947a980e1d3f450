// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Monitoring

/// The counting of the events that Sense sends.
package struct EventCountSettings: Sendable {
    package var isStoredInInfluxDB: Bool
    package var writeInterval: Duration
    package var countsReceived: Bool
    package var receivedMeasurement: String
    package var receivedTags: [Monitoring.Tag]
    package var countsRejected: Bool
    package var rejectedMeasurement: String

    init(_ section: ConfigurationSection) {
        let influxDB = section.section("influxdb", "Whether and when the counts are stored in InfluxDB.")
        isStoredInInfluxDB = influxDB.enableSwitch("Store the counts in InfluxDB.")
        writeInterval = influxDB.interval("writeFrequency", default: 20_000, "The time between two writes.")
        influxDB.rejectUnknownKeys()

        let received = section.section("eventCount", "User and log events that arrived.")
        countsReceived = received.enableSwitch("Count the events that arrive.")
        let receivedPoints = received.section("influxdb", "Their points in InfluxDB.")
        receivedMeasurement = receivedPoints.text("measurementName", default: "event_count", "The measurement.")
        receivedTags = receivedPoints.pointTags("tags", "Fixed tags of the points.")
        receivedPoints.rejectUnknownKeys()
        received.rejectUnknownKeys()

        let rejected = section.section("rejectedEventCount", "Performance events that no filter let pass.")
        countsRejected = rejected.enableSwitch("Count them.")
        let rejectedPoints = rejected.section("influxdb", "Their points in InfluxDB.")
        rejectedMeasurement = rejectedPoints.text(
            "measurementName", default: "rejected_event_count", "The measurement.")
        rejectedPoints.rejectUnknownKeys()
        rejected.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }
}
