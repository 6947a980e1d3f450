// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Monitoring

/// What the Sense services log, and how long the engine works on charts.
package struct LogEventSettings: Sendable {
    package var sources: LogEventSources
    package var listener: EventListenerSettings
    package var tags: [Monitoring.Tag]
    package var categorisation: CategorisationSettings
    package var enginePerformance: EnginePerformanceSettings
    package var mqtt: MQTT
    package var isStoredInInfluxDB: Bool
    package var newRelic: LogEventNewRelicSettings

    /// How log events are published.
    package struct MQTT: Sendable {
        package var isEnabled: Bool
        package var baseTopic: String
        package var postsToBaseTopic: Bool
        package var postsToSubsystemTopics: Bool
    }

    init(_ section: ConfigurationSection) {
        // The sources are the switch of the section: their own mistakes always count.
        sources = LogEventSources(section.section("source", "The services whose events are received."))
        section.switches = ["source"]
        section.isEnforced = section.isEnforced && sources.isAnyOn
        listener = EventListenerSettings(
            section.section("udpServerConfig", "The UDP port for log and performance events."),
            portKey: "portLogEvents", port: 9996, measurement: "log_events_queue")
        tags = section.pointTags("tags", "Fixed tags of each event.")
        categorisation = CategorisationSettings(
            section.section("categorise", "Rules that put log events into categories or drop them."))
        enginePerformance = EnginePerformanceSettings(
            section.section("enginePerformanceMonitor", "The performance events of the engine."))
        let mqtt = section.section("sendToMQTT", "Log events in MQTT.")
        self.mqtt = MQTT(mqtt)
        let influxDB = section.section("sendToInfluxdb", "Log events in InfluxDB.")
        isStoredInInfluxDB = influxDB.enableSwitch("Store log events in InfluxDB.")
        influxDB.rejectUnknownKeys()
        newRelic = LogEventNewRelicSettings(section.section("sendToNewRelic", "Log events in New Relic."))
        section.rejectUnknownKeys()
    }
}

extension LogEventSettings.MQTT {
    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Publish log events.")
        baseTopic = section.text(
            "baseTopic", default: "qliksense/logevent", "The topic that all others are below.", format: .topic)
        let postTo = section.section("postTo", "Which topics are used.")
        postsToBaseTopic = postTo.boolean("baseTopic", default: true, "Publish to the base topic itself.")
        postsToSubsystemTopics = postTo.boolean(
            "subsystemTopics", default: true, "Publish to a topic for each Sense subsystem, below the base topic.")
        postTo.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }
}
