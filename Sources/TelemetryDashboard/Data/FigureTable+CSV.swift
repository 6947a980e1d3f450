// SPDX-License-Identifier: MIT

package import TelemetryInsights

extension FigureTable {
    /// The table as RFC 4180 has it, with a first line of titles. Shares are numbers from 0 to 1; what is not known is empty.
    ///
    /// Promises: a spreadsheet takes no text for a formula.
    package var csv: String {
        let lines = [columns.map(Self.cell)] + rows.map { [Self.cell($0.name)] + $0.figures.map(Self.cell) }
        return lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ figure: Figure) -> String {
        switch figure {
        case .text(let text): cell(text)
        case .count(let count): String(count)
        case .share(let share): share.isFinite ? "\(share)" : ""
        case .none: ""
        }
    }

    private static func cell(_ value: String) -> String {
        // A spreadsheet takes a cell that starts with one of these as an instruction; after an apostrophe it is text.
        let isFormula = value.unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } ?? false
        let text = isFormula ? "'" + value : value
        guard isFormula || text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
