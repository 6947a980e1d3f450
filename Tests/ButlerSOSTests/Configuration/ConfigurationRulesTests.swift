// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import HTTPListener
import Monitoring
import MonitoringTestKit
import Testing

@testable import ButlerSOS

/// Whether settings go together.
@Suite struct ConfigurationRulesTests {
    private static let listeners = """
        userEvents: {enable: true, udpServerConfig: {serverHost: 0.0.0.0, portUserActivityEvents: 9996}}
        logEvents: {source: {proxy: {enable: true}}, udpServerConfig: {serverHost: 10.0.0.1}}
        """

    @Test(arguments: [
        ("prometheus: {enable: true, port: 9001}", ["prometheus.nodeMetricsPort"]),
        ("prometheus: {enable: true}\ndockerHealthCheck: {enable: true, port: 9842}", ["dockerHealthCheck.port"]),
        (
            "dockerHealthCheck: {enable: true, port: 77}\nconfigVisualisation: {enable: true, port: 77}",
            ["configVisualisation.port"]
        ),
        (
            "configVisualisation: {enable: true, port: 77}\nstatusPage: {enable: true, host: 0.0.0.0, port: 77}",
            ["statusPage.port"]
        ),
        ("prometheus: {enable: true, port: 3101}\nstatusPage: {enable: true, host: 0.0.0.0}", ["statusPage.port"]),
        (listeners, ["logEvents.udpServerConfig.portLogEvents"]),
        // A name for an address.
        (
            "prometheus: {enable: true, host: 127.0.0.1, port: 3101}\nstatusPage: {enable: true, host: localhost}",
            ["statusPage.port"]
        ),
        (
            "configVisualisation: {enable: true, host: '::1', port: 77}\nstatusPage: {enable: true, port: 77}",
            ["statusPage.port"]
        ),
        (
            "configVisualisation: {enable: true, host: '::1', port: 77}\n"
                + "statusPage: {enable: true, host: 127.0.0.1, port: 77}", []
        ),
        // Another address, another protocol, or off.
        ("prometheus: {enable: true, host: 10.0.0.1, nodeMetricsHost: 127.0.0.1, port: 9001}", []),
        ("prometheus: {enable: true, port: 9996}\n\(listeners.split(separator: "\n")[0])", []),
        ("prometheus: {enable: false, port: 9001}", []),
        ("prometheus: {enable: true}\ndockerHealthCheck: {enable: false, port: 9842}", []),
    ])
    func `two listeners have two ports`(root: String, keys: [String]) throws {
        #expect(try Site(root: root).problems().map(\.key) == keys.map { "Butler-SOS.\($0)" })
    }

    @Test func `the second endpoint of metrics is where the first one is, if nothing else is said`() throws {
        func hosts(_ text: String) throws -> [String?] {
            let prometheus = try Site(root: "prometheus: {enable: true\(text)}").read().prometheus
            return [prometheus?.address.host, prometheus?.processAddress.host]
        }
        #expect(try hosts("") == ["0.0.0.0", "0.0.0.0"])
        #expect(try hosts(", host: 127.0.0.1") == ["127.0.0.1", "127.0.0.1"])
        #expect(try hosts(", host: 127.0.0.1, nodeMetricsHost: 10.0.0.1") == ["127.0.0.1", "10.0.0.1"])
    }

