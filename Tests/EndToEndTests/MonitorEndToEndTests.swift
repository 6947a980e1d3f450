// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// Simulated site → monitor → InfluxDB and Prometheus, as real processes.
@Suite(.serialized)
struct MonitorEndToEndTests {
    @Test func `what the site says arrives in InfluxDB and is flushed at the end`() async throws {
        let influx = try await InfluxServer()
        let simulation = try await Simulation(servers: 3)
        try simulation.add(
            """
            influxdbConfig:
              enable: true
              host: 127.0.0.1
              port: \(influx.port)
              version: 1
              maxBatchSize: 1000
              v1Config:
                auth:
                  enable: false
                dbName: SenseOps
                retentionPolicy:
                  name: 10d
                  duration: 10d
              includeFields:
                activeDocs: true
                loadedDocs: true
                inMemoryDocs: true
            """)
        let monitor = try simulation.startMonitor()
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") >= 20 })
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
        let names = try await influx.query("SHOW TAG VALUES FROM cpu WITH KEY = server_name", database: "SenseOps")
        #expect(names.compactMap { $0["value"] }.sorted() == ["sense1", "sense2", "sense3"])
        for measurement in ["sense_server", "mem", "apps", "cpu", "session", "users", "cache", "saturated"] {
            let rows = try await influx.query("SELECT * FROM \"\(measurement)\"", database: "SenseOps")
            #expect(rows.count >= 6, "\(measurement) has \(rows.count) rows")
        }
    }

