// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import LogOutput
import Logging
import Monitoring
import MonitoringTestKit
import SenseSources
import TelemetryClient
import Testing

@testable import ButlerSOS

@Suite struct MonitorConfigurationTests {
    @Test func `has a default for everything but servers and certificates`() throws {
        let configuration = try Site().read()
        #expect(configuration.servers.map(\.name) == ["one"])
        #expect(configuration.pollingInterval == .seconds(30))
        #expect(configuration.logLevel == .info)
        #expect(configuration.systemInfo)
        #expect(configuration.influxDB == nil)
        #expect(configuration.prometheus == nil)
        #expect(configuration.certificates.verifiesServers)
        #expect(configuration.telemetry.isConfigured == nil)
        #expect(configuration.telemetry.collector == nil)
        #expect(configuration.telemetry.gracePeriod == .seconds(900))
        #expect(configuration.telemetry.repositoryHost == "sense")
        #expect(configuration.features.enabled.isEmpty)
        #expect(configuration.warnings.isEmpty)
    }

    @Test func `reports every mistake at once, each once, and no secret`() throws {
        let site = try Site(
            """
            Butler-SOS:
              logLevel: loud
              anonTelemetry: yes
              cert:
                clientCert: certs/client.pem
                clientCertKey: certs/gone.pem
                clientCertCA: 7
                clientCertPassphrase: [geheim1]
              prometheus:
                enable: true
                port: 99999
                hots: 0.0.0.0
              influxdbConfig:
                enable: true
                host: ""
                port: eighty
                maxBatchSize: 0
                v1Config:
                  auth:
                    enable: true
                    username: me
                    password: {geheim2: x}
                  retentionPolicy:
                    duration: ten days
              serversToMonitor:
                pollingInterval: 10
                serverTagsDefinition: [env]
                servers:
                  - host: https://sense:4747/
                    serverName: one
                    serverTags: {env: a, other: b}
                  - host: two:4747
                    serverName: one
                    serverTags: {}
                    serverNmae: x
                  - word
              telemetry:
                collectorURL: http://example.com/secret
            """)
        let failure = try #require(throws: MonitorConfiguration.Invalid.self) { try site.read() }
        let keys = failure.problems.map { $0.key.replacing("Butler-SOS.", with: "") }
        let servers = "serversToMonitor.servers"
        #expect(
            keys.sorted()
                == [
                    "anonTelemetry", "cert.clientCertCA", "cert.clientCertKey", "cert.clientCertPassphrase",
                    "influxdbConfig.host", "influxdbConfig.maxBatchSize", "influxdbConfig.port",
                    "influxdbConfig.v1Config.auth.password", "influxdbConfig.v1Config.dbName",
                    "influxdbConfig.v1Config.retentionPolicy.duration", "logLevel", "prometheus.hots",
                    "prometheus.port",
                    "serversToMonitor.pollingInterval", "\(servers)[0].host", "\(servers)[0].serverTags",
                    "\(servers)[1].serverName", "\(servers)[1].serverNmae", "\(servers)[1].serverTags.env",
                    "\(servers)[2]",
                ].sorted())
        #expect(failure.description.hasPrefix("\(keys.count) mistakes in \(site.path)\n"))
        #expect(!failure.description.contains("geheim"))
        #expect(failure.problems.allSatisfy { $0.place?.hasPrefix("\(site.path):") == true })
    }

    @Test func `wants the root key`() throws {
        let problems = try Site("butler-sos:\n  logLevel: info\n").problems()
        #expect(problems.contains { $0.key == "Butler-SOS" && $0.found == "nothing" })
        #expect(problems.contains { $0.key == "butler-sos" && $0.expected.contains("Butler-SOS") })
    }

    @Test func `lets mistakes in the YAML itself through as they are`() throws {
        let site = try Site("Butler-SOS:\n\tpassword: geheim\n")
        let failure = #expect(throws: ConfigurationFile.Failure.self) { try site.read() }
        #expect(failure?.description.contains("geheim") == false)
    }

    @Test(arguments: [
        "heartbeat: 5", "heartbeat:\n  enable: maybe", "influxdbConfig: word", "influxdbConfig:\n  enable: maybe",
    ])
    func `reports a mistake in a switch once`(root: String) throws {
        #expect(try Site(root: root).problems().count == 1)
    }

    @Test func `warns of sections that nobody knows`() throws {
        let configuration = try Site(root: "promethus:\n  enable: true\nnewRelic:\nauditEvents:\n  x: 1").read()
        #expect(configuration.warnings.count == 1)
        #expect(configuration.warnings.first?.contains("did you mean prometheus?") == true)
    }

    @Test(arguments: [999, 86_400_001, 0, -5])
    func `keeps the polling interval within its range`(milliseconds: Int) throws {
        let problems = try Site(servers: "pollingInterval: \(milliseconds)").problems()
        #expect(problems.map(\.key) == ["Butler-SOS.serversToMonitor.pollingInterval"])
        #expect(problems.map(\.expected) == ["milliseconds from 1000 to 86400000"])
    }

    @Test(arguments: [
        "heartbeat:\n  enabled: false", "logdb:\n  enable: false", "mqttConfig:\n  enableMQTT: false",
        "influxdbConfig:\n  hostIP: x",
    ])
    func `does not verify servers for a file of the older generation that does not say`(root: String) throws {
        #expect(try !Site(root: root).read().certificates.verifiesServers)
        #expect(try Site(root: root, servers: "rejectUnauthorized: true").read().certificates.verifiesServers)
    }

    @Test(arguments: [
        ("", false), ("enable: true", true), ("enableInfluxdb: true", true),
        ("enable: false\nenableInfluxdb: true", true),
        ("enable: true\nenableInfluxdb: false", true), ("enable: false\nenableInfluxdb: false", false),
    ])
    func `switches a feature on if one of its spellings does`(switches: String, isOn: Bool) throws {
        let influxDB = "host: influx\nv1Config:\n  dbName: x" + (switches.isEmpty ? "" : "\n\(switches)")
        let configuration = try Site(influxDB: influxDB).read()
        #expect(configuration.features.enabled.contains("influxdb") == isOn)
        #expect((configuration.influxDB != nil) == isOn)
    }

    @Test(arguments: [
        ("heartbeat", "heartbeat", "enabled"), ("dockerHealthCheck", "dockerHealthCheck", "enabled"),
        ("uptimeMonitor", "uptimeMonitor", "enabled"), ("logdb", "logdb", "enableLogDb"),
        ("mqtt", "mqttConfig", "enableMQTT"),
    ])
    func `knows the older spellings`(feature: String, section: String, key: String) throws {
        // What a section needs besides its switch; unknown to the others, which is a mistake there.
        let needs = [
            "heartbeat": "remoteURL: http://a.example/", "logdb": "host: sense\n  qlogsReaderPwd: x",
            "mqttConfig": "brokerHost: mqtt",
        ]
        let configuration = try Site(root: "\(section):\n  \(key): true\n  \(needs[section] ?? "")").read()
        #expect(configuration.features.enabled == [feature])
        #expect(configuration.features.flags.filter(\.value).map(\.key) == [feature])
    }

    @Test func `reads credentials if they are switched on`() throws {
        let influxDB = """
            enable: true
            host: influx
            v1Config:
              auth: {enable: true, username: me, password: geheim}
              dbName: Ops
              retentionPolicy: {name: forever, duration: INF}
            """
        let configuration = try Site(influxDB: influxDB).read()
        guard case .version1(let version1) = configuration.influxDB?.endpoint else {
            Issue.record("no InfluxDB")
            return
        }
        #expect(version1.credentials?.username == "me")
        #expect(version1.credentials?.password == "geheim")
        #expect(version1.retentionPolicy.duration == "INF")
    }

    @Test func `finds certificates beside the configuration file or where they are said to be`() throws {
        let site = try Site()
        #expect(try site.read().certificates.key == "\(site.directory.path)/certs/client_key.pem")
        let absolute = try Site(
            """
            Butler-SOS:
              cert:
                clientCert: \(site.directory.path)/certs/client.pem
                clientCertKey: \(site.directory.path)/certs/client_key.pem
                clientCertCA: \(site.directory.path)/certs/root.pem
                clientCertPassphrase: geheim
              serversToMonitor:
                servers: []
            """)
        let files = try absolute.read().certificates
        #expect(files.certificate == "\(site.directory.path)/certs/client.pem")
        #expect(files.passphrase == "geheim")
        #expect(!"\(files)".contains("geheim"))
    }

    @Test func `refuses a passphrase that the TLS library cannot take`() throws {
        let text = """
            Butler-SOS:
              cert:
                clientCert: certs/client.pem
                clientCertKey: certs/client_key.pem
                clientCertCA: certs/root.pem
                clientCertPassphrase: geheim€
              serversToMonitor:
                servers: []
            """
        let problems = try Site(text).problems()
        #expect(problems.map(\.key) == ["Butler-SOS.cert.clientCertPassphrase"])
        #expect(problems.allSatisfy { !$0.description.contains("geheim") })
    }

    @Test func `reads the telemetry settings`() throws {
        let secret = String(repeating: "ab", count: 32)
        let site = try Site(
            root:
                "anonTelemetry: true\ntelemetry:\n  collectorURL: https://collect.example\n"
                + "  firstStartGracePeriod: 60000"
        )
        let telemetry = try site.read(environment: [
            "BUTLER_SOS_TELEMETRY_SECRET": secret, "BUTLER_SOS_TELEMETRY_URL": "https://other.example",
        ]).telemetry
        #expect(telemetry.isConfigured == true)
        #expect(telemetry.collector?.base == "https://collect.example")
        #expect(telemetry.gracePeriod == .seconds(60))
        #expect(telemetry.providedSecret == InstallSecret([UInt8](repeating: 0xAB, count: 32)))
    }

    @Test func `takes the collector from the environment if the file has none`() throws {
        let environment = ["BUTLER_SOS_TELEMETRY_URL": "http://127.0.0.1:8080/"]
        #expect(try Site().read(environment: environment).telemetry.collector?.base == "http://127.0.0.1:8080")
        let wrong = try Site().read(environment: ["BUTLER_SOS_TELEMETRY_URL": "http://example.com"])
        #expect(wrong.telemetry.collector == nil)
        #expect(wrong.telemetry.obstacle?.contains("BUTLER_SOS_TELEMETRY_URL") == true)
    }

    @Test(arguments: [
        "telemetry: {collectorURL: http://example.com}", "telemetry: {proxyURL: 'ftp://proxy'}",
        "telemetry: {firstStartGracePeriod: soon}", "telemetry: {secretFile: /no/such/file}",
        "telemetry: {caFile: /no/such/file}", "telemetry: {enable: false}", "telemetry: {anonTelemetry: false}",
        "anonTelemtry: false", "AnonTelemetry: false", "systemInf: {enable: false}", "telmetry: {x: 1}",
    ])
    func `a mistake about telemetry is a warning, and nothing is sent`(text: String) throws {
        let site = try Site(root: text)
        #expect(try site.problems().isEmpty)
        let configuration = try site.read()
        #expect(configuration.telemetry.obstacle != nil)
        #expect(!configuration.warnings.isEmpty)
        let telemetry = try ImaginedHost.telemetry(site)
        #expect(telemetry.reporter(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) == nil)
    }

    @Test(arguments: ["anonTelemetry: ", "anonTelemetry: null", "anonTelemetry: ~"])
    func `a switch with nothing behind it is no yes`(text: String) throws {
        let configuration = try Site(root: text).read()
        #expect(configuration.telemetry.isConfigured == false)
        #expect(configuration.warnings.contains { $0.contains("anonTelemetry") })
    }

    @Test(arguments: [
        "systemInfo: {enable: 'false'}", "systemInfo: {enable: 0}", "systemInfo: {enable: no}", "systemInfo: false",
        "systemInfo: {enable: }",
    ])
    func `what is no plain yes to looking at the host is a no, also if mistakes are let through`(text: String) throws {
        let site = try Site(root: text)
        var overrides = ConfigurationOverrides()
        overrides.skipsVerification = true
        #expect(try !MonitorConfiguration.read(site.path, environment: [:], overrides: overrides).systemInfo)
    }

    @Test(arguments: ["abcd", "no digits at all", String(repeating: "ab", count: 33)])
    func `never shows a telemetry secret that is wrong`(text: String) throws {
        let configuration = try Site().read(environment: ["BUTLER_SOS_TELEMETRY_SECRET": text])
        #expect(configuration.telemetry.obstacle?.contains("BUTLER_SOS_TELEMETRY_SECRET") == true)
        #expect(!configuration.warnings.isEmpty)
        #expect((configuration.warnings + [configuration.telemetry.obstacle ?? ""]).allSatisfy { !$0.contains(text) })
    }
}
