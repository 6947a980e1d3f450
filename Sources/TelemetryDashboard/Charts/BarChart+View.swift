// SPDX-License-Identifier: MIT

internal import TelemetryInsights

/// What the template of a bar chart gets.
struct BarChartView {
    let chartName: DisplayText
    let bars: [Row]

    /// One bar with its words; `barID` begins the identifiers of its drawing.
    struct Row {
        let barID: DisplayText
        let label: DisplayText
        let note: DisplayText?
        let address: DisplayText?
        let detail: DisplayText
        let summary: DisplayText
        let measured: Measured?
    }

    /// What only a row with observations has.
    struct Measured {
        let share: DisplayText
        let bounds: DisplayText
        let length: DisplayText
        let whisker: DisplayText
    }

    init(_ chart: BarChart) {
        chartName = DisplayText(chart.name)
        bars = chart.rows.enumerated().map { index, row in
            let measured = Measured(row)
            return Row(
                barID: "\(chart.id)-\(index + 1)",
                label: DisplayText(row.label, limit: BarChart.labelLimit),
                note: row.note.map { DisplayText($0) },
                address: row.address.map { DisplayText($0) },
                detail: DisplayText(row.detail),
                summary: measured.map { "\($0.share.text), 95\u{202F}% interval \($0.bounds.text)" }
                    ?? "No data",
                measured: measured)
        }
    }

    /// The name under which the template is a partial.
    static let templateName = "bars"

    /// The drawing is stretched to the width of its column; the style sheet keeps its strokes from being stretched too.
    static let template = """
        <ul class="bars" role="list" aria-label="{{chartName}}">
        {{#bars}}
        <li class="bar-row">
        <p class="bar-label">{{#address}}<a href="{{.}}"><bdi>{{label}}</bdi></a>{{/address}}\
        {{^address}}<bdi>{{label}}</bdi>{{/address}}{{#note}}<span class="bar-note">{{note}}</span>{{/note}}</p>
        <svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" focusable="false" \
        aria-labelledby="{{barID}}-title {{barID}}-desc">
        <title id="{{barID}}-title">{{label}}</title><desc id="{{barID}}-desc">{{summary}}</desc>
        <rect class="bar-track" width="100" height="12"/>
        {{#measured}}
        <rect class="bar-fill" width="{{length}}" height="12"/>
        <path class="bar-grid" d="M25 0V12M50 0V12M75 0V12"/>
        <path class="bar-halo" d="{{whisker}}"/><path class="bar-whisker" d="{{whisker}}"/>
        {{/measured}}
        </svg>
        <p class="bar-figure">\
        {{#measured}}<strong>{{share}}</strong> <span class="bar-bounds">{{bounds}}</span>{{/measured}}\
        {{^measured}}<span class="bar-bounds">no data</span>{{/measured}}</p>
        <p class="bar-detail">{{detail}}</p>
        </li>
        {{/bars}}
        </ul>

        """
}

extension BarChartView.Measured {
    /// `nil` if nothing was observed.
    init?(_ row: BarChart.Row) {
        let bar = Bar(row.proportion)
        guard let share = row.proportion.share, let interval = row.proportion.interval, let path = bar.whiskerPath
        else { return nil }
        self.init(
            share: DisplayText(Words.percent(share)), bounds: DisplayText(Words.interval(interval)),
            length: DisplayText(bar.lengthAttribute), whisker: DisplayText(path))
    }
}
