// SPDX-License-Identifier: MIT

import ConfigurationFile

/// The MQTT topics of user events; `nil` publishes nothing.
package struct UserEventTopics: Sendable {
    package var isEnabled: Bool
    package var everything: String?
    package var sessionStart: String?
    package var sessionStop: String?
    package var connectionOpen: String?
    package var connectionClose: String?
    /// Messages are as version 5 of the original published them.
    package var areVersion5: Bool

    init(_ section: ConfigurationSection, baseTopic: String, dataFormat: ConfigurationGeneration) {
        areVersion5 = dataFormat == .version5
        isEnabled = section.enableSwitch("Publish user events.")
        // The older generation has one topic, below the base topic.
        if section.has("topic") {
            let topic = section.requiredText(
                "topic", "The topic of all user events, below mqttConfig.baseTopic.", format: .topic)
            guard section.has("postTo") else {
                everything = topic.isEmpty ? nil : baseTopic + topic
                Self.carry(everything, in: section)
                section.rejectUnknownKeys()
                return
            }
            section.warn("topic", "has no effect beside postTo")
        }
        let postTo = section.section("postTo", "Topics by kind of event.")
        everything = Self.topic(
            postTo, "everythingTopic", "qliksense/userevent", "every user event",
            olderSection: "userEvents.sendToMQTT")
        sessionStart = Self.topic(
            postTo, "sessionStartTopic", "qliksense/userevent/session/start", "sessions that start")
        sessionStop = Self.topic(postTo, "sessionStopTopic", "qliksense/userevent/session/stop", "sessions that end")
        connectionOpen = Self.topic(
            postTo, "connectionOpenTopic", "qliksense/userevent/connection/open", "connections that open")
        connectionClose = Self.topic(
            postTo, "connectionCloseTopic", "qliksense/userevent/connection/close", "connections that close")
        postTo.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }

    /// What a current document says instead of the one topic.
    private static func carry(_ topic: String?, in section: ConfigurationSection) {
        let topics = [
            "everythingTopic", "sessionStartTopic", "sessionStopTopic", "connectionOpenTopic", "connectionCloseTopic",
        ]
        for key in topics {
            section.carry("postTo.\(key).enable", String(key == topics[0] && topic != nil))
        }
        if let topic {
            section.carry("postTo.everythingTopic.topic", YAMLScalar.spelled(topic))
            section.markRead("topic", as: "postTo.everythingTopic.topic")
        }
    }

    private static func topic(
        _ postTo: ConfigurationSection, _ key: String, _ fallback: String, _ what: String, olderSection: String? = nil
    ) -> String? {
        let section = postTo.section(key, "The topic of \(what).")
        let isOn = section.enableSwitch("Publish \(what).", default: true)
        section.olderSection = olderSection
        let topic = section.text(
            "topic", default: fallback, "The whole topic; the base topic does not precede it.", format: .topic)
        section.rejectUnknownKeys()
        return isOn ? topic : nil
    }
}
