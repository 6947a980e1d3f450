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
        if let deprecationShortage { return ["Not enough data: \(deprecationShortage)."] }
        guard !deprecation.candidates.isEmpty else {
            return ["No feature may be dropped: none had \(rule)."] + [untold].compactMap(\.self)
        }
        var sentences = deprecation.candidates.flatMap { candidate in
            let adoption = usages.first { $0.feature == candidate.feature }?.adoption
            let title = sheet.title(of: candidate.feature)
            return [sentence(candidate), adoption.flatMap { sheet.worstCase($0, "have \(title) on") }]
                .compactMap(\.self)
        }
        sentences.append("A feature is listed if it had \(rule).")
        return sentences + [untold].compactMap(\.self)
    }

    /// `63 installations, 73 needed`, and why; `nil` if there is enough data.
    var deprecationShortage: String? {
        let fewest = deprecation.fewestInstallations
        switch deprecation.shortage {
        case .weeks(let weeks): return "\(Words.count(weeks, "week")), \(deprecation.weeks) needed"
        case .installations(let count):
            return
                "\(Words.installations(count)), \(Words.number(fewest)) needed; with fewer, the upper end of the 95 % "
                + "interval cannot be below \(Words.percent(deprecation.threshold))"
        case .weeksInARow(let weeks):
            return "\(Words.count(weeks, "week")) in a row with \(Words.installations(fewest)) that tell, "
                + "\(deprecation.weeks) needed"
        case nil: return nil
        }
    }

    private var untold: String? {
        guard !deprecation.untold.isEmpty else { return nil }
        return
            "For \(Words.list(deprecation.untold.map { sheet.title(of: $0) })) it cannot be told: in each of these weeks "
            + "\(Words.installations(deprecation.fewestInstallations)) have to say whether it is on."
    }

    /// What is missing; `nil` if there is a trend of one feature at least.
    var growthShortage: String? { usages.contains { $0.trend != nil } ? nil : TrendText.shortage }

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
            sentences = [
                sheet.shortage(sheet.seen) ?? growthShortage.map { "Not enough data: \($0)." }
                    ?? "No feature grows for sure: for none is the whole 95 % interval of its trend above 0."
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
