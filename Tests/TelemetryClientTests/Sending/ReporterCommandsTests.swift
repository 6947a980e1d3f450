// SPDX-License-Identifier: MIT

import Foundation
import Logging
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// Commands that are given while the reporter runs.
@Suite(.timeLimit(.minutes(3))) struct ReporterCommandsTests {
    @Test func `asks for the stored choice before each report`() async throws {
        let bench = try ReporterBench()
        _ = try bench.command().disable()
        try await bench.run(grace: 0) { _ in
            #expect(bench.collector.received.isEmpty)
            _ = try bench.command().enable()
            await bench.advanceToPhase()
            #expect(bench.counters == [1])
            _ = try bench.command().disable()
            for _ in 0..<3 { await bench.advanceToPhase() }
            #expect(bench.collector.received.count == 1)
        }
    }

    @Test func `obeys a "no" that is said during the grace period`() async throws {
        let bench = try ReporterBench()
        try await bench.run { _ in
            await bench.advance(ReporterBench.grace - 1)
            _ = try bench.command().disable()
            await bench.advance(1)
        }
        #expect(bench.collector.received.isEmpty)
        #expect(try bench.directory.historyLines().isEmpty)
    }

    @Test func `asks for the stored choice before it tries again, too`() async throws {
        let bench = try ReporterBench(answers: [.problem(.unavailable(retryAfter: 60))])
        try await bench.run(grace: 0) { _ in
            _ = try bench.command().disable()
            await bench.advance(60)
            #expect(bench.collector.received.count == 1)
        }
    }

    @Test func `obeys a stored "no" also with a given secret`() async throws {
        let bench = try ReporterBench()
        let given = TelemetryIdentity(id: bench.identity.id, secret: bench.identity.secret, kind: .provided)
        _ = try bench.command().disable()
        try await bench.run(grace: 0, identity: given) { _ in await bench.advanceToPhase() }
        #expect(bench.collector.received.isEmpty)
    }

    @Test func `reports under the new ID after reset-id, and no longer under the old`() async throws {
        let bench = try ReporterBench()
        try await bench.run(grace: 0) { _ in
            _ = try bench.command().resetID()
            // Its times of day are others, too: within a period and the next the new ones have begun.
            await bench.advance(43_200)
            await bench.advance(43_200)
        }
        let new = try bench.directory.state().id
        #expect(new != bench.identity.id)
        let ids = try bench.collector.received.map { try MessageReader.readV2($0.body).report.system.id }
        #expect(ids.first == bench.identity.id)
        #expect(ids.count > 1 && ids.dropFirst().allSatisfy { $0 == new })
        #expect(Set(bench.collector.received.map(\.key)).count == 2)
        #expect(bench.counters.prefix(2) == [1, 1])
    }

    @Test func `drops a report that was not answered when the ID changes`() async throws {
        let bench = try ReporterBench(answers: [.problem(.unavailable(retryAfter: 60))])
        try await bench.run(grace: 0) { _ in
            _ = try bench.command().resetID()
            await bench.advance(60)
        }
        let ids = try bench.collector.received.map { try MessageReader.readV2($0.body).report.system.id }
        #expect(ids == [bench.identity.id, try bench.directory.state().id])
        #expect(bench.counters == [1, 1])
    }

    @Test func `sends nothing more after delete`() async throws {
        let receipt = ErasureReceipt(installations: 1, periods: 1, date: UTCDay(number: 20_779))
        let bench = try ReporterBench(answers: [.accepted, .bytes(200, receipt.json)])
        try await bench.run(grace: 0) { url in
            _ = try await bench.command(url).erase()
            for _ in 0..<3 { await bench.advanceToPhase() }
        }
        #expect(bench.collector.received.map(\.method) == ["POST", "DELETE"])
        // Nothing of it comes back by the reporter either.
        let names = try FileManager.default.contentsOfDirectory(atPath: bench.directory.path).sorted()
        #expect(names == ["README.txt", "disabled", "lock", "sending", "state.json"])
    }

    @Test func `sends nothing more if somebody removes its folder`() async throws {
        let bench = try ReporterBench()
        try await bench.run(grace: 0) { _ in
            try FileManager.default.removeItem(atPath: bench.directory.path)
            for _ in 0..<3 { await bench.advanceToPhase() }
        }
        #expect(bench.collector.received.count == 1)
        #expect(!FileManager.default.fileExists(atPath: bench.directory.path))
        // One line that says so.
        #expect(bench.log.lines.map(\.level) == [.notice, .warning])
        #expect(bench.log.fullTexts.last?.contains("holds no identity any more; the next start makes one") == true)
    }

    @Test(arguments: ["secret", "state.json"])
    func `sends nothing while a file is damaged, and goes on when it is whole again`(_ name: String) async throws {
        let bench = try ReporterBench()
        let path = "\(bench.directory.path)/\(name)"
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        let backup = "\(bench.directory.path)/secret.bak"
        try "damaged".write(toFile: path, atomically: true, encoding: .utf8)
        if name == "secret" { try "damaged".write(toFile: backup, atomically: true, encoding: .utf8) }
        try await bench.run(grace: 0) { _ in
            for _ in 0..<3 { await bench.advance(1) }
            #expect(bench.collector.received.isEmpty)
            // The old state comes back with all that was in it.
            try whole.write(toFile: path, atomically: true, encoding: .utf8)
            await bench.advance(1)
            #expect(bench.counters == [1])
        }
        #expect(bench.log.lines.map(\.level) == [.warning, .notice])
        #expect(bench.log.fullTexts.first?.contains("\(path) is damaged") == true)
    }
}
