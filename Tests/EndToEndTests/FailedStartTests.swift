// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// A start that fails says why, all at once, and exits 1.
@Suite(.serialized)
struct FailedStartTests {
    private func run(_ program: String, _ arguments: [String]) async throws -> (status: Int32?, text: String) {
        let process = try ChildProcess(program, arguments)
        return (try await process.waitForExit(), process.text)
    }

    @Test func `without options the monitor shows its help`() async throws {
        let result = try await run(Programs.monitor, [])
        #expect(result.status == 0 && result.text.contains("USAGE"))
    }

    @Test(arguments: [Programs.monitor, Programs.collector, Programs.simulator])
    func `output that cannot be written is a failure that is told`(_ program: String) async throws {
        let result = try await run("/bin/sh", ["-c", "exec \"$0\" --help > /dev/full", program])
        #expect(result.status == 1)
        #expect(result.text.contains("standard output cannot be written"), "\(result.text)")
    }

    @Test func `a missing file, a wrong ending and an unknown option`() async throws {
        for (arguments, expected) in [
            (["-c", "/nowhere/production.yaml"], "/nowhere/production.yaml: no such file"),
            (["-c", "production.yml"], ".yaml"),
            (["-c", "x.yaml", "--loud"], "--loud"), (["-c", "x.yaml", "-l", "loud"], "loud"),
        ] {
            let result = try await run(Programs.monitor, arguments)
            #expect(result.status == 1)
            #expect(result.text.contains(expected), "\(result.text)")
        }
    }

    @Test func `all mistakes of a configuration at once, and no secret`() async throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write(
            """
            Butler-SOS:
              logLevel: loud
              anonTelemetry: perhaps
              cert:
                clientCert: missing.pem
                clientCertKey: missing_key.pem
                clientCertPassphrase: [hunter2]
              prometheus:
                enable: true
                port: 99999
              influxdbConfig:
                enable: true
                version: 4
                v1Config:
                  auth:
                    enable: true
                    username: u
                    password: {hunter2: 1}
              serversToMonitor:
                pollingInterval: soon
                servers:
                  - host: https://sense.example.net/
                    serverNam: typo
              telemetry:
                collectorURL: http://sense.example.net
            """, to: "production.yaml")
        let result = try await run(Programs.monitor, ["-c", file])
        #expect(result.status == 1)
        for key in [
            "Butler-SOS.logLevel", "Butler-SOS.anonTelemetry", "Butler-SOS.cert.clientCert:",
            "Butler-SOS.cert.clientCertKey",
            "Butler-SOS.cert.clientCertCA", "Butler-SOS.cert.clientCertPassphrase", "Butler-SOS.prometheus.port",
            "Butler-SOS.influxdbConfig.version", "Butler-SOS.influxdbConfig.host",
            "Butler-SOS.serversToMonitor.pollingInterval",
            "Butler-SOS.serversToMonitor.servers[0].host", "Butler-SOS.serversToMonitor.servers[0].serverName",
            "did you mean serverName?",
        ] {
            #expect(result.text.contains(key), "\(key) is not in:\n\(result.text)")
        }
        #expect(!result.text.contains("hunter2"))
    }

    @Test func `a YAML error names line and column`() async throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("Butler-SOS:\n  logLevel: info\n   fileLogging: true\n", to: "production.yaml")
        let result = try await run(Programs.monitor, ["-c", file])
        #expect(result.status == 1)
        #expect(result.text.contains("line 3, column"), "\(result.text)")
    }

    @Test func `an occupied port is named with its key`() async throws {
        let first = try await Simulation()
        let running = try first.startMonitor()
        #expect(try await poll { try await first.metric("butlersos_polls_total") > 0 })
        let result = try await run(
            Programs.monitor, ["-c", first.configuration, "--state", first.directory.file("other-state")])
        #expect(result.status == 1)
        #expect(result.text.contains("port \(first.prometheusPort) is already in use"), "\(result.text)")
        #expect(result.text.contains("Butler-SOS.prometheus.port"))

        let again = try await run(
            Programs.monitor, ["-c", first.configuration, "--state", first.directory.file("state")])
        #expect(again.status == 1)
        #expect(again.text.contains("another butler-sos already runs"), "\(again.text)")
        running.send(SIGTERM)
        #expect(try await running.waitForExit() == 0)
    }

    @Test func `the collector names an occupied port, an unusable folder and a malformed ID`() async throws {
        let collector = try await RunningCollector()
        let directory = try TemporaryDirectory()
        let occupied = try await run(
            Programs.collector, ["serve", "--listen", "127.0.0.1:\(collector.port)", "--data", directory.file("data")])
        #expect(occupied.status == 1)
        #expect(occupied.text.contains("port \(collector.port) is already in use"), "\(occupied.text)")
        #expect(occupied.text.contains("--listen"))
        let file = try directory.write("", to: "file")
        let unusable = try await run(
            Programs.collector, ["serve", "--listen", "127.0.0.1:0", "--data", file + "/data"])
        #expect(unusable.status == 1 && unusable.text.contains(file), "\(unusable.text)")
        let malformed = try await run(Programs.collector, ["erase", "abc", "--yes", "--data", collector.data])
        #expect(malformed.status == 1 && malformed.text.contains("64 hexadecimal digits"), "\(malformed.text)")
        let address = try await run(
            Programs.collector, ["serve", "--listen", "nowhere", "--data", directory.file("data")])
        #expect(address.status == 1 && address.text.contains("HOST:PORT"), "\(address.text)")
    }
}
