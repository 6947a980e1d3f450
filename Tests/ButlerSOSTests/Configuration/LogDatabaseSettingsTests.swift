// SPDX-License-Identifier: MIT

import ConfigurationFile
import Monitoring
import Postgres
import SenseSources
import Testing

@testable import ButlerSOS

@Suite struct LogDatabaseSettingsTests {
    private static let needed = "enable: true, host: db.example, qlogsReaderPwd: s3cr3t"

    @Test func `makes what the source needs`() throws {
        let site = try Site(recorded: "v5.6.0-capture")
        let configuration = try #require(try site.read().logDatabaseConfiguration)
        #expect(configuration.url.description == "postgres://127.0.0.1:14432/QLogs")
        #expect(configuration.url.user == "qlogs_reader")
        #expect(configuration.url.password == "pwd")
        #expect(configuration.url.parameters["sslmode"] == "prefer")
        #expect(configuration.interval == .seconds(5))
        #expect(configuration.lookBack == .seconds(300))
        #expect(configuration.levels == [.error, .warning])
        #expect(
            configuration.servers.mapValues(\.name)
                == Dictionary(
                    uniqueKeysWithValues: (1...6).map { ("qlik\($0)", "server\($0)") }))
    }

    @Test func `prints nothing that is secret`() throws {
        let configuration = try Site(root: "logdb: {\(Self.needed)}").read().logDatabaseConfiguration
        let made = try #require(configuration)
        for text in ["\(made)", String(reflecting: made)] { #expect(!text.contains("s3cr3t"), "\(text)") }
    }

    @Test(arguments: [
        ("", [LogDatabaseEntry.Level.error, .warning]), (", extractInfo: true", [.error, .warning, .information]),
        (", extractErrors: false", [.warning]), (", extractErrors: false, extractWarnings: false", nil),
    ])
    func `fetches what is switched on`(switches: String, levels: [LogDatabaseEntry.Level]?) throws {
        let configuration = try Site(root: "logdb: {\(Self.needed)\(switches)}").read()
        #expect(configuration.logDatabaseConfiguration?.levels == levels)
        #expect(configuration.warnings.contains { $0.contains("nothing is fetched") } == (levels == nil))
    }

    @Test func `is not there if it is switched off`() throws {
        #expect(try Site().read().logDatabaseConfiguration == nil)
        #expect(try Site(root: "logdb: {enable: false}").read().logDatabaseConfiguration == nil)
    }

    @Test func `a host that two servers have is the first one's, with a warning`() throws {
        let text = """
            Butler-SOS:
              logdb: {\(Self.needed)}
              cert: {clientCert: certs/client.pem, clientCertKey: certs/client_key.pem, clientCertCA: certs/root.pem}
              serversToMonitor:
                rejectUnauthorized: true
                servers:
                  - {host: "a:4747", serverName: one, logDbHost: QS}
                  - {host: "b:4747", serverName: two, logDbHost: QS}
                  - {host: "c:4747", serverName: three, logDbHost: ""}
            """
        let configuration = try Site(text).read()
        #expect(configuration.logDatabaseConfiguration?.servers.mapValues(\.name) == ["QS": "one"])
        #expect(configuration.warnings.count == 1)
        #expect(configuration.warnings.first?.contains("logDbHost is that of one too") == true)
    }

    @Test func `says that no server has rows for InfluxDB`() throws {
        let influxDB = "enable: true\nhost: h\nversion: 1\nv1Config: {dbName: x}"
        let warnings = try Site(root: "logdb: {\(Self.needed)}", influxDB: influxDB).read().warnings
        #expect(warnings.count == 1 && warnings.first?.contains("no logDbHost") == true, "\(warnings)")
        #expect(try Site(root: "logdb: {\(Self.needed)}").read().warnings.allSatisfy { !$0.contains("logDbHost") })
    }

    @Test func `verifies the database's certificate if it is told to`() throws {
        let root = "logdb: {\(Self.needed), sslMode: verify-full, caFile: certs/root.pem}"
        let site = try Site(root: root)
        let url = try #require(try site.read().logDatabaseConfiguration?.url)
        #expect(url.parameters["sslmode"] == "verify-full")
        #expect(url.parameters["sslrootcert"]?.hasSuffix("certs/root.pem") == true)
        for (settings, key) in [
            ("sslMode: verify-full", "caFile"), ("sslMode: verify-ca", "caFile"), ("sslMode: maybe", "sslMode"),
            ("caFile: certs/gone.pem", "caFile"), ("queryPeriod: a while", "queryPeriod"), ("port: 0", "port"),
        ] {
            let problems = try Site(root: "logdb: {\(Self.needed), \(settings)}").problems()
            #expect(problems.map(\.key) == ["Butler-SOS.logdb.\(key)"], "\(settings)")
        }
    }
}
