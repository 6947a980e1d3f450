// SPDX-License-Identifier: MIT

import Foundation
import TelemetryWire
import Testing

@testable import TelemetryClient

/// Reports that somebody carries to the collector's operator.
struct ExportTests {
    private func exported(_ line: String) throws -> SignedReport {
        let report = try SignedReport(line: Array(line.utf8))
        return SignedReport(
            key: report.key, counter: report.counter, signature: report.signature, body: report.body)
    }

    @Test func `is a signed report on one line, as it would be sent now`() throws {
        let installation = try Installation()
        _ = installation.start()
        let telemetry = installation.look()
        let line = try telemetry.export(at: Installation.time)
        #expect(!line.contains("\n"))
        let report = try exported(line)
        #expect(report.isSignatureValid)
        #expect(report.counter == 1)
        #expect(String(decoding: report.body, as: UTF8.self) == telemetry.preview(at: Installation.time))
        let message = try MessageReader.readV2(report.body)
        #expect(message.report.system.id == telemetry.id)
        #expect(message.time?.description == "2026-11-22T13:00:00.000Z")
    }

    @Test func `stands in the history and passes its check, between reports that were sent`() throws {
        let installation = try Installation()
        let first = try installation.report()[0]
        let export = try exported(try installation.look().export(at: Installation.time))
        let second = try installation.report()[0]
        #expect([first, export, second].map(\.counter) == [1, 2, 3])
        let history = ReportHistory(lines: try installation.directory.historyLines())
        #expect(history.records.map(\.state) == ["accepted", "exported", "accepted"])
        #expect(history.records[1].report == export)
        #expect(try installation.look().verify().isWell)
    }

    @Test func `is refused for as long as any switch says no, and leaves no trace`() throws {
        let installation = try Installation()
        _ = installation.start()
        var disabled = installation
        disabled.options.isConfigured = false
        var command = installation
        command.options.isOffForThisRun = true
        var facts = installation
        facts.options.mayReadHost = false
        let variables = ["DO_NOT_TRACK", "CI", "JENKINS_URL"].map { name in
            var other = installation
            other.options.environment = [name: "1"]
            return other
        }
        for other in [disabled, command, facts] + variables {
            let failure = #expect(throws: CommandFailure.self) { try other.look().export(at: Installation.time) }
            #expect(failure?.description.hasPrefix("telemetry is off, so nothing is exported: ") == true)
        }
        _ = try installation.look().disable()
        #expect(throws: CommandFailure.self) { try installation.look().export(at: Installation.time) }
        #expect(try installation.directory.historyLines().isEmpty)
        #expect(try installation.directory.state().counter == 0)
        _ = try installation.look().enable()
        #expect(try exported(installation.look().export(at: Installation.time)).counter == 1)
    }

    @Test func `is refused without an identity that lasts`() throws {
        let installation = try Installation()
        let failure = #expect(throws: CommandFailure.self) { try installation.look().export(at: Installation.time) }
        #expect(failure?.description.contains("holds no identity") == true)
    }

    @Test(arguments: ["history.jsonl", "state.json.\(getpid()).new"])
    func `is refused if it cannot be written down`(_ name: String) throws {
        let installation = try Installation()
        _ = installation.start()
        try FileManager.default.createDirectory(
            atPath: "\(installation.folder)/\(name)", withIntermediateDirectories: false)
        #expect(throws: CommandFailure.self) { try installation.look().export(at: Installation.time) }
    }

    @Test func `is refused if it does not follow the published list, and uses no counter`() throws {
        var installation = try Installation()
        _ = installation.start()
        installation.options.version = "1.0 on canary-host"
        let failure = #expect(throws: CommandFailure.self) { try installation.look().export(at: Installation.time) }
        #expect(failure?.description.contains("/data/serviceVersion") == true)
        #expect(failure?.description.contains("canary") == false)
        #expect(try installation.directory.state().counter == 0)
        #expect(try installation.directory.historyLines().isEmpty)
    }

    @Test func `needs no folder with a given secret`() throws {
        var installation = try Installation()
        installation.options.providedSecret = InstallSecret(random: { 9 })
        let report = try exported(try installation.look().export(at: Installation.time))
        #expect(report.isSignatureValid)
        #expect(!FileManager.default.fileExists(atPath: installation.folder))
    }
}
