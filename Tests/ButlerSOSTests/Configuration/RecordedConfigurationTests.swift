// SPDX-License-Identifier: MIT

import Destinations
import Foundation
import HTTPListener
import LogOutput
import Monitoring
import MonitoringTestKit
import SenseSources
import Testing

@testable import ButlerSOS

@Suite struct RecordedConfigurationTests {
    private func version1(_ configuration: MonitorConfiguration) -> InfluxDBConfiguration.Version1? {
        switch configuration.influxDB?.endpoint {
        case .version1(let version): version
        default: nil
        }
    }

    private func tags(_ group: String, _ place: String, type: String) -> [Monitoring.Tag] {
        [
            Tag("server_group", group), Tag("serverLocation", place), Tag(type, "virtual"),
            Tag("serverBrand", "Dell, Inc"),
        ]
    }

    static let names = [
        "v15.0.1-influx-v1-capture", "v15.0.1-poll10", "v15.0.1-udp", "v5.6.0-capture", "v5.6.0-poll10", "v5.6.0-udp",
    ]

    @Test(arguments: names)
    func `accepts what the original ran with`(name: String) throws {
        let site = try Site(recorded: name)
        let configuration = try site.read()
        #expect(configuration.notes.isEmpty)
        #expect(configuration.influxDB != nil)
        #expect(configuration.userEvents.isEnabled)
        let isOlder = name.hasPrefix("v5")
        #expect(self.version1(configuration)?.isFilledByVersion5 == isOlder)
        #expect(configuration.servers.first?.proxy?.virtualProxies == ["/", "/hdr", "/empty"])
        #expect(configuration.userEvents.tags == [Tag("env", "DEV"), Tag("foo", "bar")])
        #expect(configuration.userSessions.excludedUsers.map(\.description) == ["LAB\\testuser1", "LAB\\testuser2"])
        #expect(configuration.logDatabase.port == (isOlder ? 14432 : 4432))
        let check = site.check(explains: true)
        #expect(check.isUsable)
        #expect(check.lines.contains("0 problems in \(site.path)"))
    }

    @Test(arguments: [2, 3])
    func `accepts the same for later versions of InfluxDB`(version: Int) throws {
        let site = try Site(recorded: "v15.0.1-influx-v1-capture")
        let recorded = try String(contentsOfFile: site.path, encoding: .utf8)
        let text = recorded.replacing("    version: 1\n", with: "    version: \(version)\n")
        #expect(text != recorded)
        let endpoint = try Site(text).read().influxDB?.endpoint
        switch endpoint {
        case .version2(let details):
            #expect(version == 2)
            #expect(details.organisation == "myorg")
            #expect(details.bucket == "mybucket")
            #expect(details.token == "mytoken")
            #expect(details.retention == .seconds(864_000))
        case .version3(let details):
            #expect(version == 3)
            #expect(details.database == "mydatabase")
            #expect(details.token == "mytoken")
            #expect(details.writeTimeout == .seconds(10))
        default: Issue.record("another version")
        }
    }

    @Test func `knows the log database and the topic of the older one`() throws {
        let configuration = try Site(recorded: "v5.6.0-capture").read()
        #expect(configuration.logDatabase.isEnabled)
        #expect(configuration.logDatabase.lookBack == .seconds(300))
        #expect(configuration.serverSettings.logDatabaseHosts["qlik1"] == "server1")
        #expect(configuration.userEvents.mqtt.everything == "butler-sos/userEvent")
        #expect(configuration.userEvents.mqtt.sessionStart == nil)
    }

    @Test func `knows filters and rules of the newer one`() throws {
        let events = try Site(recorded: "v15.0.1-influx-v1-capture").read().logEvents
        #expect(events.sources.isAnyOn)
        let rule = try #require(events.categorisation.rules.first)
        #expect(!rule.levels.isEmpty && !rule.filters.isEmpty)
        #expect(events.enginePerformance.allApps != nil)
    }

