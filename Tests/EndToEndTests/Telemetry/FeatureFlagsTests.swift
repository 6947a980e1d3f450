// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// What `butler-sos telemetry preview` shows of the eleven features, from configuration files as administrators write them.
@Suite(.serialized)
struct FeatureFlagsTests {
    /// Each feature with its switch and what the switch needs, in the order of the report; `ON` is the switch's position.
    private static let features = [
        ("heartbeat", "heartbeat: {enable: ON, remoteURL: http://heartbeat.example}"),
        ("dockerHealthCheck", "dockerHealthCheck: {enable: ON}"),
        ("uptimeMonitor", "uptimeMonitor: {enable: ON, storeInInfluxdb: {butlerSOSMemoryUsage: MEMORY}}"),
        ("uptimeMonitor_storeInInfluxdb", ""),
        ("udpServer", "userEvents: {enable: ON, udpServerConfig: {serverHost: 127.0.0.1}}"),
        ("logdb", "logdb: {enable: ON, host: 127.0.0.1, qlogsReaderPwd: geheim}"),
        ("mqtt", "mqttConfig: {enable: ON, brokerHost: 127.0.0.1}"),
        ("influxdb", "influxdbConfig: {enable: ON, host: 127.0.0.1, v1Config: {dbName: x}}"),
        ("prometheus", "prometheus: {enable: ON}"),
        ("appNames", "appNames: {enableAppNameExtract: ON, hostIP: 127.0.0.1}"),
        ("userSessions", "userSessions: {enableSessionExtract: ON}"),
    ]

    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        for name in ["client", "client_key", "root"] { _ = try directory.write("", to: "\(name).pem") }
    }

    /// The report that would leave with these features switched on, but for its time.
    private func preview(_ isOn: (String) -> Bool) async throws -> String {
        var text = """
            Butler-SOS:
              cert: {clientCert: client.pem, clientCertKey: client_key.pem, clientCertCA: root.pem}
              serversToMonitor:
                servers:
                  - {host: 127.0.0.1:4747, serverName: one}

            """
        for (feature, lines) in Self.features {
            text += "  " + lines.replacing("ON", with: "\(isOn(feature))") + "\n"
        }
        text = text.replacing("MEMORY", with: "\(isOn("uptimeMonitor_storeInInfluxdb"))")
        let configuration = try directory.write(text, to: "site.yaml")
        let command = try ChildProcess(
            Programs.monitor,
            ["telemetry", "preview", "-c", configuration, "--state", directory.file("state")],
            environment: ["BUTLER_SOS_TELEMETRY_SECRET": String(repeating: "ab", count: 32)])
        #expect(try await command.waitForExit() == 0)
        let body = command.text.split(separator: "\n").first { $0.hasPrefix("{\"schemaVersion\":") }
        let shown = try #require(body, "\(command.text)")
        // The hour may be another one for the next.
        let start = try #require(shown.range(of: "\"data\":"))
        return String(shown[start.lowerBound...])
    }

    @Test func `each feature that is switched on alone is the only one that is reported as on`() async throws {
        let none = try await preview { _ in false }
        let names = Self.features.map(\.0)
        let flags = { (value: Bool) in names.map { "\"\($0)\":\(value)" }.joined(separator: ",") }
        try #require(none.contains("{\(flags(false))}"), "\(none)")
        let all = try await preview { _ in true }
        #expect(all == none.replacing(flags(false), with: flags(true)))
        for name in names {
            #expect(
                try await preview { $0 == name }
                    == none.replacing("\"\(name)\":false", with: "\"\(name)\":true"), "\(name)")
        }
    }
}
