// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Synchronization
import TelemetryWire
import Testing

@testable import TelemetryClient

/// Reports and erasures do not overtake each other.
@Suite(.timeLimit(.minutes(3))) struct ReporterClaimTests {
    private static let receipt = ErasureReceipt(installations: 1, periods: 1, date: UTCDay(number: 20_779))

    @Test func `an erasure waits until a report that is on its way has ended`() async throws {
        let historyAtErasure = Mutex<String?>(nil)
        let path = Mutex("")
        let erase = RecordingCollector.Answer(
            status: 200,
            body: { _ in
                let text = try? String(contentsOfFile: path.withLock { $0 }, encoding: .utf8)
                historyAtErasure.withLock { $0 = text }
                return Self.receipt.json
            })
        // The report is never answered, and the reporter gives up after a second.
        let bench = try ReporterBench(answers: [.never, erase])
        path.withLock { $0 = "\(bench.directory.path)/history.jsonl" }
        try await bench.collector.run { url in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await bench.reporter(url, grace: 0, timeout: .seconds(1)).run() }
                #expect(try await poll { bench.collector.received.count == 1 })
                _ = try await bench.command(url).erase()
                group.cancelAll()
            }
        }
        #expect(bench.collector.received.map(\.method) == ["POST", "DELETE"])
        let text = try #require(historyAtErasure.withLock { $0 })
        #expect(
            ReportHistory(lines: text.split(separator: "\n")).records.first?.answer == .unanswered("no answer in time"))
        // What the reporter still had to say about it did not bring the history back.
        #expect(!FileManager.default.fileExists(atPath: path.withLock { $0 }))
    }

    @Test func `a report waits while another process has a request on its way, and is sent then`() async throws {
        let bench = try ReporterBench()
        let claim = Mutex(try bench.directory.claimSending())
        try await bench.run(grace: 0) { _ in
            for _ in 0..<3 { await bench.advance(1) }
            #expect(bench.collector.received.isEmpty)
            claim.withLock { $0 = nil }
            await bench.advance(1)
            #expect(bench.counters == [1])
        }
        #expect(try bench.events() == ["sent 1", "accepted 1"])
    }

    @Test func `a report gives the claim back, whatever came of it`() async throws {
        let bench = try ReporterBench(answers: [
            .init(status: 500), .problem(.counterUsed(last: 9)), .problem(.signatureInvalid),
        ])
        try await bench.run(grace: 0) { _ in
            let first = try bench.directory.claimSending()
            #expect(first != nil)
        }
        try await bench.run(grace: 0) { _ in
            let second = try bench.directory.claimSending()
            #expect(second != nil)
        }
        // Unanswered; then, after a restart, signed anew and once more.
        #expect(bench.counters == [1, 2, 10])
    }
}
