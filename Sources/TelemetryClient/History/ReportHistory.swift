// SPDX-License-Identifier: MIT

package import TelemetryWire

/// What was sent from here, as the local history tells it.
package struct ReportHistory: Sendable, Equatable {
    package struct Record: Sendable, Equatable {
        /// When it left first, in UTC.
        package var time: String
        package var report: SignedReport
        /// It went into a file instead of to the collector.
        package var isExport: Bool
        /// The last thing that is known about it; `nil` if nothing came back before the program ended.
        package var answer: HistoryAnswer?

        package var state: String { isExport ? "exported" : answer?.event ?? "unanswered" }
    }

    /// Oldest first.
    package var records: [Record] = []
    /// Lines that cannot be read.
    package var damagedLines = 0

    package init(lines: [Substring]) {
        var places: [String: Int] = [:]
        for line in lines {
            guard let (time, entry) = HistoryEntry.read(line) else {
                damagedLines += 1
                continue
            }
            switch entry {
            case .sent(let report), .exported(let report):
                places[Self.place(report.key, report.counter)] = records.count
                records.append(
                    Record(time: time, report: report, isExport: entry == .exported(report), answer: nil))
            case .answered(let key, let counter, let answer):
                // The beginning of the history falls off when it gets long, and an answer may stay without its report.
                if let index = places[Self.place(key, counter)] { records[index].answer = answer }
            }
        }
    }

    private static func place(_ key: [UInt8], _ counter: UInt64) -> String { "\(Hex.encode(key))/\(counter)" }
}
