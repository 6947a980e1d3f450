// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import Monitoring
import SenseDatagrams

/// Whether what is said about events lets any of them get somewhere, and their figures stay apart.
extension ConfigurationRules {
    /// The tags that the points of counts and queues have themselves. Two points are two only if one of these differs.
    static let eventCountTags = ["event_type", "source", "host", "subsystem"]
    static let rejectedCountTags = ["source", "app_id", "method", "object_type", "app_name", "app_name_set"]
    static let queueTags = ["queue_type", "host"]

    func checkEvents() {
        checkPerformanceEvents()
        checkEventDestinations()
        checkFigureTags()
    }

    private func checkPerformanceEvents() {
        guard configuration.logEvents.sources.qixPerformance else { return }
        let performance = configuration.logEvents.enginePerformance
        let section = section("logEvents.enginePerformanceMonitor")
        guard performance.isEnabled else {
            return section.warn(
                "enable",
                "is off, so performance events are only counted: switch it on, or logEvents.source.qixPerf off")
        }
        // A filter for certain apps that names none lets nothing pass.
        guard performance.allApps == nil, performance.someApps.allSatisfy({ $0.apps.isEmpty }) else { return }
        section.warn(
            "monitorFilter",
            "lets no performance event pass, so none is stored: switch allApps on, or appSpecific with apps to include")
    }

    private func checkEventDestinations() {
        let (users, logs) = (configuration.userEvents, configuration.logEvents)
        let receivers = configuration.newRelicReceivers(version: "", scrambler: nil).compactMap(\.events)
        let mqtt = configuration.mqttConfiguration
        let isUserSent = mqtt?.userEvents != nil || receivers.contains { $0.users != nil }
        let isLogSent = mqtt?.logEvents != nil || receivers.contains { $0.logs != nil }
        if users.isEnabled, !isUserSent {
            checkDestinations("userEvents", key: "enable", isStored: users.isStoredInInfluxDB)
        }
        if logs.sources.isAnyOn, !isLogSent {
            checkDestinations("logEvents", key: "source", isStored: logs.isStoredInInfluxDB)
        }
    }

    /// Of events that neither MQTT nor New Relic gets.
    ///
    /// - Parameter isStored: InfluxDB gets the events, if there is one.
    private func checkDestinations(_ name: String, key: String, isStored: Bool) {
        let counts = configuration.eventCounts
        let hasInfluxDB = configuration.influxDBSettings.isEnabled
        let isCounted =
            configuration.prometheus != nil || hasInfluxDB && counts.isStoredInInfluxDB && counts.countsReceived
        guard !isCounted, !hasInfluxDB || !isStored else { return }
        let missing = (isStored ? [] : ["\(name).sendToInfluxdb"]) + (hasInfluxDB ? [] : ["influxdbConfig"])
        section(name).warn(
            key,
            "is on, but no destination takes the events: switch \(missing.joined(separator: " and ")) on to store "
                + "them, \(name).sendToMQTT or \(name).sendToNewRelic to send them, or prometheus to count them")
    }

    private func checkFigureTags() {
        guard configuration.influxDBSettings.isEnabled else { return }
        let (counts, logs) = (configuration.eventCounts, configuration.logEvents)
        if counts.isStoredInInfluxDB, counts.countsReceived {
            warn(of: counts.receivedTags, in: "qlikSenseEvents.eventCount.influxdb", replacing: Self.eventCountTags)
        }
        let performance = logs.enginePerformance
        if counts.isStoredInInfluxDB, counts.countsRejected, logs.sources.qixPerformance, performance.isEnabled,
            performance.countsRejected
        {
            warn(
                of: performance.rejectedTags, in: "logEvents.enginePerformanceMonitor.trackRejectedEvents",
                replacing: Self.rejectedCountTags)
        }
        for (name, isOn, metrics) in [
            ("userEvents", configuration.userEvents.isEnabled, configuration.userEvents.listener.queueMetrics),
            ("logEvents", logs.sources.isAnyOn, logs.listener.queueMetrics),
        ] where isOn && metrics.isStoredInInfluxDB {
            warn(of: metrics.tags, in: "\(name).udpServerConfig.queueMetrics.influxdb", replacing: Self.queueTags)
        }
    }

    private func warn(of tags: [Monitoring.Tag], in path: String, replacing own: [String]) {
        for name in own where tags.contains(where: { $0.name == name }) {
            section(path).warn(
                "tags",
                "has \(name), which the points have themselves: it replaces theirs, so points that differ only there "
                    + "become one and counts are lost; give it another name")
        }
    }
}
