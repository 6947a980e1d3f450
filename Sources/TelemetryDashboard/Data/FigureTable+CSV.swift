// SPDX-License-Identifier: MIT

package import TelemetryInsights
internal import TelemetryStore

extension FigureTable {
    /// The table as RFC 4180 has it, with a first line of titles. Shares are numbers from 0 to 1, and differences of them
    /// from -1 to 1; what is not known is empty; `inf` is the upper end of an interval that has none.
    ///
    /// Promises: a spreadsheet takes no text for a formula.
    package var csv: String {
        let lines = [columns.map(CSVLine.cell)] + rows.map { [CSVLine.cell($0.name)] + $0.figures.map(Self.cell) }
        return lines.map { CSVLine.of(cells: $0) }.joined()
    }

    private static func cell(_ figure: Figure) -> String {
        switch figure {
        case .text(let text): CSVLine.cell(text)
        case .count(let count): String(count)
        case .share(let number), .difference(let number), .number(let number, _):
            number.isFinite ? "\(number)" : ""
        case .unbounded: "inf"
        case .none: ""
        }
    }
}
