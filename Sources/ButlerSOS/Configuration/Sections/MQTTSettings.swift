// SPDX-License-Identifier: MIT

import ConfigurationFile

/// The MQTT broker.
package struct MQTTSettings: Sendable {
    package var isEnabled: Bool
    package var host: String
    package var port: Int
    /// What the topics of health and sessions start with, to the letter.
    package var baseTopic: String

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Publish to an MQTT broker.", older: "enableMQTT")
        host = section.requiredText("brokerHost", "The broker.", format: .host, example: "mqtt.example.com")
        port = section.port("brokerPort", default: 1883, "The broker's port.")
        baseTopic = section.text(
            "baseTopic", default: "butler-sos/",
            "What the topics of health and sessions start with. Ends with a slash, as nothing is put in between.")
        if isEnabled, !baseTopic.hasSuffix("/") {
            section.warn("baseTopic", "does not end with a slash, so it runs into the next part of the topic")
        }
        section.rejectUnknownKeys()
    }
}