    @Test func `one server that fails is named and does not disturb the others`() async throws {
        let simulation = try await Simulation(
            servers: 4, arguments: ["--fault", "http500@2", "--fault", "wrong-cert@3"])
        let monitor = try simulation.startMonitor()
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") >= 12 })
        let page = try #require(try await Web.get(simulation.metricsURL)).text
        #expect(
            page.contains(
                "butlersos_up{host=\"127.0.0.1\",server_name=\"sense1\",server_description=\"Simulated engine 1\"} 1"))
        #expect(
            page.contains(
                "butlersos_up{host=\"127.0.0.2\",server_name=\"sense2\",server_description=\"Simulated engine 2\"} 0"))
        #expect(page.contains("category=\"http_5xx\"") && page.contains("category=\"certificate_error\""))
        let lines = monitor.text.split(separator: "\n").filter { $0.contains("HEALTH: no data from server") }
        #expect(lines.count == 2)
        #expect(lines.contains { $0.contains("server=sense2") && $0.contains("HTTP status 500") })
        #expect(lines.contains { $0.contains("server=sense3") && $0.contains("not signed by the configured CA") })
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test func `the page of metrics is one that Prometheus accepts`() async throws {
        let simulation = try await Simulation(servers: 2, arguments: ["--fault", "http500@2"])
        let monitor = try simulation.startMonitor()
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") >= 4 })
        let page = try #require(try await Web.get(simulation.metricsURL))
        #expect(page.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        let file = try simulation.directory.write(page.text, to: "metrics.txt")
        let check = try ChildProcess("/bin/sh", ["-c", "promtool check metrics < '\(file)' 2>&1"])
        _ = try await check.waitForExit()
        // It finds fault with names that dashboards rely on (a gauge called …_total), never with the format.
        let complaints = check.text.split(separator: "\n").filter {
            !$0.contains("non-counter metrics should not have")
        }
        #expect(complaints.isEmpty, "\(complaints)")
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test(arguments: ["v15.0.1-influx-v1-capture", "v5.6.0-capture"])
    func `a configuration of the original runs unchanged but for ports`(name: String) async throws {
        let influx = try await InfluxServer()
        let directory = try TemporaryDirectory()
        let site = try await FixedSite(
            servers: 6, virtualProxies: "/,/hdr,/empty", out: directory.file("certs"))
        let prometheusPort = try FreePort.find()
        let source = try #require(Bundle.module.url(forResource: name, withExtension: "yaml", subdirectory: "Cases"))
        let text = try String(contentsOf: source, encoding: .utf8)
            .replacingOccurrences(of: ":4747", with: ":\(site.port)").replacingOccurrences(
                of: ":4243", with: ":\(site.proxyPort)"
            )
            .replacingOccurrences(
                of: "    hostIP: 127.0.0.1\n  userS", with: "    hostIP: 127.0.0.1:\(site.repositoryPort)\n  userS"
            )
            .replacingOccurrences(
                of: "8086", with: "\(influx.port)"
            )
            .replacingOccurrences(of: "9842", with: "\(prometheusPort)").replacingOccurrences(
                of: "9001", with: "\(try FreePort.find())"
            ).replacingOccurrences(of: "12398", with: "\(try FreePort.find())")
        let configuration = try directory.write(text, to: "production.yaml")
        let monitor = try ChildProcess(
            Programs.monitor, ["-c", configuration, "--state", directory.file("state")], directory: directory.path)
        #expect(
            try await poll {
                try await influx.query("SELECT * FROM \"users\"", database: "SenseOps").count >= 6
            }, "\(monitor.text)")
        // Sessions and app names too, in the types and the spelling of that generation.
        let isOlder = name.hasPrefix("v5")
        #expect(
            try await poll {
                let rows = try await influx.query("SELECT in_memory_docs_names FROM apps", database: "SenseOps")
                return rows.compactMap { $0["in_memory_docs_names"] }.contains { text in
                    isOlder ? !text.isEmpty && !text.hasPrefix("\"") : text.hasPrefix("\"") && text.hasSuffix("\"")
                }
            }, "\(monitor.text)")
        let keys = try await influx.query("SHOW FIELD KEYS FROM user_session_summary", database: "SenseOps")
        let type = keys.first { $0["fieldKey"] == "session_count" }?["fieldType"]
        #expect(type == (isOlder ? "float" : "integer"))
        // Both have it written every five seconds; only the newer one tells its version and what is outside the heap.
        #expect(
            try await poll {
                try await influx.query("SELECT * FROM butlersos_memory_usage", database: "SenseOps").contains { row in
                    row["butler_sos_instance"] == "DEV" && (row["version"] == nil) == isOlder
                        && (row["external"] == nil) == isOlder && row["process_memory"].flatMap(Double.init) ?? 0 > 1
                }
            }, "\(monitor.text)")
        let log = monitor.text
        #expect(log.contains("Iteration # 1, Uptime: 0 months, 0 days, 0 hours, 0 minutes"))
        #expect(log.contains("HEARTBEAT: the call failed"))
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.file("log"))
        #expect(
            !files.isEmpty && files.allSatisfy { $0.hasPrefix("butler-sos.20") && $0.hasSuffix(".log") }, "\(files)")
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test func `servers that hang do not hold the end, nor cost what waits for InfluxDB`() async throws {
        let influx = try await InfluxServer()
        let port = influx.port
        let folder = try await influx.stop()
        let simulation = try await Simulation(servers: 3)
        try simulation.add(
            """
            influxdbConfig:
              enable: true
              host: 127.0.0.1
              port: \(port)
              version: 1
              v1Config:
                dbName: SenseOps
            """)
        let monitor = try simulation.startMonitor()
        #expect(try await monitor.waitForOutput("destination does not take records"))
        #expect(try await poll { try await simulation.metric("butlersos_destination_spooled") >= 24 })
        simulation.freeze()
        #expect(try await monitor.waitForOutput("HEALTH: no data from server"))
        let again = try await InfluxServer(port: port, directory: folder)
        let start = ContinuousClock.now
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
        #expect(ContinuousClock.now - start < .seconds(4))
        #expect(!monitor.text.contains("records lost"), "\(monitor.text)")
        // What is not in the database by then is there after the next start.
        let next = try simulation.startMonitor()
        // Perhaps it is there already; a program that has not begun ends like any other.
        #expect(try await next.waitForOutput("PROM: metrics are served"))
        #expect(
            try await poll {
                try await again.query("SELECT * FROM cpu", database: "SenseOps").count >= 3
            }, "\(next.text)")
        next.send(SIGTERM)
        #expect(try await next.waitForExit() == 0)
    }
}
