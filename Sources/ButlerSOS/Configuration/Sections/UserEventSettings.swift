// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Monitoring

/// What users do, as the proxies and repositories report it.
package struct UserEventSettings: Sendable {
    package var isEnabled: Bool
    package var excludedUsers: [UserName]
    package var listener: EventListenerSettings
    package var tags: [Monitoring.Tag]
    package var mqtt: UserEventTopics
    package var isStoredInInfluxDB: Bool
    package var newRelic: NewRelic

    /// What of it goes to New Relic.
    package struct NewRelic: Sendable {
        package var isEnabled: Bool
        package var accounts: [String]
        /// Users are replaced by something that does not tell who they are.
        package var scramblesUsers: Bool
    }

    /// - Parameter mqttBaseTopic: what the topic of the older generation is appended to.
    init(_ section: ConfigurationSection, mqttBaseTopic: String, dataFormat: ConfigurationGeneration) {
        isEnabled = section.enableSwitch("Receive user events: sessions and connections that start and stop.")
        excludedUsers = section.users("excludeUser", "Users whose events are ignored.")
        listener = EventListenerSettings(
            section.section("udpServerConfig", "The UDP port for user events."), portKey: "portUserActivityEvents",
            port: 9997, measurement: "user_events_queue")
        tags = section.pointTags("tags", "Fixed tags of each event.", olderName: "tag")
        mqtt = UserEventTopics(
            section.section("sendToMQTT", "User events in MQTT."), baseTopic: mqttBaseTopic, dataFormat: dataFormat)
        let influxDB = section.section("sendToInfluxdb", "User events in InfluxDB.")
        isStoredInInfluxDB = influxDB.enableSwitch("Store user events in InfluxDB.", example: true)
        influxDB.rejectUnknownKeys()
        let newRelic = section.section("sendToNewRelic", "User events in New Relic.")
        self.newRelic = NewRelic(
            isEnabled: newRelic.enableSwitch("Send user events to New Relic."),
            accounts: newRelic.accountNames(
                "destinationAccount",
                "The accounts to send to. Also those of the server metrics, if newRelic.metric names none."),
            scramblesUsers: newRelic.boolean("scramble", default: true, "Do not tell New Relic who the users are."))
        newRelic.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }
}
