// SPDX-License-Identifier: MIT

internal import TelemetryInsights

/// In what form programs may take the figures of an answer.
package enum DataFormat: String, Sendable, CaseIterable {
    case csv, json

    var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8; header=present"
        case .json: "application/json"
        }
    }

    /// - Parameter notice: what stands on every page; a table of comma-separated values has no place for it.
    func text(of answer: Answer, filters: [(name: String, value: String)], notice: String?) -> String {
        switch self {
        case .csv: answer.table.csv
        case .json: answer.json(filters: filters, notice: notice)
        }
    }
}

/// An answer's figures as a file: `adoption.csv`.
package struct DataFile: Sendable, Hashable {
    package let answer: String
    package let format: DataFormat

    /// `nil` if the name is not that of such a file.
    package init?(_ name: String) {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex,
            let format = DataFormat(rawValue: String(name[name.index(after: dot)...]))
        else { return nil }
        answer = String(name[..<dot])
        self.format = format
    }
}
