// SPDX-License-Identifier: MIT

extension AnswerSheet {
    /// A longer table is cut: pages and files have it in full.
    private static let rows = 12

    /// The sentences, with the tables behind them, for the notes of a meeting. Ends with a line break.
    ///
    /// Promises: nothing that installations reported is markup.
    package var markdown: String {
        var blocks = ["## \(MarkdownText.escaped(title))", MarkdownText.escaped(lead)]
        for answer in answers {
            blocks.append("### \(MarkdownText.escaped(answer.title))")
            blocks.append(answer.sentences.map { "- \(MarkdownText.escaped($0))" }.joined(separator: "\n"))
            if !answer.table.rows.isEmpty { blocks.append(Self.table(answer.table)) }
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private static func table(_ table: FigureTable) -> String {
        // Of weeks the newest matter, of everything else what comes first.
        let isWeekly = table.columns.first == "Week"
        let shown = isWeekly ? table.rows.suffix(rows) : table.rows.prefix(rows)
        let rules = table.columns.indices.dropFirst().map { isOfWords($0 - 1, table.rows) ? "---" : "---:" }
        var lines = [line(table.columns), line(["---"] + rules, isEscaped: true)]
        lines += shown.map { row in line([row.name] + row.figures.map(\.words)) }
        let missing = table.rows.count - shown.count
        let note = missing > 0 ? " \(Words.count(missing, "more row")) on the page." : ""
        return "\(MarkdownText.escaped(table.caption)).\(MarkdownText.escaped(note))\n\n"
            + lines.joined(separator: "\n")
    }

    /// Whether a column holds words: figures are set flush right.
    private static func isOfWords(_ column: Int, _ rows: [FigureTable.Row]) -> Bool {
        rows.contains { row in
            guard row.figures.indices.contains(column), case .text = row.figures[column] else { return false }
            return true
        }
    }

    private static func line(_ cells: [String], isEscaped: Bool = false) -> String {
        "| " + cells.map { isEscaped ? $0 : MarkdownText.escaped($0) }.joined(separator: " | ") + " |"
    }
}
