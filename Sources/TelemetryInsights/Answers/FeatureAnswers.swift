// SPDX-License-Identifier: MIT

import TelemetryStore

/// One feature: how widely it is used, where that is heading, with what it goes, and who would miss it.
struct FeatureAnswers {
    private let sheet: SheetContext
    private let name: String
    private let usage: FeatureUsage
    private let impact: RemovalImpact

    init(_ sheet: SheetContext, feature: String) {
        self.sheet = sheet
        name = feature
        usage = FeatureUsage(sheet.history, feature: feature)
        impact = RemovalImpact(sheet.history, feature: feature, byVersion: sheet.given.detail)
    }

    private var title: String { sheet.title(of: name) }
    private var shortage: String? { sheet.shortage(usage.adoption.proportion.n) }

    var all: [Answer] {
        let pairs = FeaturePair.all(sheet.history).filter { $0.first == name || $0.second == name }
        return [adoption, trend, versions, PairAnswer(sheet, pairs).answer, removal]
    }

    private var adoption: Answer {
        let proportion = usage.adoption.proportion
        var sentences = [shortage].compactMap(\.self)
        if sentences.isEmpty {
            sentences = [
                "\(title) is on in \(Words.share(proportion)) of installations, \(sheet.basis(proportion.n))"
                    + sheet.coverage(usage.adoption) + "."
            ]
            if let bounds = usage.adoption.worstCase(silent: sheet.given.silentShare) {
                sentences.append(sheet.worstCase(bounds, "have it on"))
            }
        }
        let series = TimeChart.Series(name: title, points: usage.points)
        let isEmpty = usage.points.allSatisfy { $0.proportion.n < SheetContext.fewest }
        return Answer(
            id: "adoption", title: "How widely it is used", sentences: sentences,
            chart: isEmpty ? nil : .lines(TimeChart(unit: .share, weeks: sheet.weekNames, series: [series])),
            table: FigureTable(caption: "\(title) by week", points: usage.points))
    }

    private var trend: Answer {
        var sentences: [String] = []
        if let shortage {
            sentences = [shortage]
        } else if let trend = usage.trend {
            sentences = [TrendText.sentence(trend)]
            sentences.append(
                TrendText.isCertain(trend)
                    ? "Only switches count: installations that come or go change nothing here."
                    : "That may be chance: the 95 % interval contains no change.")
        } else {
            sentences = ["Not enough data: a trend needs two weeks in a row in which the same installations reported."]
        }
        return Answer(
            id: "trend", title: "Where it is heading", sentences: sentences, chart: nil,
            table: FigureTable(
                caption: "Change over \(FeatureUsage.trendWeeks) weeks", columns: ["Feature"] + TrendText.columns,
                rows: [FigureTable.Row(name: title, figures: TrendText.figures(usage.trend))]))
    }

    private var versions: Answer {
        let shares = FeatureByVersion(sheet.given.detail, feature: name, week: sheet.week).shares
        let enough = shares.filter { $0.proportion.n >= SheetContext.fewest }
        let bars = enough.map { ShareBar(label: $0.version, proportion: $0.proportion) }
        let all = shares.reduce(0) { $0 + $1.proportion.n }
        var sentences = [sheet.shortage(enough.isEmpty ? min(all, SheetContext.fewest - 1) : all)].compactMap(\.self)
        if sentences.isEmpty {
            sentences = enough.prefix(3).map {
                "Of version \($0.version), \(Words.share($0.proportion)) have it on, \(sheet.basis($0.proportion.n))."
            }
        }
        return Answer(
            id: "by-version", title: "By version", sentences: sentences, chart: bars.isEmpty ? nil : .bars(bars),
            table: FigureTable(
                caption: "\(title) by version in \(Words.week(sheet.week))", name: "Version",
                shares.map { ($0.version, $0.proportion) }))
    }

    private var removal: Answer {
        let affected = impact.affected
        let overlaps = impact.overlaps.map {
            ShareBar(
                label: sheet.title(of: $0.feature), proportion: $0.proportion, link: Topic.feature($0.feature).path)
        }
        let table = FigureTable(
            caption: "What those that have \(title) on have on, too", name: "Feature",
            impact.overlaps.map { (sheet.title(of: $0.feature), $0.proportion) })
        let isShown = affected.successes >= SheetContext.fewest
        return Answer(
            id: "removal", title: "If it were removed", sentences: shortage.map { [$0] } ?? removalSentences,
            chart: overlaps.isEmpty || !isShown ? nil : .bars(overlaps), table: table)
    }

    private var removalSentences: [String] {
        let affected = impact.affected
        guard affected.successes > 0 else {
            let most = affected.interval.map {
                ", and with 95 % confidence at most \(Words.percent($0.upperBound)) would be"
            }
            return ["No installation would notice\(most ?? ""), \(sheet.basis(affected.n))."]
        }
        var sentences = [
            "\(Words.number(affected.successes)) of \(Words.installations(affected.n)) would notice, "
                + "\(Words.share(affected)), \(Words.week(sheet.week))."
        ]
        if let bounds = usage.adoption.worstCase(silent: sheet.given.silentShare) {
            sentences.append(sheet.worstCase(bounds, "would notice"))
        }
        if !impact.versions.isEmpty {
            let named = impact.versions.prefix(4).map { "\($0.value) (\(Words.number($0.count)))" }
            let rest = impact.versions.dropFirst(4).reduce(0) { $0 + $1.count }
            let all = named + (rest > 0 ? ["others (\(Words.number(rest)))"] : [])
            sentences.append("They run \(Words.list(all)).")
        }
        if affected.successes >= SheetContext.fewest, let most = impact.overlaps.first {
            sentences.append(
                "\(sheet.title(of: most.feature)) is what most of them have on, too: \(Words.share(most.proportion)), "
                    + "n = \(Words.number(most.proportion.n)).")
        }
        return sentences
    }
}
