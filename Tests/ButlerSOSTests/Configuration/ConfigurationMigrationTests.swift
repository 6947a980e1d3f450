// SPDX-License-Identifier: MIT

import ConfigurationFile
import Foundation
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct ConfigurationMigrationTests {
    private func migrate(_ text: String) throws -> Migrated { try Migrated(text, at: Site("")) }

    private func migrate(root: String, influxDB: String? = nil) throws -> Migrated {
        let site = try Site(root: root, influxDB: influxDB)
        return try Migrated(String(contentsOfFile: site.path, encoding: .utf8), at: site)
    }

    private func mistakes(_ root: String) throws -> [String] {
        do {
            _ = try migrate(root: root)
            return []
        } catch let error as MonitorConfiguration.Invalid {
            return error.problems.map(\.description)
        }
    }

    @Test(arguments: RecordedConfigurationTests.names, [1, 2, 3])
    func `what the original ran with means the same afterwards`(name: String, version: Int) throws {
        let site = try Site(recorded: name)
        let recorded = try String(contentsOfFile: site.path, encoding: .utf8)
        let text = recorded.replacing("    version: 1\n", with: "    version: \(version)\n")
        let migrated = try Migrated(text, at: site)
        #expect(migrated.problems.map(\.description) == [])
        #expect(migrated.differences == [])
        #expect(migrated.again == migrated.text)
        #expect(migrated.migration.leftovers == [])
        #expect(migrated.new.notes.map(\.description) == [])
        // Its data goes on as it was.
        #expect(migrated.text.contains("\n  dataFormat: version5\n") == name.hasPrefix("v5"))
    }

    @Test func `the template means the same afterwards, and keeps all of its explanations`() throws {
        let migrated = try migrate(ConfigurationPages.template)
        #expect(migrated.differences == [])
        #expect(migrated.again == migrated.text)
        #expect(migrated.migration.remarks(writtenTo: "x.yaml").count == 4)
        let lines = Set(migrated.text.split(separator: "\n"))
        let missing = ConfigurationPages.template.split(separator: "\n").dropFirst(5).filter { line in
            !lines.contains(line) && !line.drop { $0 == " " }.hasPrefix("#")
        }
        #expect(missing == [])
        for setting in MonitorConfiguration.allSettings() where migrated.text.contains(" \(setting.key):") {
            #expect(migrated.text.contains("# \(setting.meaning.prefix(40))"), "\(setting.key)")
        }
    }

    @Test func `the older generation gets the keys of the newer one`() throws {
        let site = try Site(recorded: "v5.6.0-capture")
        let migration = try ConfigurationMigration(site.path)
        #expect(
            migration.renamed.map { "\($0.old.dropFirst(11)) \($0.new.dropFirst(11))" } == [
                "userEvents.tags[].tag userEvents.tags[].name",
                "userEvents.sendToMQTT.topic userEvents.sendToMQTT.postTo.everythingTopic.topic",
                "influxdbConfig.hostIP influxdbConfig.host", "influxdbConfig.hostPort influxdbConfig.port",
                "influxdbConfig.auth.enable influxdbConfig.v1Config.auth.enable",
                "influxdbConfig.auth.username influxdbConfig.v1Config.auth.username",
                "influxdbConfig.auth.password influxdbConfig.v1Config.auth.password",
                "influxdbConfig.dbName influxdbConfig.v1Config.dbName",
                "influxdbConfig.retentionPolicy.name influxdbConfig.v1Config.retentionPolicy.name",
                "influxdbConfig.retentionPolicy.duration influxdbConfig.v1Config.retentionPolicy.duration",
            ])
        for line in [
            "    version: 1", "    v1Config:", "      dbName: SenseOps", "          topic: butler-sos/userEvent",
            "    rejectUnauthorized: false", "        logDbHost: qlik1", "      - name: env",
            "          serverBrand: \"Dell, Inc\"",
        ] {
            #expect(migration.text.contains("\n\(line)\n"), "\(line)")
        }
        for key in ["hostIP: 127.0.0.1\n    port", "hostPort", "tag:", "enabled", "enableInfluxdb"] {
            #expect(!migration.text.contains(key), "\(key)")
        }
    }

    @Test func `either spelling of a switch becomes one`() throws {
        let migrated = try migrate(
            root: """
                heartbeat: {enable: false, enabled: true, remoteURL: "http://me:secret@host/x?token=secret"}
                dockerHealthCheck: {enabled: true}
                uptimeMonitor: {enabled: true, frequency: every 5 minutes}
                mqttConfig: {enableMQTT: true, brokerHost: broker}
                logdb: {enableLogDb: false}
                """, influxDB: "enableInfluxdb: true\nhostIP: influx\ndbName: db\nhostPort: '8087'")
        #expect(migrated.differences == [])
        #expect(migrated.again == migrated.text)
        #expect(migrated.new.features.enabled.count == 5)
        #expect(!migrated.text.contains("enabled:"))
        #expect(migrated.text.contains("    remoteURL: http://me:secret@host/x?token=secret\n"))
        #expect(migrated.text.contains("    port: 8087\n"))
        #expect(!migrated.migration.remarks(writtenTo: "x").joined().contains("secret"))
    }

    @Test func `placeholders and other mistakes in what is switched off are kept`() throws {
        let root = """
            mqttConfig: {enable: false, brokerHost: <IP or FQDN>, brokerPort: many, odd: {pwd: secret}}
            userEvents:
              enable: false
              excludeUser: [5, {directory: x}]
              sendToMQTT: {enable: false, topic: [1]}
              udpServerConfig: {messageQueue: 7, allowedSources: [a b, c]}
            logdb: {enable: false, qlogsReaderPwd: <password>}
            influxdbConfig: {enable: false, auth: {password: [secret]}, retentionPolicy: 5}
            """
        let migrated = try migrate(root: root)
        #expect(migrated.differences == [])
        #expect(migrated.again == migrated.text)
        for line in [
            "    brokerHost: <IP or FQDN>", "    brokerPort: many", "      - 5", "      messageQueue: 7",
            "      allowedSources: [a b, c]", "    qlogsReaderPwd: <password>", "        password: [secret]",
            "      retentionPolicy: 5", "# Butler-SOS.mqttConfig.odd: {pwd: secret}",
            "# Butler-SOS.userEvents.sendToMQTT.topic: [1]",
        ] {
            #expect(migrated.text.contains("\n\(line)\n"), "\(line) is not in\n\(migrated.text)")
        }
        let remarks = migrated.migration.remarks(writtenTo: "x.yaml").joined(separator: "\n")
        #expect(!remarks.contains("secret"))
        #expect(remarks.contains("Butler-SOS.mqttConfig.brokerPort: expected a port"))
        #expect(remarks.contains("  Butler-SOS.mqttConfig.odd ("))
    }

    @Test func `unknown keys are comments at the end, also after the next migration`() throws {
        let migrated = try migrate(
            root: """
                auditEvents: {enable: true, list: [1, "2"]}
                quite: {another: [thing]}
                cert2: "a\\nb"
                prometheus: {enable: true, zzzzzzzzz: 5}
                """)
        #expect(migrated.differences == [])
        #expect(
            migrated.text.hasSuffix(
                """

                # Not carried over, since these keys have no effect:
                # Butler-SOS.auditEvents: {enable: true, list: [1, "2"]}
                # Butler-SOS.quite: {another: [thing]}
                # Butler-SOS.cert2: "a\\x0ab"
                # Butler-SOS.prometheus.zzzzzzzzz: 5

                """))
        #expect(migrated.again == migrated.text)
        #expect(migrated.problems.isEmpty)
        #expect(migrated.new.warnings.isEmpty)
        let more = try Migrated(migrated.text.replacing("\n", with: "\r\n") + "# mine\r\n", at: Site(root: ""))
        #expect(more.text == migrated.text + "# mine\n")
    }

    @Test func `a comment of a migrated file and new unknown keys stand together`() throws {
        let first = try migrate(root: "quite: 1")
        let second = try Migrated(
            first.text.replacing("Butler-SOS:\n", with: "Butler-SOS:\n  other: 2\n"), at: Site(root: ""))
        #expect(second.text.hasSuffix("# Butler-SOS.quite: 1\n# Butler-SOS.other: 2\n"))
        #expect(second.again == second.text)
    }

    @Test func `an endless value is left out with a word`() throws {
        var text = "a0: &a0 [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n"
        for level in 1...30 {
            text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
        }
        let migrated = try migrate(root: text)
        #expect(migrated.text.contains("\n# Butler-SOS.a30: (too long to repeat here)\n"))
        #expect(migrated.text.utf8.count < 1_000_000)
        #expect(migrated.again == migrated.text)
    }

    @Test func `mistakes are told all at once, as check-config does`() throws {
        let root = "logLevel: loud\nprometheus: {enable: true, porrt: 9842, port: 0}\nmqttConfig: 5"
        let check = try Site(root: root).check()
        let told = try mistakes(root)
        #expect(told.count == 4)
        #expect(told.allSatisfy { line in check.lines.contains { $0.hasPrefix("  \(line.prefix { $0 != "(" })") } })
        #expect(throws: ConfigurationFile.Failure.self) { try ConfigurationMigration("/nowhere/a.yaml") }
    }

    @Test(arguments: [
        "anonTelemetri: false", "sytemInfo: {enable: false}", "telemetryy: {}", "telemetry: {colectorURL: x}",
        "telemetry: {zzzzzzzzzzzzz: x}",
    ])
    func `what could be a no to telemetry is a mistake and does not get lost`(root: String) throws {
        #expect(try Site(root: root).read().telemetry.obstacle != nil)
        #expect(try mistakes(root).count == 1)
    }

    @Test(arguments: [
        "anonTelemetry:", "anonTelemetry: false", "systemInfo: {enable: }", "systemInfo:",
        "systemInfo: {enable: false}",
        "anonTelemetry: true", "telemetry: {proxyURL: ftp://x}", "telemetry: {collectorURL: 5}",
        "telemetry: {secretFile: /nowhere/x}", "telemetry: {firstStartGracePeriod: 1}",
    ])
    func `telemetry is as allowed as before`(root: String) throws {
        let migrated = try migrate(root: root)
        #expect(migrated.differences == [])
        #expect((migrated.old.telemetry.obstacle == nil) == (migrated.new.telemetry.obstacle == nil))
        #expect(migrated.again == migrated.text)
        #expect(migrated.migration.leftovers == [])
    }

    @Test(arguments: [
        "influxdbConfig: {enable: true, version: 2, host: h, v2Config: }",
        "influxdbConfig: {enable: true, host: h, v1Config: }",
        "influxdbConfig: {enable: true, host: \"https://h:9\", v1Config: {dbName: x}}",
        "influxdbConfig: {enable: false, v1Config: {}, v2Config: {}}",
        "influxdbConfig: {enableInfluxdb: false, dbName: x}",
        "influxdbConfig: {enable: true, host: h, hostIP: i, dbName: y, v1Config: {dbName: x}}",
        "influxdbConfig: {enable: true, version: 2, hostIP: i, auth: {enable: true}, v2Config: {org: o, bucket: b, token: 5}}",
        "logdb: {enable: false}\ndataFormat: version15", "dataFormat: version5",
        "crashFile: {}\nspool:\nuserSessions: {excludeUser: }\nlogEvents: {tags: [], categorise: {rules: }}",
        "userEvents: {enable: true, udpServerConfig: {serverHost: a, queueMetrics: {influxdb: {tags: [{name: a, value: 5}]}}}, tags: [{tag: a, value: ''}]}",
        "logLevel: ' INFO '\nlogDirectory: \"a\\u0085b\\u2028c\\uFEFF\"",
        "logEvents: {enginePerformanceMonitor: {monitorFilter: {appSpecific: {app: [{include: [{appId: 5}], appObject: {allAppObjectsExclude: [{objectId: x}, y]}}, {}]}}}}",
        "thirdPartyToolsCredentials: {newRelic: [{accountName: 1, accountId: 2, insertApiKey: 0x3}]}",
    ])
    func `odd but accepted things mean the same afterwards`(root: String) throws {
        let migrated = try migrate(root: root)
        #expect(migrated.problems.map(\.description) == [])
        #expect(migrated.differences == [], "\(migrated.text)")
        #expect(migrated.again == migrated.text)
    }

    @Test func `a file that names certificates of another host can be migrated`() throws {
        let directory = try Site("").directory
        let path = try directory.write(
            """
            Butler-SOS:
              cert: {clientCert: /nodeapp/a.pem, clientCertKey: b.pem, clientCertCA: c.pem}
              serversToMonitor: {servers: [{host: a, serverName: a}]}
            """, to: "docker.yaml")
        let migration = try ConfigurationMigration(path)
        #expect(migration.text.contains("    clientCert: /nodeapp/a.pem\n    # Its private key, in PEM.\n"))
        let remarks = migration.remarks(writtenTo: "/elsewhere/new.yaml").joined(separator: "\n")
        #expect(remarks.contains("Butler-SOS.cert.clientCert names a file that cannot be read here: No such file"))
        #expect(remarks.contains("relative paths were looked for beside \(path)"))
        #expect(remarks.contains("\n  Butler-SOS.cert.clientCertKey\n"))
        #expect(!remarks.contains("\n  Butler-SOS.cert.clientCert\n"))
        #expect(!migration.remarks(writtenTo: directory.file("new.yaml")).contains { $0.contains("relative") })
    }

    @Test func `the new file is its owner's alone and replaces nothing unasked`() throws {
        let site = try Site()
        let migration = try ConfigurationMigration(site.path)
        let output = ConfigurationMigration.output(for: site.path)
        #expect(output == site.directory.file("site.migrated.yaml"))
        try migration.write(to: output, replaces: false)
        let attributes = try FileManager.default.attributesOfItem(atPath: output)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try String(contentsOfFile: output, encoding: .utf8) == migration.text)

        let other = try site.directory.write("mine", to: "other.yaml")
        #expect(throws: PrivateFile.Failure.self) { try migration.write(to: other, replaces: false) }
        #expect(try String(contentsOfFile: other, encoding: .utf8) == "mine")
        try migration.write(to: other, replaces: true)
        #expect(try String(contentsOfFile: other, encoding: .utf8) == migration.text)
        let replaced = try FileManager.default.attributesOfItem(atPath: other)
        #expect(replaced[.posixPermissions] as? Int == 0o600)

        let old = try String(contentsOfFile: site.path, encoding: .utf8)
        let link = site.directory.file("link.yaml")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: site.path)
        for path in [site.path, link] {
            #expect(throws: PrivateFile.Failure.self) { try migration.write(to: path, replaces: true) }
        }
        #expect(try String(contentsOfFile: site.path, encoding: .utf8) == old)
        #expect(throws: PrivateFile.Failure.self) {
            try migration.write(to: site.directory.file("none/x.yaml"), replaces: false)
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: site.directory.path).allSatisfy {
                !$0.hasSuffix("partial")
            })
    }
}
