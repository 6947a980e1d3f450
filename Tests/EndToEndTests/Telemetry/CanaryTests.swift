// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// Words that stand wherever a site tells something of itself, and must turn up nowhere in what telemetry writes or sends.
@Suite(.serialized)
struct CanaryTests {
    /// In places that a monitor may log, but telemetry may not know.
    private static let words = [
        "canary-server", "canary-description", "canary-tag", "canary-value", "canary-directory", "canary-user",
        "canary-heartbeat", "canary-broker", "canary-topic", "canary-influx", "canary-organisation", "canary-bucket",
        "canary-account", "canary-host", "canary-instance",
    ]
    /// In places that nobody may print.
    private static let secrets = ["canary-token", "canary-password", "canary-key", "canary-header", "canary-proxy"]

    /// A name with a label that is too long for a question to a name server: nobody outside is asked.
    private static func host(_ word: String) -> String { "\(word)-\(String(repeating: "x", count: 60)).example" }

    private static let settings = """
        heartbeat:
          enable: true
          remoteURL: http://\(host("canary-heartbeat"))/ping
          frequency: every 1 hour
        uptimeMonitor:
          enable: true
          frequency: every 15 minutes
          logLevel: info
          storeInInfluxdb:
            butlerSOSMemoryUsage: true
            instanceTag: canary-instance
        thirdPartyToolsCredentials:
          newRelic:
            - accountName: canary-account
              insertApiKey: canary-key
              accountId: 4711
        mqttConfig:
          enable: true
          brokerHost: \(host("canary-broker"))
          brokerPort: 1883
          baseTopic: canary-topic/
        userEvents:
          enable: true
          excludeUser:
            - directory: canary-directory
              userId: canary-user
          tags:
            - name: canary-tag
              value: canary-value
          udpServerConfig:
            serverHost: \(host("canary-host"))
            portUserActivityEvents: 9997
        influxdbConfig:
          enable: true
          host: \(host("canary-influx"))
          port: 8086
          version: 2
          v2Config:
            org: canary-organisation
            bucket: canary-bucket
            description: canary-description
            token: canary-token
            retentionDuration: 10d
          v1Config:
            auth:
              enable: true
              username: canary-user
              password: canary-password
            dbName: canary-bucket
        """

    private func occurrences(of words: [String], in data: Data) -> [String] {
        words.filter { data.range(of: Data($0.utf8)) != nil }
    }

    @Test func `nothing that a site calls its own gets into payload, history, export, state or telemetry's log lines`()
        async throws
    {
        let simulation = try await Simulation()
        let collector = try await RunningCollector()
        try simulation.add(
            Self.settings + "\ntelemetry:\n  collectorURL: \(collector.url)\n  firstStartGracePeriod: 0")
        try simulation.replace("serverName: sense1", with: "serverName: canary-server")
        try simulation.replace(
            "serverDescription: Simulated engine 1",
            with: """
                serverDescription: canary-description
                        serverTags:
                          canary-tag: canary-value
                        headers:
                          X-Qlik-User: canary-header
                """)
        try simulation.replace(
            "serverDescription: Simulated engine 2",
            with: "serverDescription: canary-description\n        serverTags: {canary-tag: canary-value}")
        try simulation.replace("serverTagsDefinition: []", with: "serverTagsDefinition: [canary-tag]")
        let monitor = try simulation.startMonitor(
            ["--loglevel", "silly"],
            environment: [
                "HTTPS_PROXY": "http://canary-proxy:canary-proxy-password@127.0.0.1:9", "USER": "canary-user",
                "HOSTNAME": "canary-host", "COMPUTERNAME": "canary-host",
            ])
        #expect(try await monitor.waitForOutput("the collector accepted the report"), "\(monitor.text)")
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") >= 6 })
        // These words are really there, or the test would prove nothing.
        for word in ["canary-server", "canary-influx"] {
            #expect(try await monitor.waitForOutput(word), "\(monitor.text)")
        }

        let state = simulation.directory.file("state")
        let export = simulation.directory.file("export.jsonl")
        var texts: [String: Data] = [:]
        for verb in [
            ["preview", "--explain"], ["status"], ["status", "--json"], ["history"], ["history", "--json"], ["verify"],
            ["verify", "--online"], ["export", export],
        ] {
            let command = try ChildProcess(
                Programs.monitor, ["telemetry"] + verb + ["-c", simulation.configuration, "--state", state])
            #expect(try await command.waitForExit() == 0, "\(verb): \(command.text)")
            texts[verb.joined(separator: " ")] = Data(command.text.utf8)
        }
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
        let log = monitor.text
        let lines = log.split(separator: "\n").filter { $0.contains("TELEMETRY") }
        #expect(lines.count >= 6)
        texts["telemetry's log lines"] = Data(lines.joined(separator: "\n").utf8)
        for folder in ["\(state)/telemetry", collector.data] {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
                texts["\(folder)/\(name)"] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
            }
        }
        // A file of lines with base64 in it is looked at as what it says.
        let line = try String(contentsOfFile: export, encoding: .utf8)
        let body = try #require(line.firstMatch(of: /"body":"([A-Za-z0-9_-]+)"/)).1
        let padded = body.replacing("-", with: "+").replacing("_", with: "/")
        texts["export"] = Data(
            base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4))
        #expect(texts["export"].map { String(decoding: $0, as: UTF8.self).contains("\"schemaVersion\":2") } == true)

        var certificateLines: [String] = []
        for name in ["client.pem", "client_key.pem", "root.pem"] {
            let pem = try String(contentsOfFile: simulation.directory.file("site/\(name)"), encoding: .utf8)
            certificateLines += pem.split(separator: "\n").filter { $0.utf8.count > 40 }.map(String.init)
        }
        #expect(certificateLines.count > 10)
        for (place, data) in texts {
            #expect(occurrences(of: Self.words + Self.secrets + certificateLines, in: data) == [], "\(place)")
        }
        #expect(occurrences(of: Self.secrets + certificateLines, in: Data(log.utf8)) == [], "the whole log")
    }
}
