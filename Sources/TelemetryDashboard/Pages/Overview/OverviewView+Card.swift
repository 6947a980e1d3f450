// SPDX-License-Identifier: MIT

internal import TelemetryInsights

extension OverviewView.Card {
    /// How many values a chart of shares tells apart.
    private static let chartLimit = 8
    /// How many values a table of shares tells apart, so that invented values cannot make the page endless.
    private static let tableLimit = 100

    /// The adoption of each feature.
    init(features: [OverviewModel.Feature], installations: Int) {
        let bars = features.map { feature in
            BarChart.Row(
                label: feature.title.title, note: feature.title.purpose.isEmpty ? nil : feature.title.purpose,
                proportion: feature.adoption.proportion, detail: Self.detail(feature.adoption))
        }
        let lines = features.map { feature in
            let adoption = feature.adoption
            return DataTable.Row(
                header: feature.title.title,
                cells: [
                    NumberText.count(adoption.proportion.successes), NumberText.count(adoption.proportion.n),
                    NumberText.count(adoption.unknown),
                ] + Self.figures(adoption.proportion))
        }
        self.init(
            cardID: "features", cardTitle: "Features",
            basis: "Of the installations that say whether a feature is on, this share says that it is.",
            chart: BarChartView(
                BarChart(id: "features", name: "Share of installations per feature", rows: bars, style: .roomy)),
            table: DataTableView(
                DataTable(
                    caption: "Features: how many of \(NumberText.count(installations)) installations have them on",
                    columns: ["Feature", "On", "Of", "Unknown", "Share", "95\u{202F}% interval"], rows: lines)))
    }

    /// The shares of a total.
    init(id: String, title: String, column: String, shares: ShareTable) {
        let total = NumberText.count(shares.total)
        let drawn = shares.folded(beyond: Self.chartLimit)
        let bars = Self.entries(drawn).map { label, proportion in
            BarChart.Row(
                label: label, proportion: proportion, detail: "\(NumberText.count(proportion.successes)) of \(total)")
        }
        let lines = Self.entries(shares.folded(beyond: Self.tableLimit)).map { label, proportion in
            DataTable.Row(header: label, cells: [NumberText.count(proportion.successes)] + Self.figures(proportion))
        }
        self.init(
            cardID: DisplayText(id), cardTitle: DisplayText(title),
            basis: shares.total == 1 ? "Of 1 installation" : "Of \(total) installations",
            chart: bars.isEmpty ? nil : BarChartView(BarChart(id: id, name: title, rows: bars, style: .compact)),
            table: DataTableView(
                DataTable(
                    caption: "\(title): counts and shares",
                    columns: [column, "Count", "Share", "95\u{202F}% interval"], rows: lines)))
    }

    private static func detail(_ adoption: FeatureAdoption) -> String {
        let proportion = adoption.proportion
        guard proportion.n > 0 else { return "not reported so far" }
        let said = "\(NumberText.count(proportion.successes)) of \(NumberText.count(proportion.n)) say so"
        return adoption.unknown == 0 ? said : "\(said), \(NumberText.count(adoption.unknown)) unknown"
    }

    private static func figures(_ proportion: Proportion) -> [String] {
        guard let share = proportion.share, let interval = proportion.interval else { return ["no data", "no data"] }
        return [NumberText.percent(share), NumberText.bounds(interval)]
    }

    private static func entries(_ shares: ShareTable) -> [(label: String, proportion: Proportion)] {
        let named = shares.rows.map { (label: $0.value.isEmpty ? "(empty)" : $0.value, proportion: $0.proportion) }
        guard let other = shares.other else { return named }
        return named + [(label: "\(NumberText.count(other.values)) other values", proportion: other.proportion)]
    }
}
