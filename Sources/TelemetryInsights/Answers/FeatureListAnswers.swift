// SPDX-License-Identifier: MIT

import TelemetryStore

/// All features: how widely they are used, where that is heading, and what may be decided.
struct FeatureListAnswers {
    private let sheet: SheetContext
    private let usages: [FeatureUsage]
    private let advice: AdviceAnswers

    init(_ sheet: SheetContext) {
        self.sheet = sheet
        usages = FeatureUsage.all(sheet.history)
        advice = AdviceAnswers(sheet, usages)
    }

    var all: [Answer] {
        [
            FeatureAdoptionAnswer(sheet, usages).answer, trends, advice.mayBeDropped, advice.grows, triedAndDropped,
            PairAnswer(sheet, FeaturePair.all(sheet.history)).answer,
        ]
    }

    private var trends: Answer {
        let moving = usages.filter { $0.trend.map(TrendText.isCertain) ?? false }
            .sorted { ($0.trend?.change.magnitude ?? 0) > ($1.trend?.change.magnitude ?? 0) }
        var sentences = moving.compactMap { usage in
            usage.trend.map { "\(sheet.title(of: usage.feature)): \(TrendText.clause($0))." }
        }
        if let shortage = sheet.shortage(sheet.seen) {
            sentences = [shortage]
        } else if usages.allSatisfy({ $0.trend == nil }) {
            sentences = ["Not enough data: \(TrendText.shortage)."]
        } else if sentences.isEmpty {
            sentences = ["No trend is sure: for each feature the 95 % interval of its change contains no change."]
        } else {
            sentences.append("Only switches count: installations that come or go change nothing here.")
        }
        let rows = usages.map {
            FigureTable.Row(name: sheet.title(of: $0.feature), figures: TrendText.figures($0.trend))
        }
        let told = usages.filter { usage in usage.points.contains { $0.proportion.n >= SheetContext.fewest } }
        let series = told.map {
            TimeChart.Series(name: sheet.title(of: $0.feature), points: $0.points, hasBounds: false)
        }
        return Answer(
            id: "trends", title: "Trends", sentences: sentences,
            chart: series.isEmpty
                ? nil : .lines(TimeChart(unit: .share, weeks: sheet.weekNames, series: series)),
            table: FigureTable(
                caption: "Change of the share that has a feature on, in points over \(FeatureUsage.trendWeeks) weeks",
                columns: ["Feature"] + TrendText.columns, rows: rows))
    }

    private var triedAndDropped: Answer {
        let dropped = TriedAndDropped(sheet.history)
        let features = dropped.features.filter { $0.switchedOff > 0 }
        let enough = features.filter { $0.share.n >= TriedAndDropped.fewestSwitches }
        var sentences = enough.prefix(3).map { feature in
            "\(sheet.title(of: feature.feature)) was switched off \(Words.count(feature.switchedOff, "time")) and on "
                + "\(Words.count(feature.switchedOn, "time")) in \(Words.weeks(dropped.weeks)): "
                + "\(Words.share(feature.share)) of switches were off."
        }
        if sentences.isEmpty {
            let switches = dropped.features.reduce(0) { $0 + $1.share.n }
            sentences = [
                switches < TriedAndDropped.fewestSwitches
                    ? "Not enough data: \(Words.count(switches, "switch", plural: "switches")), "
                        + "\(TriedAndDropped.fewestSwitches) needed."
                    : "Hardly any feature was switched off again in \(Words.weeks(dropped.weeks))."
            ]
        }
        let rows = dropped.features.map {
            FigureTable.Row(
                name: sheet.title(of: $0.feature),
                figures: [.count($0.switchedOn), .count($0.switchedOff)] + FigureTable.Figure.of($0.share).prefix(3))
        }
        let bars = enough.map { feature in
            ShareBar(
                label: sheet.title(of: feature.feature),
                note: "\(Words.number(feature.switchedOff)) of \(Words.number(feature.share.n)) switches were off.",
                proportion: feature.share, link: Topic.feature(feature.feature).path)
        }
        return Answer(
            id: "dropped", title: "Tried and dropped", sentences: Array(sentences),
            chart: bars.isEmpty ? nil : .bars(bars),
            table: FigureTable(
                caption: "How often features were switched on and off",
                columns: ["Feature", "Switched on", "Switched off", "Share off", "From", "To"], rows: rows))
    }
}
