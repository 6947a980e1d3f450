// SPDX-License-Identifier: MIT

/// The numbers behind a chart, every text whole.
package struct DataTable: Sendable, Equatable {
    /// A row with the cell that names it.
    package struct Row: Sendable, Equatable {
        package let header: String
        package let cells: [String]

        package init(header: String, cells: [String]) {
            self.header = header
            self.cells = cells
        }
    }

    package let caption: String
    /// The titles of all columns, that of the row headers first.
    package let columns: [String]
    package let rows: [Row]

    package init(caption: String, columns: [String], rows: [Row]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }
}

/// What the template of a table gets.
struct DataTableView {
    let caption: DisplayText
    let columns: [DisplayText]
    let lines: [Line]

    /// One row of the body.
    struct Line {
        let header: DisplayText
        let cells: [DisplayText]
    }

    init(_ table: DataTable) {
        caption = DisplayText(table.caption)
        columns = table.columns.map { DisplayText($0) }
        lines = table.rows.map { Line(header: DisplayText($0.header), cells: $0.cells.map { DisplayText($0) }) }
    }

    /// The name under which the template is a partial.
    static let templateName = "table"

    /// The table opens without script and scrolls by itself where it is wider than the page.
    static let template = """
        <details class="data">
        <summary>Table<span class="unseen">: {{caption}}</span></summary>
        <div class="scroll" role="region" aria-label="{{caption}}" tabindex="0">
        <table>
        <caption>{{caption}}</caption>
        <thead><tr>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#lines}}
        <tr><th scope="row"><bdi>{{header}}</bdi></th>{{#cells}}<td>{{.}}</td>{{/cells}}</tr>
        {{/lines}}
        </tbody>
        </table>
        </div>
        </details>

        """
}