    @Test func `a file that is none of a certificate or key is worth a warning, which names it`() throws {
        let site = try Site(
            root: "influxdbConfig: {enable: true, host: h, caFile: certs/ca.pem, v1Config: {dbName: x}}")
        for (name, text) in [
            ("ca", Site.key), ("client_key", Site.certificate), ("root", ""), ("client", Site.certificate),
        ] {
            _ = try site.directory.write(text, to: "certs/\(name).pem")
        }
        let warnings = try site.read().warnings
        for (key, name, kind) in [
            ("cert.clientCertKey", "client_key", "private key"), ("cert.clientCertCA", "root", "certificate"),
            ("influxdbConfig.caFile", "ca", "certificate"),
        ] {
            #expect(
                warnings.contains {
                    $0.hasPrefix("Butler-SOS.\(key) names ")
                        && $0.contains("certs/\(name).pem, which has no \(kind) in PEM")
                }, "\(warnings)")
        }
        #expect(warnings.count == 3)
    }

    @Test func `a folder in which no crash file can be written is worth a warning`() throws {
        func warnings(_ folder: String, isOn: Bool = true) throws -> [String] {
            try Site(root: "crashFile: {enable: \(isOn), crashFileDirectory: \(folder)}").read().warnings
        }
        let site = try Site()
        let file = try site.directory.write("", to: "file")
        #expect(try warnings(file).first?.hasPrefix("Butler-SOS.crashFile.crashFileDirectory names a folder") == true)
        #expect(try warnings(site.directory.file("new/folder")).isEmpty)
        #expect(try warnings(file, isOn: false).isEmpty)
    }

    @Test func `what nobody knows in a file of the older generation has no effect, but for what looks like a key`()
        throws
    {
        let older =
            "heartbeat: {enabled: false}\nmqttConfig: {enableMQTT: false, flowers: red}\nprometheus: {enable: true, flowers: red"
        let site = try Site(root: "\(older)}")
        #expect(try site.problems().isEmpty)
        let warnings = try site.read().warnings
        #expect(
            warnings.contains { $0.hasPrefix("Butler-SOS.prometheus.flowers is not a known key and has no effect") })
        #expect(
            try Site(root: "\(older), nodeMetricsPortt: 1}").problems().map(\.key)
                == ["Butler-SOS.prometheus.nodeMetricsPortt"])
        #expect(
            try Site(root: "prometheus: {enable: true, flowers: red}").problems().map(\.key) == [
                "Butler-SOS.prometheus.flowers"
            ])
    }

    @Test func `no tag or measurement has a name that InfluxDB does not take`() throws {
        let tags = "serverTagsDefinition: [time]"
        #expect(
            try Site(servers: tags).problems().map(\.key).contains("Butler-SOS.serversToMonitor.serverTagsDefinition"))
        let errors = "errorTracking: {enable: true, influxdb: {enable: true, measurementName: \"#errors\"}}"
        #expect(
            try Site(root: errors).problems().map(\.key) == ["Butler-SOS.errorTracking.influxdb.measurementName"])
    }

    @Test func `a destination has to be an account`() throws {
        let text = """
            thirdPartyToolsCredentials: {newRelic: [{accountName: known, accountId: 1, insertApiKey: geheim}]}
            newRelic: {enable: true, metric: {destinationAccount: [known, a]}}
            userEvents:
              enable: true
              udpServerConfig: {serverHost: 0.0.0.0}
              sendToNewRelic: {enable: true, destinationAccount: [b]}
            logEvents:
              source: {engine: {enable: true}}
              udpServerConfig: {serverHost: 0.0.0.0}
              sendToNewRelic: {enable: true, destinationAccount: [c]}
            uptimeMonitor: {enable: true, storeNewRelic: {enable: true, destinationAccount: [d]}}
            """
        let problems = try Site(root: text).problems()
        #expect(
            problems.map(\.key) == [
                "Butler-SOS.uptimeMonitor.storeNewRelic.destinationAccount",
                "Butler-SOS.userEvents.sendToNewRelic.destinationAccount",
                "Butler-SOS.logEvents.sendToNewRelic.destinationAccount",
                "Butler-SOS.newRelic.metric.destinationAccount",
            ])
        #expect(problems.map(\.found) == ["\"d\"", "\"b\"", "\"c\"", "\"a\""])
        #expect(problems.allSatisfy { $0.expected == "names of thirdPartyToolsCredentials.newRelic: known" })
        let off = text.replacing("newRelic: {enable: true", with: "newRelic: {enable: false")
        #expect(off != text)
        // The uptime monitor's way to New Relic has a switch of its own.
        #expect(
            try Site(root: off).problems().map(\.key) == ["Butler-SOS.uptimeMonitor.storeNewRelic.destinationAccount"])
    }

    @Test func `an empty list of destinations is worth a warning`() throws {
        let root = """
            prometheus: {enable: true}
            newRelic: {enable: true}
            uptimeMonitor: {enable: true, storeNewRelic: {enable: true}}
            logEvents:
              source: {engine: {enable: true}}
              udpServerConfig: {serverHost: 0.0.0.0}
              sendToNewRelic: {enable: true, destinationAccount: }
            """
        let warnings = try Site(root: root).read().warnings.map { $0.prefix { $0 != " " } }
        #expect(
            warnings == [
                "Butler-SOS.uptimeMonitor.storeNewRelic.destinationAccount",
                "Butler-SOS.logEvents.sendToNewRelic.destinationAccount",
                "Butler-SOS.newRelic.metric.destinationAccount",
            ])
    }

    @Test func `figures go to the accounts of user events if there are no others`() throws {
        let credentials = "thirdPartyToolsCredentials: {newRelic: [{accountName: a, accountId: 1, insertApiKey: x}]}"
        let configuration = try Site(
            root: "\(credentials)\nnewRelic: {enable: true}\nuserEvents: {sendToNewRelic: {destinationAccount: [a]}}"
        ).read()
        #expect(configuration.newRelicMetricAccounts == ["a"])
        #expect(configuration.warnings.isEmpty)
    }

    @Test func `each server has each tag with a value, and no other`() throws {
        let text = """
            Butler-SOS:
              cert: {clientCert: certs/client.pem, clientCertKey: certs/client_key.pem, clientCertCA: certs/root.pem}
              serversToMonitor:
                serverTagsDefinition: [a, b, c]
                servers:
                  - {host: "sense:4747", serverName: one, serverTags: {a: , b: false, d: 1}}
                  - {host: "sense:4748", serverName: one, serverTags: {a: 0, b: "", c: x}}
                  - {host: "sense:4749", serverName: two}
            """
        let problems = try Site(text).problems()
        let servers = "Butler-SOS.serversToMonitor.servers"
        #expect(
            Set(problems.map(\.key)) == [
                "\(servers)[0].serverTags", "\(servers)[0].serverTags.a", "\(servers)[0].serverTags.c",
                "\(servers)[1].serverName", "\(servers)[2].serverTags.a", "\(servers)[2].serverTags.b",
                "\(servers)[2].serverTags.c",
            ])
        #expect(problems.count == 7)
    }

    private static func site(sessions: String, isOn: Bool = true) throws -> Site {
        try Site(root: "userSessions: {enableSessionExtract: \(isOn)}", servers: "    userSessions: \(sessions)")
    }

    @Test(arguments: [
        ("{enable: true, virtualProxies: [{virtualProxy: /}]}", "host"), ("{enable: true, host: a}", "virtualProxies"),
        ("{enable: true, host: a, virtualProxies: []}", "virtualProxies"),
        (
            "{enable: true, host: a, virtualProxies: [{virtualProxy: hdr}, {virtualProxy: /hdr}]}",
            "virtualProxies[1].virtualProxy"
        ),
    ])
    func `sessions need a proxy and its prefixes`(sessions: String, key: String) throws {
        #expect(
            try Self.site(sessions: sessions).problems().map(\.key)
                == ["Butler-SOS.serversToMonitor.servers[0].userSessions.\(key)"])
        let off = try Self.site(sessions: sessions, isOn: false).read()
        #expect(off.servers.map(\.proxy) == [nil])
    }

    @Test func `a slash that is missing is added`() throws {
        let sessions = "{enable: true, host: 'proxy:4243', virtualProxies: [{virtualProxy: /}, {virtualProxy: hdr}]}"
        let configuration = try Self.site(sessions: sessions).read()
        #expect(
            configuration.servers.first?.proxy == MonitoredProxy(host: "proxy:4243", virtualProxies: ["/", "/hdr"]))
    }

    @Test func `sessions of no server are worth a warning`() throws {
        let text = """
            Butler-SOS:
              cert: {clientCert: certs/client.pem, clientCertKey: certs/client_key.pem, clientCertCA: certs/root.pem}
              userSessions: {enableSessionExtract: true}
              serversToMonitor: {servers: }
            """
        let warnings = try Site(text).read().warnings
        #expect(warnings.count == 1)
        #expect(warnings.first?.hasPrefix("Butler-SOS.serversToMonitor.servers is empty") == true)
    }

    @Test func `telemetry may be wanted without facts about the host`() throws {
        #expect(try Site(root: "anonTelemetry: true\nsystemInfo: {enable: false}").problems().isEmpty)
    }

    @Test(arguments: [1, 2, 3])
    func `the settings of the InfluxDB version in use are there`(version: Int) throws {
        let problems = try Site(influxDB: "enable: true\nhost: h\nversion: \(version)").problems()
        #expect(problems.map(\.key) == ["Butler-SOS.influxdbConfig.v\(version)Config"])
        let others = (1...3).map { "v\($0)Config: {\($0 == version ? "" : "unknown: 1")}" }.joined(separator: "\n")
        let site = try Site(influxDB: "enable: true\nhost: h\nversion: \(version)\n\(others)")
        #expect(try site.problems().allSatisfy { $0.key.hasPrefix("Butler-SOS.influxdbConfig.v\(version)Config.") })
        #expect(site.check().lines.contains("2 notes on what is switched off:"))
    }

    @Test func `a gap in a template is called one`() throws {
        let problems = try Site(influxDB: "enable: true\nhost: <IP or FQDN>\nv1Config: {dbName: <db>}").problems()
        #expect(problems.map(\.found) == ["the placeholder <IP or FQDN>", "the placeholder <db>"])
        let configuration = try Site(root: "mqttConfig: {enable: false, brokerHost: <IP or FQDN>}").read()
        #expect(configuration.notes.map(\.key) == ["Butler-SOS.mqttConfig.brokerHost"])
    }
}
