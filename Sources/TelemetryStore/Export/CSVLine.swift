// SPDX-License-Identifier: MIT

/// A line of comma-separated values as RFC 4180 has it, which a spreadsheet reads as text and never as a formula.
package enum CSVLine {
    /// The values as one line, with the line end.
    package static func encode(_ values: [String]) -> [UInt8] {
        Array(of(cells: values.map(cell)).utf8)
    }

    /// A line of what `cell` made, and of numbers.
    package static func of(cells: [String]) -> String { cells.joined(separator: ",") + "\r\n" }

    /// A value so that it is one cell and no formula.
    package static func cell(_ value: String) -> String {
        // A spreadsheet takes a cell that starts with one of these as an instruction; after an apostrophe it is text.
        let isFormula = value.unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } ?? false
        let text = isFormula ? "'" + value : value
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
