// SPDX-License-Identifier: MIT

/// What the template of a table gets: on a small screen each row is a block, so each cell knows the name of its column.
struct StatusTable {
    /// More rows nobody reads.
    static let rowLimit = 300

    struct Column {
        let name: PageText
        let isNumber: Bool
    }

    struct Row {
        let isFailing: Bool
        let name: PageText
        let nameNote: PageText?
        let cells: [Cell]
    }

    struct Cell {
        var columnName: PageText = ""
        var style: PageText = ""
        var state: StateView?
        var moment: Moment?
        var text: PageText?
        var note: PageText?

        static let textLimit = 300

        /// A figure; an empty cell if it is not known.
        static func number(_ number: Int?) -> Cell {
            guard let number else { return Cell(style: "number nothing") }
            return Cell(style: "number", text: PageText(TimeText.count(number)))
        }

        static func state(_ state: StateView, note: String? = nil) -> Cell {
            Cell(state: state, note: note.map { PageText($0, limit: textLimit) })
        }

        static func text(_ text: String?, note: String? = nil, isWide: Bool = false) -> Cell {
            guard let text else { return Cell(style: "nothing") }
            return Cell(
                style: isWide ? "wide" : "", text: PageText(text, limit: textLimit),
                note: note.map { PageText($0, limit: textLimit) })
        }

        static func moment(_ seconds: Int?, at now: Int, none: String = "never") -> Cell {
            guard let seconds else { return Cell(text: PageText(none)) }
            return Cell(moment: Moment(seconds, at: now))
        }

        static func failure(_ failure: SiteStatus.Failure?, at now: Int) -> Cell {
            guard let failure else { return Cell(style: "wide", text: "none") }
            return Cell(
                style: "wide", moment: Moment(failure.time, at: now),
                text: PageText("· \(failure.category)", limit: 80),
                note: PageText(failure.message, limit: textLimit))
        }
    }

    struct Moment {
        let utc: PageText
        let ago: PageText

        init(_ seconds: Int, at now: Int) {
            utc = PageText(TimeText.utc(seconds))
            ago = PageText(TimeText.ago(seconds, at: now))
        }
    }

    let tableID: PageText
    let heading: PageText
    /// Said instead of the table.
    let emptyText: PageText?
    let columns: [Column]
    let rows: [Row]
    let hasRows: Bool
    let moreText: PageText?

    /// - Parameters:
    ///   - columns: the first one is that of the rows' names.
    ///   - rows: if there are too many, those that fail come first.
    init(id: String, _ heading: String, empty: String, columns: [(name: String, isNumber: Bool)], rows: [Row]) {
        tableID = PageText(id)
        self.heading = PageText(heading)
        self.columns = columns.map { Column(name: PageText($0.name), isNumber: $0.isNumber) }
        emptyText = rows.isEmpty ? PageText(empty) : nil
        hasRows = !rows.isEmpty
        let isLong = rows.count > Self.rowLimit
        let shown =
            isLong ? (rows.filter(\.isFailing) + rows.filter { !$0.isFailing }).prefix(Self.rowLimit) : rows[...]
        let names = self.columns.dropFirst().map(\.name)
        self.rows = shown.map { row in
            let cells = zip(names, row.cells).map { name, cell in
                var cell = cell
                cell.columnName = name
                return cell
            }
            return Row(isFailing: row.isFailing, name: row.name, nameNote: row.nameNote, cells: cells)
        }
        moreText =
            isLong ? "\(rows.count - Self.rowLimit) more are in status.json; what fails is here first." : nil
    }

    static let template = """
        <section class="card" id="{{tableID}}" aria-labelledby="{{tableID}}-title">
        <h2 id="{{tableID}}-title">{{heading}}</h2>
        {{#emptyText}}<p class="soft">{{.}}</p>{{/emptyText}}
        {{#hasRows}}
        <table class="status" role="table">
        <caption class="unseen">{{heading}}</caption>
        <thead role="rowgroup"><tr role="row">
        {{#columns}}
        <th scope="col" role="columnheader"{{#isNumber}} class="number"{{/isNumber}}>{{name}}</th>
        {{/columns}}
        </tr></thead>
        <tbody role="rowgroup">
        {{#rows}}
        <tr role="row"{{#isFailing}} class="failing"{{/isFailing}}>
        <th scope="row" role="rowheader"><bdi>{{name}}</bdi>{{#nameNote}}<span class="note"><bdi>{{.}}</bdi></span>{{/nameNote}}</th>
        {{#cells}}
        <td role="cell" class="{{style}}"><span class="label" aria-hidden="true">{{columnName}}</span><span>\
        {{#state}}<span class="state {{look}}"><span aria-hidden="true">{{sign}}</span>{{word}}</span>{{/state}}\
        {{#moment}}<time datetime="{{utc}}" title="{{utc}}">{{ago}}</time> {{/moment}}\
        {{#text}}<bdi>{{.}}</bdi>{{/text}}\
        {{#note}}<span class="note"><bdi>{{.}}</bdi></span>{{/note}}</span></td>
        {{/cells}}
        </tr>
        {{/rows}}
        </tbody>
        </table>
        {{/hasRows}}
        {{#moreText}}<p class="soft">{{.}}</p>{{/moreText}}
        </section>

        """
}

/// A state in a word, with a sign and a color beside it.
struct StateView {
    let look: PageText
    let sign: PageText
    let word: PageText

    static func good(_ word: String) -> StateView { StateView(look: "good", sign: "✓", word: PageText(word)) }
    static func bad(_ word: String) -> StateView { StateView(look: "bad", sign: "✕", word: PageText(word)) }
    static func wait(_ word: String) -> StateView { StateView(look: "wait", sign: "…", word: PageText(word)) }
    static func off(_ word: String) -> StateView { StateView(look: "off", sign: "–", word: PageText(word)) }
}
