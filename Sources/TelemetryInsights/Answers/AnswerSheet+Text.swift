// SPDX-License-Identifier: MIT

extension AnswerSheet {
    private static let width = 100

    /// The sentences for a terminal, with what its bars or its table show: a heading for the topic and one for each answer.
    /// Ends with a line break.
    ///
    /// Promises: no control characters but line breaks, whatever installations reported.
    package var text: String {
        let heading = PlainText.line(title)
        var lines = [heading, String(repeating: "=", count: heading.count)]
        lines += PlainText.wrapped(lead, width: Self.width)
        for answer in answers {
            lines += ["", PlainText.line(answer.title)]
            for sentence in answer.sentences {
                lines += PlainText.wrapped(sentence, width: Self.width, indent: "    ").enumerated().map {
                    index, line in
                    index == 0 ? "  - " + line.dropFirst(4) : line
                }
            }
            if case .bars(let bars) = answer.chart {
                lines += Self.lines(bars)
            } else {
                lines += TextTable(answer, width: Self.width).lines
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `      arm64  4.9 % (3.5–6.9)  30 of 612`, in columns.
    private static func lines(_ bars: [ShareBar]) -> [String] {
        let cells = bars.compactMap { bar -> [String]? in
            guard let share = bar.proportion.share, let interval = bar.proportion.interval else { return nil }
            return [
                bar.label, "\(Words.percent(share)) \(Words.interval(interval))",
                "\(Words.number(bar.proportion.successes)) of \(Words.number(bar.proportion.n))",
            ].map { PlainText.line($0) }
        }
        let widths = (0..<2).map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { cells in
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: max($1 - $0.count, 0)) }
            return "      " + (padded + [cells[2]]).joined(separator: "  ")
        }
    }
}
