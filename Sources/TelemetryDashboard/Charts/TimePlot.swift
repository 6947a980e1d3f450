// SPDX-License-Identifier: MIT

package import TelemetryInsights

/// The shapes of a chart over weeks, in a box 100 wide and 100 high.
///
/// Promises: nothing lies outside the box, whatever the values; no more series are drawn than `seriesLimit` says.
package struct TimePlot: Sendable, Equatable {
    package enum Style: Sendable, Equatable {
        /// Each series by itself.
        case lines
        /// One upon the other, up to the whole.
        case stack
    }

    /// How many series are drawn, each in a color of its own; the table has all.
    package static func seriesLimit(_ style: Style) -> Int { style == .lines ? 6 : 9 }

    /// A path with what it is drawn for.
    package struct Shape: Sendable, Equatable {
        package enum Role: String, Sendable {
            /// The area between the bounds of a line.
            case band
            /// What was measured.
            case line
            /// What is expected.
            case forecast
            /// One part of a whole.
            case layer
        }

        package let role: Role
        /// The position of its series.
        package let series: Int
        package let path: String
    }

    package let scale: ValueScale
    package let shapes: [Shape]
    /// How far below the top each series ends, for a label beside it; `nil` if it has no value.
    package let ends: [Double?]
    /// Where the forecasts begin; `nil` if there are none.
    package let forecastStart: Double?
    private let last: Int

    package init(_ chart: TimeChart, style: Style) {
        let last = max(chart.weeks.count - 1, 0)
        self.last = last
        let series = chart.series.prefix(Self.seriesLimit(style)).map { Series($0, count: chart.weeks.count) }
        let forecast = chart.forecastFrom.map { max($0, 0) }.flatMap { $0 <= last ? $0 : nil }
        switch style {
        case .lines:
            let highest = series.map(\.highest).max() ?? 0
            scale = ValueScale(highest: highest, unit: chart.unit)
            ends = series.map { [scale] in $0.final.map(scale.distance) }
        case .stack:
            let totals = (0...last).map { week in series.reduce(0) { $0 + max($1.value(week), 0) } }
            scale =
                chart.unit == .share ? .whole : ValueScale(highest: totals.max() ?? 0, unit: chart.unit)
            var below = 0.0
            ends = series.map { [scale, last] part in
                let height = max(part.value(last), 0)
                defer { below += height }
                return height > 0 ? scale.distance(of: below + height / 2) : nil
            }
        }
        let pen = PlotPen(scale: scale, last: last)
        shapes = style == .lines ? pen.lines(series, forecastFrom: forecast) : pen.layers(series)
        // The line reaches the first expected value from the last one that was measured.
        forecastStart = forecast.map { PlotPen.position(of: max($0 - 1, 0), last: pen.last) }
    }

    /// How far from the left a week lies, from 0 to 100.
    package func position(of week: Int) -> Double { PlotPen.position(of: week, last: last) }

    /// A series as long as there are weeks, without what is no number.
    struct Series {
        let values: [Double?]
        let bounds: [ClosedRange<Double>?]

        init(_ series: TimeChart.Series, count: Int) {
            let values = series.values.prefix(count).map { $0.flatMap { $0.isFinite ? $0 : nil } }
            let bounds = series.bounds.prefix(count).map {
                $0.flatMap { $0.lowerBound.isFinite && $0.upperBound.isFinite ? $0 : nil }
            }
            self.values = values + Array(repeating: nil, count: count - values.count)
            self.bounds = bounds + Array(repeating: nil, count: count - bounds.count)
        }

        func value(_ week: Int) -> Double { values.indices.contains(week) ? values[week] ?? 0 : 0 }

        var highest: Double {
            max(values.compactMap { $0 }.max() ?? 0, bounds.compactMap { $0?.upperBound }.max() ?? 0)
        }

        var final: Double? { values.last { $0 != nil } ?? nil }
    }
}
