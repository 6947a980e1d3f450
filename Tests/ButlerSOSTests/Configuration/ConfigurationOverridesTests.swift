// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import HTTPListener
import LogOutput
import SenseSources
import Testing

@testable import ButlerSOS

@Suite struct ConfigurationOverridesTests {
    private static let credentials = """
        thirdPartyToolsCredentials:
          newRelic:
            - {accountName: former, insertApiKey: k, accountId: 17}
        """

    @Test func `replaces the accounts of the file`() throws {
        let site = try Site(root: Self.credentials)
        #expect(try site.read().newRelicAccounts == [NewRelicAccount(name: "former", id: "17", key: "k")])
        let overrides = try ConfigurationOverrides(
            logLevel: .silly, newRelicNames: ["a", "b"], newRelicIDs: ["1", "2"], newRelicKeys: ["x", "y"])
        let configuration = try site.read(overrides: overrides)
        #expect(
            configuration.newRelicAccounts == [
                NewRelicAccount(name: "a", id: "1", key: "x"), NewRelicAccount(name: "b", id: "2", key: "y"),
            ])
        #expect(configuration.logLevel == .silly)
        let lines = site.check(overrides: overrides, explains: true).lines
        #expect(lines.contains("  logLevel: silly  # command line, --loglevel"))
        #expect(lines.contains("      - accountName: b  # command line, --new-relic-account-name"))
        #expect(!lines.contains { $0.contains("former") })
    }

    @Test(arguments: [(1, 0, 0), (0, 0, 1), (2, 2, 1), (1, 2, 1)])
    func `wants three lists of the same length`(names: Int, ids: Int, keys: Int) {
        func list(_ count: Int) -> [String] { Array(repeating: "geheim", count: count) }
        let mismatch = #expect(throws: ConfigurationOverrides.Mismatch.self) {
            try ConfigurationOverrides(
                logLevel: nil, newRelicNames: list(names), newRelicIDs: list(ids), newRelicKeys: list(keys))
        }
        #expect(mismatch?.description.contains("have \(names), \(ids) and \(keys)") == true)
    }

    @Test func `takes names of the command line for destinations`() throws {
        let site = try Site(
            root: "newRelic: {enable: true, metric: {destinationAccount: [a]}}\n\(Self.credentials)")
        #expect(try site.problems().map(\.key) == ["Butler-SOS.newRelic.metric.destinationAccount"])
        let overrides = try ConfigurationOverrides(
            logLevel: nil, newRelicNames: ["a"], newRelicIDs: ["1"], newRelicKeys: ["x"])
        #expect(try site.read(overrides: overrides).newRelicMetricAccounts == ["a"])
    }

    @Test func `takes mistakes for warnings if verification is skipped`() throws {
        let site = try Site(
            root: """
                logLevel: loud
                prometheus: {enable: true, port: 0}
                heartbeat: {enable: true, remoteURL: http://a}
                x: 1
                """)
        var overrides = ConfigurationOverrides()
        overrides.skipsVerification = true
        let configuration = try site.read(overrides: overrides)
        #expect(configuration.logLevel == .info)
        #expect(configuration.prometheus?.address.port == 9842)
        #expect(configuration.warnings.count == 5)
        #expect(configuration.warnings[0].contains("--skip-config-verification"))
        #expect(configuration.warnings[1].contains("--skip-config-verification"))
        #expect(configuration.warnings[2].hasPrefix("Butler-SOS.logLevel: expected one of"))
    }

    @Test func `still wants what nothing can stand in for`() throws {
        let site = try Site(root: "influxdbConfig: {enable: true, version: 2, port: 0, v2Config: {org: o, bucket: b}}")
        var overrides = ConfigurationOverrides()
        overrides.skipsVerification = true
        let failure = #expect(throws: MonitorConfiguration.Invalid.self) { try site.read(overrides: overrides) }
        #expect(
            failure?.problems.map(\.key) == [
                "Butler-SOS.influxdbConfig.host", "Butler-SOS.influxdbConfig.v2Config.token",
            ])
    }

    @Test(arguments: ["anonTelemetry: no", "anonTelemetry: \"true\"", "anonTelemetry: [true]"])
    func `never takes something odd for consent`(root: String) throws {
        var overrides = ConfigurationOverrides()
        overrides.skipsVerification = true
        #expect(try Site(root: root).read(overrides: overrides).telemetry.isConfigured == false)
    }

    @Test func `never takes something odd for leave to trust any server`() throws {
        var overrides = ConfigurationOverrides()
        overrides.skipsVerification = true
        let site = try Site(root: "logdb: {enable: false}", servers: "rejectUnauthorized: no")
        #expect(try site.read(overrides: overrides).certificates.verifiesServers)
    }
}
