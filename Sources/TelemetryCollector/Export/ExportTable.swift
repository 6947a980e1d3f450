// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

/// How an export is written.
package enum ExportFormat: String, Sendable, CaseIterable {
    case csv, jsonl
}

/// A value of an export.
package enum ExportValue: Sendable, Equatable {
    case text(String)
    case number(Int)
    /// On, off, or not known.
    case flag(Bool?)
}

/// Writes the lines of an export: the same columns in each.
package struct ExportTable: Sendable {
    package let columns: [String]
    private let format: ExportFormat

    package init(columns: [String], format: ExportFormat) {
        self.columns = columns
        self.format = format
    }

    /// What stands before the first line.
    package var head: [UInt8] { format == .csv ? CSVLine.encode(columns) : [] }

    /// A line with its end: one value for each column.
    package func line(_ values: [ExportValue]) -> [UInt8] {
        switch format {
        case .csv: CSVLine.encode(values.map(Self.text))
        case .jsonl: JSONWriter.encode(.object(zip(columns, values).map { .init($0, Self.json($1)) })) + [0x0A]
        }
    }

    private static func text(_ value: ExportValue) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag(let flag): flag.map { $0 ? "true" : "false" } ?? ""
        }
    }

    private static func json(_ value: ExportValue) -> JSONValue {
        switch value {
        case .text(let text): .string(text)
        case .number(let number): .number(String(number))
        case .flag(let flag): flag.map(JSONValue.boolean) ?? .null
        }
    }
}
