// SPDX-License-Identifier: MIT

internal import TelemetryInsights

/// What the template of a table gets: the numbers behind a chart, every text whole.
struct DataTableView {
    let caption: DisplayText
    let columns: [Column]
    let lines: [Line]
    /// The table is shown without asking.
    let isOpen: Bool
    /// Says how many rows are left out; `nil` if none is.
    let rest: DisplayText?

    struct Column {
        let columnTitle: DisplayText
        /// The column has words, which begin at the left, and no numbers.
        let isWords: Bool
    }

    /// One row of the body.
    struct Line {
        let header: DisplayText
        let cells: [Cell]
    }

    struct Cell {
        /// `nil` if it is not known.
        let figure: DisplayText?
        let isWords: Bool
    }

    /// How many rows are shown, so that invented values cannot make a page endless. CSV and JSON have all.
    static let limit = 120

    /// How long a table may be that is shown without asking.
    private static let openLimit = 15

    /// - Parameter isAlone: there is no chart that the table stands behind.
    init(_ table: FigureTable, isAlone: Bool) {
        isOpen = isAlone && table.rows.count <= Self.openLimit
        caption = DisplayText(table.caption)
        let shown = table.rows.prefix(Self.limit)
        let width = max(table.columns.count - 1, 0)
        let words = (0..<width).map { column in
            let figures = shown.compactMap { $0.figures.indices.contains(column) ? $0.figures[column] : nil }
            return figures.contains { if case .text = $0 { true } else { false } }
        }
        columns = table.columns.enumerated().map { index, title in
            Column(columnTitle: DisplayText(title), isWords: index == 0 || words[index - 1])
        }
        lines = shown.map { row in
            Line(
                header: DisplayText(row.name),
                cells: words.indices.map { column in
                    let figure = row.figures.indices.contains(column) ? row.figures[column] : .none
                    return Cell(figure: FigureText.text(of: figure).map { DisplayText($0) }, isWords: words[column])
                })
        }
        let more = table.rows.count - shown.count
        rest = more > 0 ? "\(Words.number(more)) more rows are in the CSV and JSON." : nil
    }

    /// The name under which the template is a partial.
    static let templateName = "table"

    /// The table opens without script and scrolls by itself where it is wider than the page.
    static let template = """
        <details class="data"{{#isOpen}} open{{/isOpen}}>
        <summary>Table<span class="unseen">: {{caption}}</span></summary>
        <div class="scroll" role="region" aria-label="{{caption}}" tabindex="0">
        <table>
        <caption>{{caption}}</caption>
        <thead><tr>{{#columns}}<th scope="col"{{#isWords}} class="words"{{/isWords}}>{{columnTitle}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#lines}}
        <tr><th scope="row" class="words"><bdi>{{header}}</bdi></th>\
        {{#cells}}<td{{#isWords}} class="words"{{/isWords}}>{{figure}}\
        {{^figure}}<span aria-hidden="true">–</span><span class="unseen">not known</span>{{/figure}}</td>{{/cells}}</tr>
        {{/lines}}
        </tbody>
        </table>
        </div>
        {{#rest}}<p class="small">{{.}}</p>{{/rest}}
        </details>

        """
}