    @Test(arguments: [("v15.0.1-influx-v1-capture", "server_type"), ("v5.6.0-capture", "server-type")])
    func `knows the servers`(name: String, type: String) throws {
        let configuration = try Site(recorded: name).read()
        #expect(configuration.servers.map(\.name) == (1...6).map { "server\($0)" })
        #expect(configuration.servers.map(\.host) == (1...6).map { "127.0.0.\($0):4747" })
        #expect(configuration.servers[0].description == "First server, with = and space")
        #expect(configuration.servers[0].extraTags == tags("DEV", "Asia", type: type))
        #expect(configuration.servers[5].extraTags == tags("PROD", "Europe", type: type))
        #expect(configuration.pollingInterval == .seconds(5))
        #expect(configuration.logLevel == .verbose)
        #expect(configuration.systemInfo)
        #expect(configuration.warnings.count == 1)
        #expect(configuration.warnings.first?.hasPrefix("certificates of the Sense servers are not verified") == true)
    }

    @Test(arguments: ["v15.0.1-influx-v1-capture", "v5.6.0-capture"])
    func `knows the InfluxDB`(name: String) throws {
        let configuration = try Site(recorded: name).read()
        #expect(configuration.influxDB?.host == "127.0.0.1")
        #expect(configuration.influxDB?.port == 8086)
        #expect(configuration.influxDB?.lists == AppListFields(active: true, loaded: true, inMemory: true))
        #expect(configuration.influxDB?.maximumBatchCount == 1000)
        let version1 = try #require(self.version1(configuration))
        #expect(version1.database == "SenseOps")
        #expect(version1.credentials == nil)
        #expect(version1.retentionPolicy.name == "10d")
        #expect(version1.retentionPolicy.duration == "10d")
    }

    @Test(arguments: ["v15.0.1-influx-v1-capture", "v5.6.0-capture"])
    func `does not verify servers, as told or as the older generation did`(name: String) throws {
        let site = try Site(recorded: name)
        let files = try site.read().certificates
        #expect(!files.verifiesServers)
        #expect(files.passphrase == nil)
        #expect(files.certificate.hasSuffix("/certs/client.pem"))
        #expect(files.key.hasSuffix("/certs/client_key.pem"))
        #expect(files.authority.hasSuffix("/certs/root.pem"))
        #expect(files.certificate.hasPrefix(site.directory.path))
    }

    @Test func `knows what else the newer one says`() throws {
        let configuration = try Site(recorded: "v15.0.1-influx-v1-capture").read()
        #expect(configuration.servers.allSatisfy { $0.headers == [Tag("X-My-Header-1", "Header value 1")] })
        #expect(
            configuration.prometheus?.address
                == ListenAddress(host: "127.0.0.1", port: 9842, setting: "Butler-SOS.prometheus.port"))
        #expect(
            configuration.prometheus?.processAddress
                == ListenAddress(host: "127.0.0.1", port: 9001, setting: "Butler-SOS.prometheus.nodeMetricsPort"))
        #expect(configuration.telemetry.isConfigured == false)
        #expect(configuration.telemetry.repositoryHost == "127.0.0.1")
        #expect(
            configuration.features.enabled == [
                "heartbeat", "dockerHealthCheck", "uptimeMonitor", "uptimeMonitor_storeInInfluxdb", "udpServer", "mqtt",
                "influxdb", "prometheus", "appNames", "userSessions",
            ])
    }

    @Test func `knows what else the older one says`() throws {
        let configuration = try Site(recorded: "v5.6.0-capture").read()
        #expect(configuration.servers.allSatisfy { $0.headers.isEmpty })
        #expect(configuration.prometheus == nil)
        #expect(configuration.telemetry.isConfigured == true)
        #expect(
            configuration.features.enabled == [
                "heartbeat", "dockerHealthCheck", "uptimeMonitor", "uptimeMonitor_storeInInfluxdb", "udpServer",
                "logdb",
                "mqtt", "influxdb", "appNames", "userSessions",
            ])
    }
}
