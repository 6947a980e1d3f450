// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// Simulated site and Sense's UDP appenders → monitor → Mosquitto, as real processes.
@Suite(.serialized)
struct MQTTEndToEndTests {
    private static func configuration(port: Int, user: Int, log: Int) -> String {
        """
        mqttConfig:
          enable: true
          brokerHost: 127.0.0.1
          brokerPort: \(port)
          username: me
          password: geheim
          qos: 1
          lastWill: {enable: true}
        userEvents:
          enable: true
          udpServerConfig:
            serverHost: 127.0.0.1
            portUserActivityEvents: \(user)
          sendToMQTT: {enable: true}
        logEvents:
          source:
            proxy: {enable: true}
          udpServerConfig:
            serverHost: 127.0.0.1
            portLogEvents: \(log)
          sendToMQTT: {enable: true}
        """
    }

    @Test func `what the site says and what users do reaches subscribers, through a kill of the broker`() async throws {
        var options = MosquittoServer.Options()
        options.users = ["me": "geheim"]
        let broker = try await MosquittoServer(options)
        let subscriber = try await MosquittoSubscriber(port: broker.port, user: "me", password: "geheim")
        let simulation = try await Simulation(servers: 2)
        let (user, log) = (try FreePort.find(), try FreePort.find())
        try simulation.add(Self.configuration(port: broker.port, user: user, log: log))
        let monitor = try simulation.startMonitor()
        #expect(try await poll { try await simulation.metric("butlersos_datagram_port_up") == 2 })
        let socket = try DatagramSender()
        func send(_ number: Int) throws {
            try socket.send(
                "/qseow-proxy-session/;QS-PROXY;Start session;ACME;user\(number);AppAccess;/hub;Session started",
                to: user)
            try socket.send(
                "/qseow-proxy/;\(number);20260310T101500.123+0100;2026-03-10 10:15:00,123;WARN;QS-PROXY;System.Proxy;"
                    + "ACME\\svc;Slow answer; number \(number);;ACME;alice;Open;500;AppAccess;/app/x", to: log)
        }
        for number in 0..<500 { try send(number) }
        let event = "qliksense/userevent/session/start"
        #expect(try await poll { subscriber.messages.count { $0.topic == event } == 500 })
        #expect(try await poll { subscriber.messages.contains { $0.topic.hasSuffix("cpu/total") } })
        let topics = Set(subscriber.messages.map(\.topic))
        for topic in [
            "butler-sos/status", "butler-sos/127.0.0.1/version", "butler-sos/127.0.0.2/saturated",
            "qliksense/userevent",
            "qliksense/logevent", "qliksense/logevent/system/proxy",
        ] {
            #expect(topics.contains(topic), "\(topic)")
        }
        try await broker.kill()
        for number in 500..<1000 { try send(number) }
        #expect(
            try await poll { monitor.text.contains("destination does not take records") },
            "\(monitor.text)")
        try await broker.restart()
        #expect(try await poll { monitor.text.contains("destination takes records again") })
        #expect(
            try await poll { broker.receivedTopics.count { $0 == event } >= 1000 },
            "\(broker.receivedTopics.count { $0 == event })")
        #expect(try await poll { subscriber.subscriptions == 2 })
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
        #expect(try await poll { subscriber.messages.last?.topic == "butler-sos/status" })
        #expect(subscriber.messages.last?.text == "offline")
        #expect(!monitor.text.contains("geheim"))
    }
}
