// SPDX-License-Identifier: MIT

internal import TelemetryInsights
internal import TelemetryStore

extension PublicSummary {
    /// The summary as answers. Everything in them is made from figures that are rounded already.
    var answers: [Answer] { [featureAnswer] + tables.map(answer) + [trendAnswer] }

    /// A sentence about the whole, and one more if newer weeks are over.
    func lead(_ service: ServiceTitle) -> String {
        let whole =
            "About \(Words.installations(installations)) of \(service.title) reported in \(Words.week(week)), which ended "
            + "on \(Words.date(week.sunday))."
        guard weeksSince > 0 else { return whole }
        let weeks = weeksSince == 1 ? "the week that is over since then" : "each of the \(weeksSince) weeks since then"
        return "\(whole) In \(weeks) fewer than \(Self.smallestFleet) did, too few to be told of."
    }

    private var basis: String { "\(Words.week(week)), rounded to the nearest \(Self.unit)" }

    private var featureAnswer: Answer {
        let shown = features.compactMap { feature in
            feature.figures.map { (feature: feature, proportion: Proportion(successes: $0.on, n: $0.installations)) }
        }
        .sorted { ($1.proportion.share ?? 0, $0.feature.title) < ($0.proportion.share ?? 0, $1.feature.title) }
        var sentences: [String] = []
        if let first = shown.first {
            sentences.append(
                "Of the features shown, \(first.feature.title) is the most widely used: about "
                    + "\(Words.share(first.proportion)) of the installations report it on; \(basis).")
        }
        if shown.count < features.count {
            sentences.append(
                "Features that fewer than \(Self.smallestGroup) installations, or all but fewer than \(Self.smallestGroup), "
                    + "report on are left out.")
        }
        return Answer(
            id: "features", title: "Features", sentences: sentences,
            chart: shown.isEmpty
                ? nil : .bars(shown.map { ShareBar(label: $0.feature.title, proportion: $0.proportion) }),
            table: FigureTable(
                caption: "Features, \(basis)", columns: ["Feature", "Report it on", "Installations", "Share"],
                rows: shown.map {
                    FigureTable.Row(
                        name: $0.feature.title,
                        figures: [
                            .count($0.proportion.successes), .count($0.proportion.n),
                            $0.proportion.share.map { .share($0) } ?? .none,
                        ])
                }))
    }

    private func answer(_ table: PublicTable) -> Answer {
        let rows = table.rows.map { row in
            (value: row.value, proportion: Proportion(successes: row.count, n: table.installations))
        }
        var sentences: [String] = []
        if let first = rows.first {
            sentences.append(
                "About \(Words.share(first.proportion)) of the installations are in the largest group, \(first.value); "
                    + "\(basis).")
        } else {
            sentences.append("Not enough data: no group is large enough to be shown.")
        }
        if table.isRestSure, !rows.isEmpty {
            sentences.append("About \(Words.number(table.rest)) are in no group that is shown.")
        }
        return Answer(
            id: table.id, title: table.title, sentences: sentences,
            chart: rows.isEmpty ? nil : .bars(rows.map { ShareBar(label: $0.value, proportion: $0.proportion) }),
            table: FigureTable(
                caption: "\(table.title), \(basis)", columns: [table.title, "About", "Share"],
                rows: rows.map {
                    FigureTable.Row(
                        name: $0.value,
                        figures: [.count($0.proportion.successes), $0.proportion.share.map { .share($0) } ?? .none])
                }))
    }

    private var trendAnswer: Answer {
        let weeks = trend.map(\.week.description)
        return Answer(
            id: "installations", title: "Installations by week",
            sentences: ["How many installations reported in each week, rounded to the nearest \(Self.unit)."],
            chart: .lines(
                TimeChart(
                    unit: .count, weeks: weeks,
                    series: [.init(name: "Installations", values: trend.map { $0.installations.map(Double.init) })])),
            table: FigureTable(
                caption: "Installations by week, rounded to the nearest \(Self.unit)",
                columns: ["Week", "About"],
                rows: trend.map { total in
                    FigureTable.Row(
                        name: total.week.description, figures: [total.installations.map { .count($0) } ?? .none])
                }))
    }
}
