// SPDX-License-Identifier: MIT

import ConfigurationFile
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct ConfigurationCheckTests {
    @Test func `says problems, notes, warnings and verdict, in this order`() throws {
        let site = try Site(
            root: """
                logLevel: loud
                mqttConfig: {enable: false, brokerPort: 0}
                auditEvents: {enable: true}
                """)
        let check = site.check()
        #expect(!check.isUsable)
        let path = site.path
        #expect(
            check.lines == [
                "1 problem in \(path)",
                "  Butler-SOS.logLevel: expected one of: error, warn, info, verbose, debug, silly, found \"loud\" "
                    + "(\(path):10:13)",
                "1 note on what is switched off:",
                "  Butler-SOS.mqttConfig.brokerPort: expected a port from 1 to 65535, found \"0\" (\(path):11:43)",
                "1 warning:",
                "  Butler-SOS.auditEvents is not supported: it has no effect (\(path):12:16)",
                "\(path) cannot be used.",
            ])
    }

    @Test func `has nothing to say about a good file`() throws {
        let site = try Site()
        let check = site.check()
        #expect(check.isUsable)
        #expect(check.lines == ["0 problems in \(site.path)", "\(site.path) can be used."])
    }

    @Test func `says that a file cannot be read`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("gone.yaml")
        let check = ConfigurationCheck(path, environment: [:], explains: true)
        #expect(!check.isUsable)
        #expect(check.lines == ["\(path): no such file", "\(path) cannot be used."])
    }

    @Test func `explains every setting with its origin`() throws {
        let site = try Site(root: "prometheus:\n  enable: true\n  port: 9999\nlogLevel: \" warn\"")
        let environment = [
            "BUTLER_SOS_TELEMETRY_URL": "https://collect.example",
            "BUTLER_SOS_TELEMETRY_SECRET": String(repeating: "ab", count: 32),
        ]
        let lines = site.check(environment: environment, explains: true).lines
        for line in [
            "Butler-SOS:", "  logLevel: warn  # site.yaml:13:13", "  prometheus:",
            "    enable: true  # site.yaml:11:13",
            "    port: 9999  # site.yaml:12:11", "    nodeMetricsPort: 9001  # default",
            "      - host: sense:4747  # site.yaml:8:15",
            "    collectorURL: https://collect.example  # environment, BUTLER_SOS_TELEMETRY_URL",
            "    secretFile: **********  # environment, BUTLER_SOS_TELEMETRY_SECRET", "    caFile:  # not set",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        // Nothing but list elements is missing.
        let elements = MonitorConfiguration.allSettings().count { $0.key.contains("[]") }
        let all = MonitorConfiguration.allSettings().count - elements
        #expect(lines.count > all)
    }
}
