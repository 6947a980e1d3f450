// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import MQTT
import Monitoring
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct MQTTSettingsTests {
    private static let broker = "enable: true, brokerHost: broker"

    @Test func `what nobody says is as in the original`() throws {
        let configuration = try #require(try Site(root: "mqttConfig: {\(Self.broker)}").read().mqttConfiguration)
        #expect(configuration.broker.port == 1883)
        #expect(!configuration.broker.isAcknowledged && !configuration.retainsFigures)
        #expect(configuration.broker.credentials == nil && configuration.broker.tls == nil)
        #expect(configuration.broker.will == nil && configuration.broker.greeting == nil)
        #expect(configuration.baseTopic == "butler-sos/" && !configuration.isVersion5)
        #expect(configuration.userEvents == nil && configuration.logEvents == nil)
        #expect(try Site(root: "mqttConfig: {brokerHost: broker}").read().mqttConfiguration == nil)
    }

    @Test func `everything can be said`() throws {
        let root = """
            mqttConfig:
              enable: true
              brokerHost: broker
              brokerPort: 8883
              baseTopic: base/
              username: me
              password: 12345
              clientId: me-1
              qos: 1
              retain: true
              tls:
                enable: true
                caFile: certs/root.pem
                certFile: certs/client.pem
                keyFile: certs/client_key.pem
                keyPassphrase: geheim
              lastWill:
                enable: true
                topic: base/is-there
                payload: "no"
                onlinePayload: "yes"
            """
        let site = try Site(root: root)
        let configuration = try #require(try site.read().mqttConfiguration)
        let broker = configuration.broker
        #expect(broker.clientID == "me-1" && broker.isAcknowledged && configuration.retainsFigures)
        #expect(broker.credentials?.user == "me" && broker.credentials?.password == "12345")
        #expect(broker.tls?.authorityFile == "\(site.directory.path)/certs/root.pem")
        #expect(broker.tls?.certificateFile == "\(site.directory.path)/certs/client.pem")
        #expect(broker.tls?.keyFile == "\(site.directory.path)/certs/client_key.pem")
        #expect(broker.tls?.passphrase == "geheim")
        #expect(broker.will == MQTTMessage("base/is-there", "no", isRetained: true))
        #expect(broker.farewell == broker.will)
        #expect(broker.greeting == MQTTMessage("base/is-there", "yes", isRetained: true))
        // However somebody prints it, the secrets are not there.
        for text in ["\(broker)", String(reflecting: broker), "\(dump: broker)", "\(configuration)"] {
            #expect(!text.contains("12345") && !text.contains("geheim"))
        }
    }

    @Test(arguments: [
        ("mqttConfig: {\(broker), baseTopic: a/#}", "mqttConfig.baseTopic"),
        ("mqttConfig: {\(broker), baseTopic: +/}", "mqttConfig.baseTopic"),
        ("mqttConfig: {\(broker), baseTopic: \"a\\u0007/\"}", "mqttConfig.baseTopic"),
        ("mqttConfig: {\(broker), baseTopic: \(String(repeating: "a", count: 1001))/}", "mqttConfig.baseTopic"),
        ("mqttConfig: {\(broker), baseTopic: \(String(repeating: "a/", count: 101))}", "mqttConfig.baseTopic"),
        ("mqttConfig: {\(broker), lastWill: {enable: true, topic: a+b}}", "mqttConfig.lastWill.topic"),
        ("mqttConfig: {\(broker), lastWill: {enable: true, topic: \"\"}}", "mqttConfig.lastWill.topic"),
        ("mqttConfig: {\(broker), clientId: two words}", "mqttConfig.clientId"),
        ("mqttConfig: {\(broker), password: geheim}", "mqttConfig.username"),
        ("mqttConfig: {\(broker), qos: 2}", "mqttConfig.qos"),
        ("mqttConfig: {\(broker), tls: {enable: true, caFile: gone.pem}}", "mqttConfig.tls.caFile"),
        ("mqttConfig: {\(broker), tls: {enable: true, certFile: certs/client.pem}}", "mqttConfig.tls.keyFile"),
        ("mqttConfig: {\(broker), tls: {enable: true, keyFile: certs/client.pem}}", "mqttConfig.tls.certFile"),
        (
            "logEvents: {source: {engine: {enable: true}}, sendToMQTT: {enable: true, baseTopic: a/#}}",
            "logEvents.sendToMQTT.baseTopic"
        ),
        (
            "userEvents: {enable: true, sendToMQTT: {enable: true, postTo: {sessionStopTopic: {topic: \"\"}}}}",
            "userEvents.sendToMQTT.postTo.sessionStopTopic.topic"
        ),
        ("userEvents: {enable: true, sendToMQTT: {enable: true, topic: \"#\"}}", "userEvents.sendToMQTT.topic"),
    ])
    func `a mistake is named`(root: String, key: String) throws {
        let problems = try Site(root: root).problems().filter { !$0.key.contains("udpServerConfig") }
        #expect(problems.map(\.key) == ["Butler-SOS.\(key)"])
        #expect(problems.allSatisfy { !$0.description.contains("geheim") })
    }

    @Test func `events are published where their own section says so`() throws {
        let root = """
            mqttConfig: {\(Self.broker)}
            userEvents:
              enable: true
              udpServerConfig: {serverHost: localhost}
              tags: [{name: a, value: b}]
              sendToMQTT: {enable: true, postTo: {everythingTopic: {enable: false}, sessionStopTopic: {topic: stop}}}
            logEvents:
              source: {engine: {enable: true}}
              udpServerConfig: {serverHost: localhost}
              sendToMQTT: {enable: true, postTo: {baseTopic: false}}
            """
        let site = try Site(root: root, influxDB: "enable: true\nhost: h\nv1Config: {dbName: x}")
        let configuration = try #require(try site.read().mqttConfiguration)
        let users = try #require(configuration.userEvents)
        #expect(users.everything == nil && users.sessionStop == "stop" && !users.areVersion5)
        #expect(users.connectionOpen == "qliksense/userevent/connection/open" && users.tags == [Tag("a", "b")])
        #expect(configuration.logEvents?.usesBaseTopic == false)
        #expect(configuration.logEvents?.usesSubsystemTopics == true)
        #expect(try site.read().influxDB?.tagsInRawEvent == true)
        let off = try Site(root: root.replacing("enable: true, broker", with: "enable: false, broker")).read()
        #expect(off.mqttConfiguration == nil)
    }

    @Test func `a configuration of version 5 has its messages`() throws {
        let configuration = try Site(recorded: "v5.6.0-capture").read()
        let mqtt = try #require(configuration.mqttConfiguration)
        #expect(mqtt.isVersion5 && mqtt.userEvents?.areVersion5 == true)
        #expect(mqtt.userEvents?.everything == "butler-sos/userEvent")
        #expect(mqtt.logEvents == nil)
        #expect(configuration.influxDB?.tagsInRawEvent != true)
        for format in ["version5", "version15"] {
            let text = """
                dataFormat: \(format)
                mqttConfig: {\(Self.broker)}
                userEvents: {enable: true, udpServerConfig: {serverHost: localhost}, sendToMQTT: {enable: true}}
                """
            let mqtt = try #require(try Site(root: text).read().mqttConfiguration)
            #expect(mqtt.isVersion5 == (format == "version5"))
            #expect(mqtt.userEvents?.areVersion5 == (format == "version5"))
        }
        let newer = try #require(try Site(recorded: "v15.0.1-influx-v1-capture").read().mqttConfiguration)
        #expect(!newer.isVersion5 && newer.userEvents?.areVersion5 == false && newer.logEvents != nil)
    }
}

extension DefaultStringInterpolation {
    /// Everything that reflection sees.
    fileprivate mutating func appendInterpolation(dump value: Any) {
        var text = ""
        Swift.dump(value, to: &text)
        appendLiteral(text)
    }
}
