// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@testable import ButlerSOS

@Suite struct ConfigurationGenerationTests {
    private func generation(_ text: String) throws -> ConfigurationGeneration {
        ConfigurationGeneration(try ConfigurationFile.parse(text, named: "f.yaml", reading: ConfigurationReading()))
    }

    @Test(arguments: [
        "influxdbConfig: {hostIP: h}", "influxdbConfig: {hostIP: h}\nlogEvents: {}\nerrorTracking: {enable: true}",
        "heartbeat: {enabled: true}", "logdb: {enable: false}", "mqttConfig: {enableMQTT: false}",
        "serversToMonitor: {servers: [{host: h, logDbHost: i}]}",
        "userEvents: {sendToMQTT: {enable: true, topic: t}}",
    ])
    func `a file of version 5 is known by its keys`(text: String) throws {
        #expect(try generation(text) == .version5)
    }

    @Test(arguments: ["heartbeat", "dockerHealthCheck", "uptimeMonitor"])
    func `a newer file may have kept an older spelling`(section: String) throws {
        for newer in [
            "influxdbConfig: {version: 1}", "influxdbConfig: {v2Config: {org: o}}", "newRelic: {enable: false}",
            "logEvents: {tags: }", "userEvents: {sendToMQTT: {postTo: {everythingTopic: {enable: true}}}}",
            "serversToMonitor: {rejectUnauthorized: true}",
        ] {
            #expect(try generation("\(section): {enabled: true}\n\(newer)") == .version15, "\(newer)")
        }
    }

    @Test func `a newer file may have kept the log database`() throws {
        #expect(try generation("logdb: {enable: true}\ninfluxdbConfig: {host: h, version: 1}") == .version15)
    }
}
