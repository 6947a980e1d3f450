// SPDX-License-Identifier: MIT

import TelemetryStore

/// What the makers may decide about features: take away, go on with.
struct AdviceAnswers {
    private let sheet: SheetContext
    private let usages: [FeatureUsage]
    let deprecation: DeprecationAdvice
    let investment: InvestmentAdvice

    init(_ sheet: SheetContext, _ usages: [FeatureUsage]) {
        self.sheet = sheet
        self.usages = usages
        deprecation = DeprecationAdvice(usages, silent: sheet.given.silentShare)
        investment = InvestmentAdvice(usages)
    }

    var mayBeDropped: Answer {
        let rows = deprecation.candidates.map { candidate in
            FigureTable.Row(
                name: sheet.title(of: candidate.feature),
                figures: FigureTable.Figure.of(candidate.now) + [
                    .share(candidate.highestUpperBound), .count(candidate.weeksBelow),
                    .share(candidate.worstCase.lowerBound), .share(candidate.worstCase.upperBound),
                ])
        }
        let columns =
            ["Feature"] + FigureTable.proportionColumns + [
                "Highest upper bound", "Weeks below", "Worst case from", "Worst case to",
            ]
        let bars = deprecation.candidates.map {
            ShareBar(
                label: sheet.title(of: $0.feature), note: sentence($0), proportion: $0.now,
                link: Topic.feature($0.feature).path)
        }
        return Answer(
            id: "deprecation", title: "What may be dropped", sentences: deprecationSentences,
            chart: bars.isEmpty ? nil : .bars(bars),
            table: FigureTable(caption: "Features that hardly anybody uses", columns: columns, rows: rows))
    }

    private var deprecationSentences: [String] {
        let limit = Words.percent(deprecation.threshold)
        let rule =
            "the upper end of its 95 % interval below \(limit) in each of the last "
            + Words.count(deprecation.weeks, "week")
        let told = usages.map { usage in usage.points.filter { $0.proportion.n > 0 }.count }.max() ?? 0
        guard told >= deprecation.weeks else {
            return ["Not enough data: \(Words.count(told, "week")), \(deprecation.weeks) needed."]
        }
        guard !deprecation.candidates.isEmpty else { return ["No feature may be dropped: none had \(rule)."] }
        var sentences = deprecation.candidates.flatMap { candidate in
            let adoption = usages.first { $0.feature == candidate.feature }?.adoption
            let title = sheet.title(of: candidate.feature)
            return [sentence(candidate), adoption.flatMap { sheet.worstCase($0, "have \(title) on") }]
                .compactMap(\.self)
        }
        sentences.append("A feature is listed if it had \(rule).")
        return sentences
    }

    var grows: Answer {
        let rows = investment.candidates.map { candidate in
            FigureTable.Row(
                name: sheet.title(of: candidate.feature),
                figures: FigureTable.Figure.of(candidate.now) + TrendText.figures(candidate.trend))
        }
        let bars = investment.candidates.map {
            ShareBar(
                label: sheet.title(of: $0.feature), note: TrendText.sentence($0.trend), proportion: $0.now,
                link: Topic.feature($0.feature).path)
        }
        var sentences = investment.candidates.map { sentence($0) }
        if sentences.isEmpty {
            let isTold = usages.contains { $0.trend != nil }
            sentences = [
                sheet.shortage(sheet.seen)
                    ?? (isTold
                        ? "No feature grows for sure: for none is the whole 95 % interval of its trend above 0."
                        : "Not enough data: a trend needs two weeks in a row in which the same installations reported.")
            ]
        }
        return Answer(
            id: "investment", title: "What grows", sentences: sentences, chart: bars.isEmpty ? nil : .bars(bars),
            table: FigureTable(
                caption: "Features that more and more installations switch on",
                columns: ["Feature"] + FigureTable.proportionColumns + TrendText.columns, rows: rows))
    }

    func sentence(_ candidate: DeprecationAdvice.Candidate) -> String {
        "\(sheet.title(of: candidate.feature)) may be dropped: it is on in \(Words.share(candidate.now)) of "
            + "installations, \(sheet.basis(candidate.now.n)), and for \(Words.count(candidate.weeksBelow, "week")) the "
            + "upper bound was below \(Words.percent(deprecation.threshold))."
    }

    func sentence(_ candidate: InvestmentAdvice.Candidate) -> String {
        "\(sheet.title(of: candidate.feature)) grows: \(TrendText.clause(candidate.trend)); it is on in "
            + "\(Words.share(candidate.now)) of installations, \(sheet.basis(candidate.now.n))."
    }
}
