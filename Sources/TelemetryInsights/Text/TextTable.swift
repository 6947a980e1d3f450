// SPDX-License-Identifier: MIT

/// A table in columns, for a terminal: each interval stands behind its figure, and what is too long or too wide is cut.
struct TextTable {
    private static let rows = 12
    private static let indent = "      "
    private static let gap = "  "

    /// Indented. None of a table of weeks, nor of one that holds no more than the sentences: a single row, or counts alone.
    let lines: [String]

    init(_ answer: Answer, width: Int) {
        let table = answer.table
        let columns = Column.all(table)
        let told = table.rows.filter { row in Self.isTold(row, columns) }
        let rows = told.prefix(Self.rows)
        guard rows.count > 1, table.columns.first != "Week",
            Self.isMatrix(answer) || columns.contains(where: \.isInterval)
        else {
            lines = []
            return
        }
        let names = ([table.columns.first ?? ""] + rows.map(\.name)).map { PlainText.line($0) }
        let cells = columns.map { column in [PlainText.line(column.title)] + rows.map { column.cell($0) } }
        let nameWidth = Self.width(names)
        let shown = Self.fitting(
            cells.map { Self.width($0) + Self.gap.count }, columns.map { $0.rank(rows.first) },
            width - Self.indent.count - nameWidth)
        let all = [(names, nameWidth)] + shown.map { (cells[$0], Self.width(cells[$0])) }
        let text = names.indices.map { row in
            let line = all.map { $0.0[row] + String(repeating: " ", count: max($0.1 - $0.0[row].count, 0)) }
                .joined(separator: Self.gap)
            return Self.indent + String(line.reversed().drop { $0 == " " }.reversed())
        }
        let missing = [
            (table.rows.count - rows.count, "more row"), (columns.count - shown.count, "more column"),
        ].filter { $0.0 > 0 }.map { Words.count($0.0, $0.1) }
        lines = text + (missing.isEmpty ? [] : ["\(Self.indent)\(Words.list(missing)) on the page."])
    }

    private static func width(_ texts: [String]) -> Int { texts.map(\.count).max() ?? 0 }

    private static func isMatrix(_ answer: Answer) -> Bool {
        if case .matrix = answer.chart { true } else { false }
    }

    /// False for a share of too few, and if no interval is known.
    private static func isTold(_ row: FigureTable.Row, _ columns: [Column]) -> Bool {
        let intervals = columns.filter(\.isInterval)
        for column in columns where column.title == "n" {
            if case .count(let n) = column.figure(row), n < SheetContext.fewest { return false }
        }
        return intervals.isEmpty || intervals.contains { $0.figure(row)?.isKnown ?? false }
    }

    /// Which columns there is room for: those of the lowest rank first. In their order.
    private static func fitting(_ widths: [Int], _ ranks: [Int], _ room: Int) -> [Int] {
        var (room, shown) = (room, [Int]())
        for index in widths.indices.sorted(by: { (ranks[$0], $0) < (ranks[$1], $1) }) {
            guard widths[index] <= room else { break }
            room -= widths[index]
            shown.append(index)
        }
        return shown.sorted()
    }
}

/// One figure of each row, perhaps with the two behind it as its bounds.
private struct Column {
    let title: String
    let index: Int
    let isInterval: Bool

    /// A column whose two next ones are called `From` and `To`, or end so, has them as its bounds.
    static func all(_ table: FigureTable) -> [Column] {
        let titles = Array(table.columns.dropFirst())
        var columns: [Column] = []
        var index = 0
        while index < titles.count {
            let isInterval =
                index + 2 < titles.count && titles[index + 1].lowercased().hasSuffix("from")
                && titles[index + 2].lowercased().hasSuffix("to")
            columns.append(Column(title: titles[index], index: index, isInterval: isInterval))
            index += isInterval ? 3 : 1
        }
        return columns
    }

    func figure(_ row: FigureTable.Row) -> FigureTable.Figure? {
        row.figures.indices.contains(index) ? row.figures[index] : nil
    }

    func cell(_ row: FigureTable.Row) -> String {
        guard let figure = figure(row) else { return "" }
        guard isInterval, row.figures.indices.contains(index + 2), figure.isKnown else {
            return PlainText.line(figure.words)
        }
        return PlainText.line(figure.words + bounds(row.figures[index + 1], row.figures[index + 2]))
    }

    private func bounds(_ lower: FigureTable.Figure, _ upper: FigureTable.Figure) -> String {
        guard lower.isKnown || upper.isKnown else { return "" }
        if case .share(let from) = lower, case .share(let to) = upper, from >= 0, from <= to {
            return " \(Words.interval(from...to))"
        }
        if case .unbounded = upper { return " (\(lower.words) \(upper.words))" }
        // Once is enough for the unit.
        let words = [lower, upper].map { figure in
            if case .difference = figure {
                figure.words.split(separator: " ").first.map(String.init) ?? ""
            } else {
                figure.words
            }
        }
        return " (\(words.joined(separator: " to ")))"
    }

    /// Shares with intervals say most, then other intervals, then counts.
    func rank(_ row: FigureTable.Row?) -> Int {
        guard isInterval else { return 2 }
        if case .share = row.flatMap(figure) { return 0 }
        return 1
    }
}
