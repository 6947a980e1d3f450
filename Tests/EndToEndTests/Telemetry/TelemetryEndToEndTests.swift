// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// Monitor → collector → page, as real processes.
@Suite(.serialized)
struct TelemetryEndToEndTests {
    private func instanceID(in log: String) -> String? {
        log.split(separator: "\n").first { $0.contains("Instance ID") }?.split(separator: " ").last.map(String.init)
    }

    @Test func `a report arrives, is shown, and is gone after it was erased`() async throws {
        let simulation = try await Simulation()
        let collector = try await RunningCollector()
        try simulation.add("telemetry:\n  collectorURL: \(collector.url)\n  firstStartGracePeriod: 0")
        let monitor = try simulation.startMonitor()
        #expect(try await poll { try await collector.storedReports() == 1 })
        #expect(try await monitor.waitForOutput("the collector accepted the report"))
        let page = try #require(try await Web.get(collector.url + "/"))
        #expect(page.status == 200)
        #expect(page.text.contains("this is the 1 installation seen"))
        #expect(page.text.contains("Not enough data: 1 installation, 5 needed."))
        #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)

        let id = try #require(instanceID(in: monitor.text))
        #expect(id.count == 64)
        #expect(try await collector.erase(id).contains("Erased 1 installation"))
        // A page that was asked for is kept for a minute, this one was not.
        #expect(
            try await Web.get(collector.url + "/?weeks=8")?.text.contains("No installation has reported yet") == true)
        #expect(try await collector.erase(id).contains("Nothing is stored"))

        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test(
        arguments: [
            ([:], ["--no-telemetry"], ""), (["DO_NOT_TRACK": "1"], [], ""), (["CI": "true"], [], ""),
            (["BUTLER_SOS_TELEMETRY": "off"], [], ""), ([:], [], "anonTelemetry"), ([:], [], "systemInfo"),
        ] as [([String: String], [String], String)])
    func `any off switch keeps every report back`(environment: [String: String], arguments: [String], key: String)
        async throws
    {
        let simulation = try await Simulation()
        let collector = try await RunningCollector()
        try simulation.add("telemetry:\n  collectorURL: \(collector.url)\n  firstStartGracePeriod: 0")
        if key == "anonTelemetry" { try simulation.replace("anonTelemetry: true", with: "anonTelemetry: false") }
        if key == "systemInfo" { try simulation.add("systemInfo:\n  enable: false") }
        let monitor = try simulation.startMonitor(arguments, environment: environment)
        // A report would leave at once; by the fourth poll round it would have been there for seconds.
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") >= 8 })
        #expect(monitor.text.contains("TELEMETRY: off"))
        #expect(instanceID(in: monitor.text)?.count == 64)
        let requests = try #require(try await Web.get(collector.url + "/metrics")).text
        #expect(!requests.contains("butler_telemetry_reports_stored_total{schema_version=\"2\"} 1"))
        #expect(
            try await MetricsPage.sum(of: "butler_telemetry_reports_rejected_total", at: collector.url + "/metrics")
                == 0)
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test func `a silent switch value leaves telemetry on`() async throws {
        let simulation = try await Simulation()
        let collector = try await RunningCollector()
        try simulation.add("telemetry:\n  collectorURL: \(collector.url)\n  firstStartGracePeriod: 0")
        let monitor = try simulation.startMonitor(environment: ["DO_NOT_TRACK": "0", "CI": "false"])
        #expect(try await poll { try await collector.storedReports() == 1 })
        monitor.send(SIGINT)
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test func `the ID stays the same after a restart and nothing is sent twice within the hour`() async throws {
        let simulation = try await Simulation()
        let collector = try await RunningCollector()
        try simulation.add("telemetry:\n  collectorURL: \(collector.url)\n  firstStartGracePeriod: 0")
        var ids: [String?] = []
        for _ in 0..<2 {
            let monitor = try simulation.startMonitor()
            #expect(try await poll { try await simulation.metric("butlersos_polls_total") >= 4 })
            #expect(try await poll { try await collector.storedReports() >= 1 })
            ids.append(instanceID(in: monitor.text))
            monitor.send(SIGTERM)
            #expect(try await monitor.waitForExit() == 0)
        }
        #expect(ids[0] != nil && ids[0] == ids[1])
        // Two only if the hour changed between the two runs.
        #expect(try await collector.storedReports() <= 2)
    }

    @Test func `a collector that does not answer costs one line and nothing else`() async throws {
        let simulation = try await Simulation()
        try simulation.add("telemetry:\n  collectorURL: http://127.0.0.1:9\n  firstStartGracePeriod: 0")
        let monitor = try simulation.startMonitor()
        #expect(try await monitor.waitForOutput("the report could not be sent"))
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") >= 6 })
        #expect(monitor.text.components(separatedBy: "the report could not be sent").count == 2)
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test func `the preview that the log recommends shows the message of the running monitor and changes nothing`()
        async throws
    {
        let simulation = try await Simulation()
        let collector = try await RunningCollector()
        try simulation.add("telemetry:\n  collectorURL: \(collector.url)\n  firstStartGracePeriod: 3600000")
        let folder = simulation.directory.file("state")
        let file = folder + "/telemetry/state.json"
        let before = try ChildProcess(
            Programs.monitor, ["telemetry", "preview", "-c", simulation.configuration, "--state", folder])
        #expect(try await before.waitForExit() == 0)
        #expect(before.text.contains("the ID is only an example"))
        #expect(!FileManager.default.fileExists(atPath: folder))

        let monitor = try simulation.startMonitor()
        #expect(try await monitor.waitForOutput("metrics are served url"))
        let id = try #require(instanceID(in: monitor.text))
        // The monitor writes down when the notice was first shown, and after that nothing for an hour.
        func state() throws -> String { try String(contentsOfFile: file, encoding: .utf8) }
        #expect(try await poll { try state().contains("noticeTime") })
        let stored = try state()
        let hint = try #require(monitor.text.split(separator: "\n").first { $0.contains("telemetry preview -c") })
        let arguments =
            hint.split(separator: "butler-sos ").last.map { $0.split(separator: " ").map(String.init) } ?? []
        let preview = try ChildProcess(Programs.monitor, arguments)
        #expect(try await preview.waitForExit() == 0)
        #expect(preview.text.hasPrefix("{\"schemaVersion\":2,\"ts\":\""), "\(preview.text)")
        #expect(preview.text.contains(id))
        #expect(preview.text.contains("\"prometheus\":true") && preview.text.contains("\"mqtt\":false"))
        #expect(try state() == stored)
        #expect(try await collector.storedReports() == 0)
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test(arguments: [
        #"{"counter": 18446744073709551615}"#, #"{"noticeTime": -9223372036854775808}"#, #"{"id": "<script>"}"#, "[]",
        "",
    ])
    func `a damaged state file silences telemetry and never the monitor`(content: String) async throws {
        let simulation = try await Simulation()
        let collector = try await RunningCollector()
        try simulation.add("telemetry:\n  collectorURL: \(collector.url)\n  firstStartGracePeriod: 0")
        let folder = simulation.directory.file("state/telemetry")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try content.write(toFile: folder + "/state.json", atomically: true, encoding: .utf8)
        let monitor = try simulation.startMonitor()
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") >= 4 })
        #expect(monitor.text.contains("state.json is damaged"), "\(monitor.text)")
        #expect(try await collector.storedReports() == 0)
        #expect(try String(contentsOfFile: folder + "/state.json", encoding: .utf8) == content)
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test func `the collector's files are its owner's, also in a folder that others may enter`() async throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path)
        let collector = try ChildProcess(
            Programs.collector, ["serve", "--listen", "127.0.0.1:0", "--data", directory.path])
        #expect(try await collector.waitForOutput("collector is ready"))
        for name in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
            let mode = try FileManager.default.attributesOfItem(atPath: directory.file(name))[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
        collector.send(SIGTERM)
        #expect(try await collector.waitForExit() == 0)
    }

    @Test func `a collector asks for its token when it is not only local`() async throws {
        let collector = try await RunningCollector(["--behind-proxy"])
        #expect(try await Web.get(collector.url + "/")?.status == 401)
        let token = try String(contentsOfFile: collector.data + "/admin-token", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let credentials = Data("admin:\(token)".utf8).base64EncodedString()
        #expect(
            try await Web.get(collector.url + "/", headers: ["Authorization": "Basic \(credentials)"])?.status == 200)
        #expect(try await Web.get(collector.url + "/healthz")?.status == 200)
    }
}
