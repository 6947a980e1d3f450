// SPDX-License-Identifier: MIT

internal import TelemetryInsights

extension TimeChart {
    /// The chart with as many series as can be told apart: lines that cross each other are fewer than layers that do not.
    ///
    /// Of too many lines those are kept that changed most, of too many layers the first ones; the order stays.
    func drawn(_ style: TimePlot.Style) -> TimeChart {
        let limit = TimePlot.seriesLimit(style)
        guard series.count > limit else { return self }
        var kept = Array(series.indices)
        if style == .lines {
            let changes = series.map { $0.change(before: forecastFrom ?? weeks.count) }
            kept.sort { (changes[$1], $0) < (changes[$0], $1) }
        }
        return TimeChart(
            unit: unit, weeks: weeks, series: kept.prefix(limit).sorted().map { series[$0] },
            forecastFrom: forecastFrom)
    }
}

extension TimeChart.Series {
    /// How far the last known value is from the first one.
    fileprivate func change(before end: Int) -> Double {
        let known = values.prefix(max(end, 0)).compactMap(\.self).filter(\.isFinite)
        guard let first = known.first, let last = known.last else { return 0 }
        return (last - first).magnitude
    }
}
