// SPDX-License-Identifier: MIT

import TelemetryStore

/// One feature: how widely it is used, where that is heading, with what it goes, and who would miss it.
struct FeatureAnswers {
    private let sheet: SheetContext
    private let name: String
    private let usage: FeatureUsage
    /// Of the versions that are counted.
    private let detail: [RollupRow]
    private let impact: RemovalImpact

    init(_ sheet: SheetContext, feature: String) {
        self.sheet = sheet
        name = feature
        usage = FeatureUsage(sheet.history, feature: feature)
        detail = sheet.given.detail.filter { row in
            sheet.history.minorVersion.map { $0 == row.cell.minorVersion } ?? true
        }
        impact = RemovalImpact(sheet.history, feature: feature, byVersion: detail)
    }

    private var title: String { sheet.title(of: name) }
    private var shortage: String? { sheet.shortage(usage.adoption.proportion.n) }

    var all: [Answer] {
        let pairs = FeaturePair.all(sheet.history).filter { $0.first == name || $0.second == name }
        return [adoption, trend, versions, PairAnswer(sheet, pairs, of: name).answer, removal]
    }

    private var adoption: Answer {
        let proportion = usage.adoption.proportion
        var sentences = [shortage].compactMap(\.self)
        if sentences.isEmpty {
            sentences = [
                "\(title) is on in \(Words.share(proportion)) of installations, \(sheet.basis(proportion.n))"
                    + sheet.coverage(usage.adoption) + "."
            ]
            if let bounds = sheet.worstCase(usage.adoption, "have it on") { sentences.append(bounds) }
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
            sentences = ["Not enough data: \(TrendText.shortage)."]
        }
        return Answer(
            id: "trend", title: "Where it is heading", sentences: sentences, chart: nil,
            table: FigureTable(
                caption: "Change in points over \(FeatureUsage.trendWeeks) weeks",
                columns: ["Feature"] + TrendText.columns,
                rows: [FigureTable.Row(name: title, figures: TrendText.figures(usage.trend))]))
    }

    private var versions: Answer {
        let shares = FeatureByVersion(detail, feature: name, week: sheet.week, order: sheet.versionOrder).shares
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
        let who =
            affected.successes == 0
            ? "None of \(Words.installations(affected.n))"
            : "\(Words.number(affected.successes)) of \(Words.installations(affected.n))"
        var sentences = ["\(who) would notice, \(Words.share(affected)), \(Words.week(sheet.week))."]
        if let bounds = sheet.worstCase(usage.adoption, "would notice") { sentences.append(bounds) }
        if let versions = versionsSentence { sentences.append(versions) }
        if affected.successes >= SheetContext.fewest, let most = impact.overlaps.first {
            sentences.append(
                "What they most often have on, too, is \(sheet.title(of: most.feature)): "
                    + "\(Words.share(most.proportion)), n = \(Words.number(most.proportion.n)).")
        }
        return sentences
    }

    private var versionsSentence: String? {
        let versions = impact.versions
        guard let first = versions.first, sheet.history.minorVersion == nil else { return nil }
        if impact.affected.successes == 1 { return "It runs \(first.value)." }
        let shown = versions.count <= 5 ? versions.count : 4
        let named = versions.prefix(shown).map { "\($0.value) (\(Words.number($0.count)))" }
        let rest = versions.dropFirst(shown).reduce(0) { $0 + $1.count }
        return "They run \(Words.list(named + (rest > 0 ? ["others (\(Words.number(rest)))"] : [])))."
    }
}
