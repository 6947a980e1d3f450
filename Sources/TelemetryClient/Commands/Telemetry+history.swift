// SPDX-License-Identifier: MIT

import TelemetryWire

extension Telemetry {
    func reportHistory() throws(CommandFailure) -> ReportHistory {
        do { return ReportHistory(lines: try directory.historyLines()) } catch { throw CommandFailure(error) }
    }

    /// Every report that left, with its exact bytes and what the collector said.
    public func history() throws(CommandFailure) -> CommandAnswer {
        let history = try reportHistory()
        var lines: [String] = []
        for record in history.records {
            lines.append(
                "\(record.time)  \(record.state)  counter \(record.report.counter)\(Self.detail(record.answer))")
            lines.append("  \(String(decoding: record.report.body, as: UTF8.self))")
        }
        if history.damagedLines > 0 { lines.append("Damaged lines that were left out: \(history.damagedLines)") }
        if lines.isEmpty { lines = ["There is no record of anything sent from here."] }
        return CommandAnswer(
            lines,
            [
                .init("reports", .array(history.records.map(Self.json))),
                .init("damagedLines", .count(history.damagedLines)),
            ])
    }

    private static func detail(_ answer: HistoryAnswer?) -> String {
        switch answer {
        case .accepted(let receipt?): ", receipt of \(receipt.received)"
        case .accepted(nil): ", without a receipt"
        case .refused(let reason), .unanswered(let reason): ", \(reason)"
        case nil: ""
        }
    }

    /// All that is needed to check a report without this program.
    private static func json(_ record: ReportHistory.Record) -> JSONValue {
        var (receipt, reason) = (JSONValue.null, JSONValue.null)
        switch record.answer {
        case .accepted(let given?): receipt = (try? JSONParser.parse(given.json)) ?? .null
        case .refused(let words), .unanswered(let words): reason = .string(words)
        case .accepted(nil), nil: break
        }
        return .object([
            .init("time", .string(record.time)), .init("state", .string(record.state)),
            .init("key", .string(Base64URL.encode(record.report.key))),
            .init("counter", .number(String(record.report.counter))),
            .init("signature", .string(Base64URL.encode(record.report.signature))),
            .init("body", .string(String(decoding: record.report.body, as: UTF8.self))),
            .init("receipt", receipt), .init("reason", reason),
        ])
    }
}
