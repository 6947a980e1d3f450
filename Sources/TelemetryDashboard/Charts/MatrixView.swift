// SPDX-License-Identifier: MIT

internal import TelemetryInsights

/// What the template of a matrix gets: a table whose cells are the darker the greater their share is.
struct MatrixView {
    let matrixName: DisplayText
    /// What the shares are shares of.
    let matrixMeaning: DisplayText?
    /// There are so many columns that the words stand above the matrix, not beside it.
    let isWide: Bool
    let matrixColumns: [DisplayText]
    let matrixRows: [Row]
    /// Says what is left out; `nil` if nothing is.
    let matrixRest: DisplayText?

    struct Row {
        let rowName: DisplayText
        let marks: [Mark]
    }

    struct Mark {
        let heat: DisplayText
        /// `nil` where there is nothing.
        let shown: DisplayText?
    }

    /// How many rows and columns are drawn; the table has all.
    static let limit = 40
    /// How many columns fit beside words.
    private static let narrow = 6
    /// How many shades there are besides that of zero.
    fileprivate static let shadeCount = 5.0

    init(_ chart: MatrixChart, name: String) {
        let top = chart.rows.flatMap(\.shares).compactMap { $0 }.filter(\.isFinite).max() ?? 0
        matrixName = DisplayText(name)
        matrixMeaning = chart.meaning.map { DisplayText($0) }
        isWide = chart.columns.count > Self.narrow
        matrixColumns = chart.columns.prefix(Self.limit).map { DisplayText($0, limit: BarChart.labelLimit) }
        matrixRows = chart.rows.prefix(Self.limit).map { row in
            Row(
                rowName: DisplayText(row.name, limit: BarChart.labelLimit),
                marks: row.shares.prefix(Self.limit).map { Mark($0, top: top) })
        }
        let (rows, columns) = (chart.rows.count - Self.limit, chart.columns.count - Self.limit)
        matrixRest =
            rows > 0 || columns > 0
            ? "The table has \(max(rows, 0)) more rows and \(max(columns, 0)) more columns." : nil
    }

    /// The name under which the template is a partial.
    static let templateName = "matrix"

    static let template = """
        {{#matrixMeaning}}<p class="small">{{.}}</p>{{/matrixMeaning}}
        <div class="scroll" role="region" aria-label="{{matrixName}}" tabindex="0">
        <table class="matrix{{#isWide}} wide{{/isWide}}">
        <caption class="unseen">{{matrixName}}</caption>
        <thead><tr><td></td>{{#matrixColumns}}<th scope="col"><bdi>{{.}}</bdi></th>{{/matrixColumns}}</tr></thead>
        <tbody>
        {{#matrixRows}}
        <tr><th scope="row"><bdi>{{rowName}}</bdi></th>{{#marks}}<td class="{{heat}}">{{shown}}</td>{{/marks}}</tr>
        {{/matrixRows}}
        </tbody>
        </table>
        </div>
        {{#matrixRest}}<p class="small">{{.}}</p>{{/matrixRest}}

        """
}

extension MatrixView.Mark {
    fileprivate init(_ share: Double?, top: Double) {
        guard let share, share.isFinite else {
            self.init(heat: "h0", shown: nil)
            return
        }
        let shade = top > 0 ? Int((MatrixView.shadeCount * min(max(share / top, 0), 1)).rounded(.up)) : 0
        self.init(heat: "h\(shade)", shown: DisplayText(Words.roundPercent(share)))
    }
}
