// SPDX-License-Identifier: MIT

internal import TelemetryInsights

/// What the template of a chart over weeks gets.
struct TimePlotView {
    let plotID: DisplayText
    let plotName: DisplayText
    let plotSummary: DisplayText
    let kind: DisplayText
    let rowTicks: [Tick]
    let weekTicks: [Tick]
    let shapes: [Shape]
    let expected: Expected?
    /// Empty for a single series, which the heading names. Numbered, so that nobody has to tell colors apart.
    let seriesNames: [SeriesName]
    let hasBands: Bool
    let hasForecast: Bool
    let hasNames: Bool
    let hasKey: Bool
    let undrawn: DisplayText?

    struct Tick {
        let at: DisplayText
        let text: DisplayText
        /// The class of a label: where it is anchored, or that it may be left out where there is little room.
        let role: DisplayText?
    }

    struct Shape {
        let paint: DisplayText
        let path: DisplayText
    }

    /// The part of the chart that has not happened yet.
    struct Expected {
        let start: DisplayText
        let width: DisplayText
    }

    struct SeriesName {
        let seriesNumber: DisplayText
        let seriesName: DisplayText
        /// As much of the name as fits beside the chart.
        let shortName: DisplayText
        let paint: DisplayText
        /// Where the series ends; `nil` if it has no value at the end.
        let endsAt: DisplayText?
    }

    /// How much of a series' name is written beside its end.
    private static let nameLimit = 24

    init(_ all: TimeChart, style: TimePlot.Style, id: String, name: String) {
        let chart = all.drawn(style)
        let more = all.series.count - chart.series.count
        let plot = TimePlot(chart, style: style)
        plotID = DisplayText(id)
        plotName = DisplayText(name)
        plotSummary = DisplayText(PlotSummary.text(of: chart, style: style, undrawn: more))
        kind = style == .lines ? "lines" : "stack"
        rowTicks = plot.scale.values.map { value in
            Tick(
                at: DisplayText(Coordinate.text(plot.scale.distance(of: value))),
                text: DisplayText(plot.scale.label(value, unit: chart.unit)), role: nil)
        }
        weekTicks = Self.weekTicks(chart.weeks, plot)
        shapes = plot.shapes.map {
            Shape(paint: "\($0.role.rawValue) \(Self.paint($0.series))", path: DisplayText($0.path))
        }
        expected = plot.forecastStart.map {
            Expected(start: DisplayText(Coordinate.text($0)), width: DisplayText(Coordinate.text(100 - $0)))
        }
        let ends = PlotLabels.apart(plot.ends)
        seriesNames =
            chart.series.count < 2
            ? []
            : chart.series.enumerated().map { index, series in
                SeriesName(
                    seriesNumber: "\(index + 1)", seriesName: DisplayText(series.name, limit: BarChart.labelLimit),
                    shortName: DisplayText(series.name, middleCutTo: Self.nameLimit),
                    paint: DisplayText(Self.paint(index)),
                    endsAt: ends[index].map { DisplayText(Coordinate.text($0)) })
            }
        hasBands = plot.shapes.contains { $0.role == .band }
        hasForecast = expected != nil
        hasNames = !seriesNames.isEmpty
        undrawn = Self.undrawn(more, style)
        hasKey = hasNames || hasBands || hasForecast || undrawn != nil
    }

    private static func undrawn(_ more: Int, _ style: TimePlot.Style) -> DisplayText? {
        guard more > 0 else { return nil }
        let which = style == .lines ? ", which changed less," : ""
        return "\(Words.number(more)) more\(which) \(more == 1 ? "is" : "are") in the table."
    }

    /// All but the first, the middle and the last may be left out where there is little room.
    private static func weekTicks(_ weeks: [String], _ plot: TimePlot) -> [Tick] {
        let named = PlotLabels.weeks(weeks.count)
        return named.enumerated().map { index, week in
            let role: DisplayText? =
                switch index {
                case 0: nil
                case named.count - 1 where index > 0: "last-week"
                case named.count / 2 where !named.count.isMultiple(of: 2): nil
                default: named.count > 3 ? "minor" : nil
                }
            return Tick(
                at: DisplayText(Coordinate.text(plot.position(of: week))), text: DisplayText(weeks[week], limit: 12),
                role: role)
        }
    }

    /// The class that colors a series.
    private static func paint(_ series: Int) -> String { "s\(series + 1)" }

    /// The name under which the template is a partial.
    static let templateName = "plot"

    /// Words stand in drawings of their own that are not stretched; only lines and areas are.
    static let template = """
        <figure class="plot {{kind}}">
        <svg class="axis-rows" aria-hidden="true" focusable="false">\
        {{#rowTicks}}<text x="100%" y="{{at}}%">{{text}}</text>{{/rowTicks}}</svg>
        <svg class="area" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" focusable="false" \
        aria-labelledby="{{plotID}}-title {{plotID}}-desc">
        <title id="{{plotID}}-title">{{plotName}}</title><desc id="{{plotID}}-desc">{{plotSummary}}</desc>
        {{#expected}}<rect class="expected" x="{{start}}" width="{{width}}" height="100"/>{{/expected}}
        {{#rowTicks}}<path class="rule" d="M0 {{at}}H100"/>{{/rowTicks}}
        {{#shapes}}
        <path class="{{paint}}" d="{{path}}"/>
        {{/shapes}}
        {{#expected}}<path class="now" d="M{{start}} 0V100"/>{{/expected}}
        </svg>
        {{#hasNames}}
        <svg class="ends" aria-hidden="true" focusable="false">\
        {{#seriesNames}}{{#endsAt}}<line class="end-mark {{paint}}" x1="8" x2="20" y1="{{.}}%" y2="{{.}}%"/>\
        <text class="end-number" x="24" y="{{.}}%">{{seriesNumber}}</text>\
        <text class="end-name" x="26" y="{{.}}%">{{shortName}}</text>{{/endsAt}}{{/seriesNames}}</svg>
        {{/hasNames}}
        <svg class="axis-weeks" aria-hidden="true" focusable="false">\
        {{#weekTicks}}<text {{#role}}class="{{.}}" {{/role}}x="{{at}}%" y="62%">{{text}}</text>{{/weekTicks}}</svg>
        {{#hasKey}}
        <figcaption class="key">\
        {{#seriesNames}}<span class="key-name"><svg class="key-mark" viewBox="0 0 24 12" aria-hidden="true">\
        <rect class="key-paint {{paint}}" y="3" width="24" height="6"/></svg> {{seriesNumber}} <bdi>{{seriesName}}</bdi></span>{{/seriesNames}}\
        {{#hasBands}}<span><svg class="key-mark" viewBox="0 0 24 12" aria-hidden="true">\
        <rect class="band s1" width="24" height="12"/><path class="line s1" d="M0 6H24"/></svg> \
        95\u{202F}% interval</span>{{/hasBands}}\
        {{#hasForecast}}<span><svg class="key-mark" viewBox="0 0 24 12" aria-hidden="true">\
        <path class="forecast s1" d="M0 6H24"/></svg> forecast</span>{{/hasForecast}}\
        {{#undrawn}}<span>{{.}}</span>{{/undrawn}}</figcaption>
        {{/hasKey}}
        </figure>

        """

}
