// SPDX-License-Identifier: MIT

internal import TelemetryInsights

/// What a chart over weeks shows, for those who do not see it.
enum PlotSummary {
    /// How many series are told about; the table has all.
    private static let limit = 6

    /// - Parameter undrawn: how many series the chart leaves out.
    static func text(of chart: TimeChart, style: TimePlot.Style, undrawn: Int = 0) -> String {
        guard let first = chart.weeks.first, let last = chart.weeks.last else { return "No weeks." }
        let kind = style == .lines ? "Lines" : "Shares upon each other"
        let period = chart.weeks.count == 1 ? "in \(first)" : "over \(chart.weeks.count) weeks, \(first) to \(last)"
        let forecast = chart.forecastFrom.flatMap { chart.weeks.indices.contains($0) ? chart.weeks[$0] : nil }
        let parts = chart.series.prefix(limit).map { series in
            let known = series.values.compactMap { $0 }
            guard let from = known.first, let to = known.last else { return "\(series.name): not known." }
            let (start, end) = (number(from, chart.unit), number(to, chart.unit))
            return known.count == 1 ? "\(series.name): \(end)." : "\(series.name): from \(start) to \(end)."
        }
        let untold = max(chart.series.count - limit, 0) + undrawn
        let more = untold > 0 ? ["And \(untold) more."] : []
        let expected = forecast.map { ["From \($0) on the values are forecasts."] } ?? []
        return (["\(kind) \(period)."] + parts + more + expected).joined(separator: " ")
    }

    private static func number(_ value: Double, _ unit: TimeChart.Unit) -> String {
        switch unit {
        case .share: Words.percent(value)
        case .count: Words.number(Int(exactly: value.rounded()) ?? 0)
        }
    }
}
