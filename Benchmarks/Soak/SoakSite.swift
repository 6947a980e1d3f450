// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit

/// The simulated site, and the configuration of a monitor for it with everything switched on.
struct SoakSite {
    struct Ports {
        var influx: Int
        var broker: Int
        var database: Int
        var newRelic: Int
        var heartbeat: Int
        let metrics: Int
        let healthCheck: Int
        let user: Int
        let log: Int
        let pages: [Int]

        init(influx: Int, broker: Int, database: Int, newRelic: Int, heartbeat: Int) throws {
            (self.influx, self.broker, self.database) = (influx, broker, database)
            (self.newRelic, self.heartbeat) = (newRelic, heartbeat)
            metrics = try FreePort.find()
            healthCheck = try FreePort.find()
            user = try FreePort.find()
            log = try FreePort.find()
            pages = try SoakSite.pages.map { _ in try FreePort.find() }
        }
    }

    /// The sections of pages that are served, on loopback; each has a switch, a host and a port.
    static let pages = ["configVisualisation", "statusPage"]
    /// The host that rows of the log database come from.
    static let rowHost = "QS-1"
    static let measuredDatabase = "SenseOps"
    static let account = "soak"
    static let logFolder = "log"
    static let crashFolder = "crashes"

    let ports: Ports
    let folder: TemporaryDirectory
    let configuration: String
    private let process: ChildProcess

    /// Starts the site, whose servers misbehave as the script says.
    init(
        programs: String, servers: Int, seed: UInt64, script: String, ports: Ports, authorityFile: String
    ) async throws {
        self.ports = ports
        folder = try TemporaryDirectory()
        configuration = folder.file("production.yaml")
        process = try ChildProcess(
            "\(programs)/sense-simulator",
            [
                "--servers", "\(servers)", "--seed", "\(seed)", "--port", "0", "--out", folder.file("site"), "--config",
                configuration, "--polling-interval", "10000", "--prometheus-port", "\(ports.metrics)",
                "--virtual-proxies", "/,/hdr", "--fault-script", try folder.write(script + "\n", to: "faults"),
            ])
        let list = folder.file("site/servers.txt")
        guard try await poll({ FileManager.default.fileExists(atPath: list) }) else {
            throw NotReady(program: "sense-simulator", output: process.text)
        }
        var text = try String(contentsOfFile: configuration, encoding: .utf8)
        text = text.replacing("fileLogging: false", with: "fileLogging: true")
        text = text.replacing("logDirectory: log\n", with: "logDirectory: \(folder.file(Self.logFolder))\n")
        text = text.replacing(
            "serverName: sense1\n", with: "serverName: sense1\n        logDbHost: \(Self.rowHost)\n")
        try (text + Self.settings(ports, folder: folder, authorityFile: authorityFile)).write(
            toFile: configuration, atomically: true, encoding: .utf8)
    }

    /// Starts the monitor and waits until its ports are open.
    func startMonitor(programs: String) async throws -> ChildProcess {
        let monitor = try ChildProcess(
            "\(programs)/butler-sos", ["-c", configuration, "--state", folder.file("state"), "--no-telemetry"])
        let url = metricsURL
        let isReady = try await poll {
            try await MetricsPage(url)?.sum("butlersos_datagram_port_up") == 2
        }
        guard isReady else { throw NotReady(program: "butler-sos", output: monitor.text) }
        return monitor
    }

    var metricsURL: String { "http://127.0.0.1:\(ports.metrics)/metrics" }
    var pageURLs: [(name: String, url: String)] {
        zip(Self.pages, ports.pages).map { ($0, "http://127.0.0.1:\($1)/") }
    }

    /// The files in a folder that the monitor writes to: its log, or what it leaves behind when it crashes.
    func files(in name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.file(name))) ?? []).sorted()
    }

    var healthURL: String { "http://127.0.0.1:\(ports.healthCheck)/health" }

    struct NotReady: Error, CustomStringConvertible {
        var program: String
        var output: String
        var description: String { "\(program) did not start: \(output)" }
    }
}

extension SoakSite {
    private static func settings(_ ports: Ports, folder: TemporaryDirectory, authorityFile: String) -> String {
        let newRelic = "https://127.0.0.1:\(ports.newRelic)"
        let pages = zip(Self.pages, ports.pages).map { "  \($0): {enable: true, host: 127.0.0.1, port: \($1)}\n" }
            .joined()
        return """
              crashFile: {enable: true, crashFileDirectory: "\(folder.file(crashFolder))"}
              heartbeat:
                enable: true
                remoteURL: http://127.0.0.1:\(ports.heartbeat)/alive
                frequency: every 10 seconds
              dockerHealthCheck: {enable: true, port: \(ports.healthCheck)}
              uptimeMonitor:
                enable: true
                frequency: every minute
                logLevel: info
                storeInInfluxdb: {butlerSOSMemoryUsage: true}
                storeNewRelic: {enable: true, destinationAccount: [\(account)]}
              errorTracking: {enable: true}
              thirdPartyToolsCredentials:
                newRelic:
                  - {accountName: \(account), accountId: 17, insertApiKey: not-a-secret}
              newRelic:
                enable: true
                caFile: "\(authorityFile)"
                event: {url: "\(newRelic)"}
                metric: {url: "\(newRelic)/metric/v1", destinationAccount: [\(account)]}
              qlikSenseEvents:
                influxdb: {enable: true}
                eventCount: {enable: true}
                rejectedEventCount: {enable: true}
              influxdbConfig:
                enable: true
                host: 127.0.0.1
                port: \(ports.influx)
                version: 1
                v1Config: {dbName: \(measuredDatabase)}
                includeFields: {activeDocs: true, loadedDocs: true, inMemoryDocs: true}
              mqttConfig:
                enable: true
                brokerHost: 127.0.0.1
                brokerPort: \(ports.broker)
                qos: 1
                lastWill: {enable: true}
              logdb:
                enable: true
                pollingInterval: 5000
                host: 127.0.0.1
                port: \(ports.database)
                qlogsReaderUser: \(PostgresServer.user)
                qlogsReaderPwd: \(PostgresServer.password)
                extractInfo: true
              userEvents:
                enable: true
                udpServerConfig:
                  serverHost: 127.0.0.1
                  portUserActivityEvents: \(ports.user)
                  queueMetrics: {influxdb: {enable: true}}
                sendToInfluxdb: {enable: true}
                sendToMQTT: {enable: true}
                sendToNewRelic: {enable: true, destinationAccount: [\(account)], scramble: false}
              logEvents:
                source:
                  engine: {enable: true}
                  proxy: {enable: true}
                  repository: {enable: true}
                  scheduler: {enable: true}
                  qixPerf: {enable: true}
                categorise: {enable: true}
                enginePerformanceMonitor:
                  enable: true
                  appNameLookup: {enable: true}
                  monitorFilter: {allApps: {enable: true}}
                udpServerConfig:
                  serverHost: 127.0.0.1
                  portLogEvents: \(ports.log)
                  queueMetrics: {influxdb: {enable: true}}
                sendToInfluxdb: {enable: true}
                sendToMQTT: {enable: true}
                sendToNewRelic: {enable: true, destinationAccount: [\(account)]}

            """ + pages
    }
}
