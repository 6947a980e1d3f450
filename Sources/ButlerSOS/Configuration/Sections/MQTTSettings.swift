// SPDX-License-Identifier: MIT

import ConfigurationFile
package import MQTT

/// The MQTT broker.
package struct MQTTSettings: Sendable {
    package var isEnabled: Bool
    package var host: String
    package var port: Int
    /// What the topics of health and sessions start with, to the letter.
    package var baseTopic: String
    package var credentials: MQTTBroker.Credentials?
    /// `nil` makes one up at each start.
    package var clientID: String?
    /// QoS 1, else QoS 0.
    package var isAcknowledged: Bool
    /// The broker keeps the newest health and session figures.
    package var retainsFigures: Bool
    /// `nil` talks in the clear.
    package var tls: MQTTBroker.TLS?
    /// `nil` publishes nothing about this program itself.
    package var lastWill: LastWill?
    /// Messages are as version 5 of the original published them.
    package var isVersion5: Bool

    /// A topic that tells whether this program is there.
    package struct LastWill: Sendable {
        package var topic: String
        package var offline: String
        package var online: String
    }

    init(_ section: ConfigurationSection, dataFormat: ConfigurationGeneration, configurationPath: String) {
        isEnabled = section.enableSwitch("Publish to an MQTT broker.", older: "enableMQTT")
        isVersion5 = dataFormat == .version5
        host = section.requiredText("brokerHost", "The broker.", format: .host, example: "mqtt.example.com")
        port = section.port("brokerPort", default: 1883, "The broker's port; 8883 is usual for TLS.")
        baseTopic = section.text(
            "baseTopic", default: "butler-sos/",
            "What the topics of health and sessions start with. Ends with a slash, as nothing is put in between.",
            format: .topicStart)
        if isEnabled, !baseTopic.hasSuffix("/") {
            section.warn("baseTopic", "does not end with a slash, so it runs into the next part of the topic")
        }
        let user = section.text(
            "username", default: "", "The user, if the broker wants one.", format: .verbatim, takesNumbers: true)
        let password = section.text(
            "password", default: "", "The user's password.", format: .verbatim, isSecret: true, takesNumbers: true)
        if user.isEmpty, !password.isEmpty, !section.has("username") {
            section.report("username", expected: "the user", found: "a password only")
        }
        credentials = user.isEmpty ? nil : .init(user: user, password: password.isEmpty ? nil : password)
        let clientID = section.text(
            "clientId", default: "",
            "What this program calls itself. Of two clients of one name a broker knows only the newer; empty makes a "
                + "name up at each start.", format: .clientID)
        self.clientID = clientID.isEmpty ? nil : clientID
        isAcknowledged =
            section.integer(
                "qos", in: 0...1, what: "a QoS", default: 0,
                "1 has the broker acknowledge each message and keeps it until then; 0 takes a message that was "
                    + "written as delivered."
            ) == 1
        retainsFigures = section.boolean(
            "retain", default: false, "Have the broker keep the newest health and session figures for new subscribers.")
        tls = Self.tls(section.section("tls", "TLS with the broker."), configurationPath)
        lastWill = Self.lastWill(section.section("lastWill", "A topic that tells whether this program is there."))
        section.rejectUnknownKeys()
    }

    private static func tls(_ section: ConfigurationSection, _ configurationPath: String) -> MQTTBroker.TLS? {
        let isOn = section.enableSwitch("Talk to the broker over TLS.")
        func file(
            _ key: String, _ meaning: String, example: String, holds content: ConfiguredFile.Content = .certificates
        ) -> String? {
            section.text(key, meaning, example: example).flatMap {
                $0.isEmpty
                    ? nil : ConfiguredFile.find($0, key, in: section, beside: configurationPath, holds: content)
            }
        }
        let authority = file(
            "caFile",
            "A PEM file with the certificates that sign the broker's; without it the system's count.",
            example: "certs/mqtt-ca.pem")
        let certificate = file(
            "certFile", "A PEM file with the client certificate, if the broker wants one.",
            example: "certs/mqtt-client.pem")
        let key = file(
            "keyFile", "Its private key, in PEM.", example: "certs/mqtt-client_key.pem", holds: .privateKey)
        let passphrase = section.text(
            "keyPassphrase", default: "", "The passphrase of the private key, if it is encrypted.", format: .verbatim,
            isSecret: true, takesNumbers: true)
        if (certificate == nil) != (key == nil) {
            let (missing, there) = certificate == nil ? ("certFile", "keyFile") : ("keyFile", "certFile")
            // What is no text was reported when it was read.
            if !section.has(missing) { section.report(missing, expected: "a file beside \(there)", found: "nothing") }
        }
        section.rejectUnknownKeys()
        guard isOn else { return nil }
        return MQTTBroker.TLS(
            authorityFile: authority, certificateFile: certificate, keyFile: key,
            passphrase: passphrase.isEmpty ? nil : passphrase)
    }

    private static func lastWill(_ section: ConfigurationSection) -> LastWill? {
        let isOn = section.enableSwitch("Publish, retained, whether this program is there.")
        let will = LastWill(
            topic: section.text(
                "topic", default: "butler-sos/status", "The whole topic; the base topic does not precede it.",
                format: .topic),
            offline: section.text(
                "payload", default: "offline",
                "What stands there when this program ends, or when the broker has not heard of it for a while.",
                format: .verbatim),
            online: section.text(
                "onlinePayload", default: "online", "What stands there while this program is connected.",
                format: .verbatim))
        section.rejectUnknownKeys()
        return isOn ? will : nil
    }

    /// Where and how the broker is called.
    var broker: MQTTBroker {
        var broker = MQTTBroker(host: host, port: port, clientID: clientID ?? "")
        broker.credentials = credentials
        broker.tls = tls
        broker.isAcknowledged = isAcknowledged
        if let lastWill {
            broker.will = MQTTMessage(lastWill.topic, lastWill.offline, isRetained: true)
            broker.farewell = broker.will
            broker.greeting = MQTTMessage(lastWill.topic, lastWill.online, isRetained: true)
        }
        return broker
    }
}
