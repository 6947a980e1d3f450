// SPDX-License-Identifier: MIT

import CollectorStore
import TelemetryStore
import TelemetryWire

/// What `stats` says.
struct StoreFigures {
    let place: String
    let statistics: StoreStatistics
    let check: RollupCheck.Outcome?

    /// The place on disk that a period takes, with all that goes with it.
    private var bytesPerSpan: Int? {
        statistics.spans > 0 ? statistics.bytes.map { $0 / statistics.spans } : nil
    }

    var text: String {
        let confirmed = statistics.installations - statistics.quarantined
        var lines = [
            ("database", place),
            ("installations", "\(statistics.installations)"),
            ("  in figures", "\(confirmed)"),
            ("  in quarantine", "\(statistics.quarantined) (seen on one day only)"),
            ("periods", "\(statistics.spans)"),
            ("states", "\(statistics.states)"),
            ("counts of weeks", "\(statistics.rollupCells)"),
            ("tombstones", "\(statistics.tombstones)"),
            ("blocked", "\(statistics.blocked)"),
            ("reports from", statistics.days.map { "\($0.lowerBound) to \($0.upperBound)" } ?? "none"),
            ("closed weeks", statistics.closedWeeks.map { "through \($0.through)" } ?? "none"),
        ]
        if let bytes = statistics.bytes {
            lines.append(("bytes on disk", "\(bytes)" + (bytesPerSpan.map { ", \($0) per period" } ?? "")))
        }
        if let check {
            let verdict = check.differences.isEmpty ? "all as recounted" : "\(check.differences.count) counts differ"
            lines.append(("verified", "\(Amount(check.weeks, "week")), \(verdict)"))
        }
        let width = (lines.map(\.0.count).max() ?? 0) + 2
        return lines.map { name, value in name + String(repeating: " ", count: width - name.count) + value }
            .joined(separator: "\n")
    }

    var json: String {
        func number(_ value: Int?) -> JSONValue { value.map { .number(String($0)) } ?? .null }
        func text(_ value: (some CustomStringConvertible)?) -> JSONValue {
            value.map { .string($0.description) } ?? .null
        }
        var members: [JSONValue.Member] = [
            .init("installations", number(statistics.installations)),
            .init("quarantined", number(statistics.quarantined)), .init("spans", number(statistics.spans)),
            .init("states", number(statistics.states)), .init("rollupCells", number(statistics.rollupCells)),
            .init("tombstones", number(statistics.tombstones)), .init("blocked", number(statistics.blocked)),
            .init("firstDay", text(statistics.days?.lowerBound)), .init("lastDay", text(statistics.days?.upperBound)),
            .init("closedThrough", text(statistics.closedWeeks?.through)), .init("bytes", number(statistics.bytes)),
            .init("bytesPerSpan", number(bytesPerSpan)),
        ]
        if let check {
            members.append(.init("verifiedWeeks", number(check.weeks)))
            members.append(.init("differences", number(check.differences.count)))
        }
        return String(decoding: JSONWriter.encode(.object(members)), as: UTF8.self)
    }
}
