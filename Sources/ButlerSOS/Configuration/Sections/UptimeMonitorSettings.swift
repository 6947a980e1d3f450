// SPDX-License-Identifier: MIT

import ConfigurationFile
package import LogOutput
package import Monitoring
package import Schedules

/// The regular note on the program's own uptime and memory.
package struct UptimeMonitorSettings: Sendable {
    package var isEnabled: Bool
    /// `nil` if the monitor is off and its schedule unusable.
    package var schedule: ScheduleText?
    package var logLevel: LogLevel
    package var isStoredInInfluxDB: Bool
    package var instanceTag: String
    package var newRelic: NewRelic

    /// What of it goes to New Relic.
    package struct NewRelic: Sendable {
        package var isEnabled: Bool
        package var accounts: [String]
        package var sendsMemory: Bool
        package var sendsUptime: Bool
        package var attributes: [Monitoring.Tag]
        package var sendsVersion: Bool
    }

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch(
            "Log the program's own uptime and memory regularly, and send them on.", older: "enabled")
        schedule = section.schedule("frequency", default: "every 15 minutes", "When to do so, in UTC.")
        logLevel = section.choice(
            "logLevel", default: .verbose, "The level of the two log lines.", ignoresCase: true)
        let influxDB = section.section("storeInInfluxdb", "What is stored in InfluxDB.")
        isStoredInInfluxDB = influxDB.boolean(
            "butlerSOSMemoryUsage", default: false, "Store the program's own memory use in InfluxDB.")
        instanceTag = influxDB.text("instanceTag", default: "DEV", "The value of the instance tag of those points.")
        influxDB.rejectUnknownKeys()
        newRelic = NewRelic(section.section("storeNewRelic", "What is sent to New Relic."))
        section.rejectUnknownKeys()
    }
}

extension UptimeMonitorSettings.NewRelic {
    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Send uptime and memory to New Relic.")
        accounts = section.accountNames(
            "destinationAccount", "The accounts to send to, by their accountName in thirdPartyToolsCredentials.")
        let metric = section.section("metric", "What is measured.")
        let figures = metric.section("dynamic", "The figures.")
        sendsMemory = figures.isOn("butlerMemoryUsage", default: true, "Send the memory figures.")
        sendsUptime = figures.isOn("butlerUptime", default: true, "Send the uptime.")
        figures.rejectUnknownKeys()
        metric.rejectUnknownKeys()
        let attribute = section.section("attribute", "What is added to each figure.")
        attributes = attribute.namedValues(
            "static", "Fixed attributes.", example: Tag("metricType", "butler-sos-uptime"))
        let dynamic = attribute.section("dynamic", "Attributes that the program fills in.")
        sendsVersion = dynamic.isOn("butlerVersion", default: true, "Add the version of this program.")
        dynamic.rejectUnknownKeys()
        // The original allows other keys beside these two.
        attribute.warnOfUnknownKeys()
        section.rejectUnknownKeys()
    }
}
