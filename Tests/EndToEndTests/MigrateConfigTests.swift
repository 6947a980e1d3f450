// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// An old configuration becomes a current one, as an administrator does it.
@Suite(.serialized)
struct MigrateConfigTests {
    private func run(_ arguments: String...) async throws -> (status: Int32?, text: String) {
        let process = try ChildProcess(Programs.monitor, arguments)
        return (try await process.waitForExit(), process.text)
    }

    /// A folder with a configuration of version 5.6, whose password for the log database is `hunter2`.
    private func site() throws -> (directory: TemporaryDirectory, old: String) {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: directory.file("certs"), withIntermediateDirectories: true)
        for name in ["client", "client_key", "root"] { _ = try directory.write("", to: "certs/\(name).pem") }
        let recorded = try #require(
            Bundle.module.url(forResource: "v5.6.0-capture", withExtension: "yaml", subdirectory: "Cases"))
        let text =
            try String(contentsOf: recorded, encoding: .utf8)
            .replacing("qlogsReaderPwd: pwd", with: "qlogsReaderPwd: hunter2") + "  oddKey: 5\n"
        return (directory, try directory.write(text, to: "production.yaml"))
    }

    @Test func `an old file becomes a new one that is good and keeps its secrets to itself`() async throws {
        let (directory, old) = try site()
        let before = try String(contentsOfFile: old, encoding: .utf8)
        let migrated = try await run("migrate-config", old)
        #expect(migrated.status == 0, "\(migrated.text)")
        #expect(migrated.text.contains("  Butler-SOS.influxdbConfig.hostIP is Butler-SOS.influxdbConfig.host\n"))
        #expect(migrated.text.contains("  Butler-SOS.oddKey ("))
        #expect(!migrated.text.contains("hunter2"))

        let new = directory.file("production.migrated.yaml")
        let text = try String(contentsOfFile: new, encoding: .utf8)
        #expect(text.contains("    qlogsReaderPwd: hunter2\n"))
        #expect(text.hasSuffix("\n# Butler-SOS.oddKey: 5\n"))
        let attributes = try FileManager.default.attributesOfItem(atPath: new)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try String(contentsOfFile: old, encoding: .utf8) == before)

        let check = try await run("check-config", new)
        #expect(check.status == 0 && check.text.contains("0 problems in \(new)"), "\(check.text)")

        let again = try await run("migrate-config", new, "--out", directory.file("again.yaml"))
        #expect(again.status == 0, "\(again.text)")
        #expect(try String(contentsOfFile: directory.file("again.yaml"), encoding: .utf8) == text)

        let shown = try await run("migrate-config", old, "--out", "-")
        #expect(shown.status == 0 && shown.text.contains(text.prefix(2000)), "\(shown.text)")
    }

    @Test func `nothing is replaced unasked, and mistakes are told all at once`() async throws {
        let (directory, old) = try site()
        let other = try directory.write("mine", to: "other.yaml")
        let refused = try await run("migrate-config", old, "--out", other)
        #expect(refused.status == 1 && refused.text.contains("\(other) exists already"), "\(refused.text)")
        #expect(try String(contentsOfFile: other, encoding: .utf8) == "mine")
        #expect(try await run("migrate-config", old, "--out", other, "--force").status == 0)
        let itself = try await run("migrate-config", old, "--out", old, "--force")
        #expect(itself.status == 1 && itself.text.contains("is the file to migrate"), "\(itself.text)")
        let ending = try await run("migrate-config", old, "--out", directory.file("new.yml"))
        #expect(ending.status == 1 && ending.text.contains(".yaml"), "\(ending.text)")

        let wrong = try directory.write(
            "Butler-SOS:\n  logLevel: loud\n  logdb: {enable: true, qlogsReaderPwd: [hunter2]}\n", to: "wrong.yaml")
        let told = try await run("migrate-config", wrong)
        #expect(told.status == 1)
        for key in [
            "Butler-SOS.logLevel", "Butler-SOS.logdb.host", "Butler-SOS.logdb.qlogsReaderPwd", "serversToMonitor",
        ] {
            #expect(told.text.contains(key), "\(told.text)")
        }
        #expect(!told.text.contains("hunter2"))
        #expect(!FileManager.default.fileExists(atPath: directory.file("wrong.migrated.yaml")))
    }
}
