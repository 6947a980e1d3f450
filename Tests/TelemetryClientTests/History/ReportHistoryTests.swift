// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

@testable import TelemetryClient

/// What the lines together tell about each report.
struct ReportHistoryTests {
    private static func report(_ counter: UInt64, key: UInt8 = 1) -> SignedReport {
        SignedReport(
            key: [UInt8](repeating: key, count: 32), counter: counter, signature: [UInt8](repeating: 2, count: 64),
            body: Array("{\"report\":\(counter)}".utf8))
    }

    private static func answered(_ counter: UInt64, key: UInt8 = 1, _ answer: HistoryAnswer) -> HistoryEntry {
        .answered(key: [UInt8](repeating: key, count: 32), counter: counter, answer)
    }

    private static func history(_ entries: HistoryEntry...) -> ReportHistory {
        ReportHistory(lines: entries.enumerated().map { Substring($1.line(at: $0)) })
    }

    @Test func `joins reports with the last that is known about them`() {
        let history = Self.history(
            .sent(Self.report(1)), Self.answered(1, .unanswered("no")), .sent(Self.report(2)),
            Self.answered(2, .refused("no")), Self.answered(1, .accepted(nil)), .exported(Self.report(3)),
            .sent(Self.report(4)))
        #expect(history.records.map(\.report.counter) == [1, 2, 3, 4])
        #expect(history.records.map(\.state) == ["accepted", "refused", "exported", "unanswered"])
        #expect(history.records.map(\.answer) == [.accepted(nil), .refused("no"), nil, nil])
        #expect(history.records.first?.time == "1970-01-01T00:00:00Z")
        #expect(history.damagedLines == 0)
    }

    @Test func `does not mix up reports with one counter under two keys`() {
        let history = Self.history(
            .sent(Self.report(1)), .sent(Self.report(1, key: 9)), Self.answered(1, key: 9, .accepted(nil)))
        #expect(history.records.map(\.state) == ["unanswered", "accepted"])
    }

    @Test func `does without answers whose report has fallen off the beginning`() {
        let history = Self.history(Self.answered(1, .accepted(nil)), .sent(Self.report(2)))
        #expect(history.records.map(\.report.counter) == [2])
        #expect(history.damagedLines == 0)
    }

    @Test func `counts what it cannot read`() {
        let lines = ["nonsense", HistoryEntry.sent(Self.report(1)).line(at: 0), "", "{}"].map { Substring($0) }
        let history = ReportHistory(lines: lines)
        #expect(history.records.count == 1)
        #expect(history.damagedLines == 3)
    }
}
