// SPDX-License-Identifier: MIT

internal import TelemetryInsights

/// What the template of an answer gets. At most one of the charts is there.
struct AnswerView {
    let answerID: DisplayText
    let heading: DisplayText
    let firstSentence: DisplayText?
    let moreSentences: [DisplayText]
    let hasRest: Bool
    /// Shown when asked for: `8 more`.
    let restTitle: DisplayText
    let restSentences: [DisplayText]
    let barChart: BarChartView?
    let plot: TimePlotView?
    let matrix: MatrixView?
    let hasFigures: Bool
    let table: DataTableView?
    let files: [File]

    /// A link to the figures for programs.
    struct File {
        let fileName: DisplayText
        let fileAddress: DisplayText
    }

    /// How many sentences are shown without asking.
    private static let sentenceLimit = 5

    init(_ answer: Answer, frame: PageFrame) {
        answerID = DisplayText(answer.id)
        heading = DisplayText(answer.title)
        firstSentence = answer.sentences.first.map { DisplayText($0) }
        let shown = answer.sentences.count > Self.sentenceLimit + 1 ? Self.sentenceLimit : answer.sentences.count
        moreSentences = answer.sentences.prefix(shown).dropFirst().map { DisplayText($0) }
        restSentences = answer.sentences.dropFirst(shown).map { DisplayText($0) }
        hasRest = !restSentences.isEmpty
        restTitle = "\(restSentences.count) more"
        var bars: BarChartView?
        var plot: TimePlotView?
        var matrix: MatrixView?
        switch answer.chart {
        case .bars(let rows) where !rows.isEmpty:
            bars = BarChartView(BarChart(rows, of: answer, links: frame.links))
        case .lines(let chart) where !chart.weeks.isEmpty && !chart.series.isEmpty:
            plot = TimePlotView(chart, style: .lines, id: answer.id, name: answer.title)
        case .stack(let chart) where !chart.weeks.isEmpty && !chart.series.isEmpty:
            plot = TimePlotView(chart, style: .stack, id: answer.id, name: answer.title)
        case .matrix(let chart) where !chart.rows.isEmpty:
            matrix = MatrixView(chart, name: answer.title)
        default: break
        }
        barChart = bars
        self.plot = plot
        self.matrix = matrix
        hasFigures = !answer.table.rows.isEmpty
        table = hasFigures ? DataTableView(answer.table, isAlone: bars == nil && plot == nil && matrix == nil) : nil
        files =
            frame.page.map { page in
                DataFormat.allCases.map { format in
                    File(
                        fileName: DisplayText(format.rawValue.uppercased()),
                        fileAddress: DisplayText(frame.links.data(of: answer.id, on: page, format)))
                }
            } ?? []
    }

    /// The name under which the template is a partial.
    static let templateName = "answer"

    static let template = """
        <section class="card" aria-labelledby="{{answerID}}">
        <div class="words-part">
        <h2 id="{{answerID}}">{{heading}}</h2>
        {{#firstSentence}}<p class="first">{{.}}</p>{{/firstSentence}}
        {{#moreSentences}}
        <p class="more">{{.}}</p>
        {{/moreSentences}}
        {{#hasRest}}
        <details class="rest"><summary>{{restTitle}}<span class="unseen"> about {{heading}}</span></summary>
        {{#restSentences}}
        <p class="more">{{.}}</p>
        {{/restSentences}}
        </details>
        {{/hasRest}}
        </div>
        {{#hasFigures}}
        <div class="figures-part">
        {{#barChart}}
        {{> bars}}
        {{/barChart}}
        {{#plot}}
        {{> plot}}
        {{/plot}}
        {{#matrix}}
        {{> matrix}}
        {{/matrix}}
        <div class="behind">
        <p class="files">{{#files}}<a href="{{fileAddress}}">{{fileName}}<span class="unseen"> of {{heading}}</span></a> \
        {{/files}}</p>
        {{#table}}
        {{> table}}
        {{/table}}
        </div>
        </div>
        {{/hasFigures}}
        </section>

        """
}

extension BarChart {
    /// How many bars are drawn; the table has all.
    private static let limit = 30

    fileprivate init(_ bars: [ShareBar], of answer: Answer, links: PageLinks) {
        let rows = bars.prefix(Self.limit).map { bar in
            let (part, whole) = (bar.proportion.successes, bar.proportion.n)
            return Row(
                label: bar.label, note: bar.note, proportion: bar.proportion,
                detail: whole == 0 ? "nothing reported" : "\(Words.number(part)) of \(Words.number(whole))",
                address: bar.link.flatMap(links.path))
        }
        self.init(id: answer.id, name: answer.title, rows: rows)
    }
}
