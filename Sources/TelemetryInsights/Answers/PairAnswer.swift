// SPDX-License-Identifier: MIT

import TelemetryStore

/// Which features go together.
struct PairAnswer {
    private static let told = 4
    /// Of so many pairs, one or more are expected to be outside of a 95 % interval.
    private static let many = 20

    private let sheet: SheetContext
    private let pairs: [FeaturePair]
    /// With a lift that chance does not explain, the strongest connection first.
    private let connected: [FeaturePair]

    /// - Parameter feature: the one that is in all the pairs; `nil` if there is none.
    init(_ sheet: SheetContext, _ pairs: [FeaturePair], of feature: String? = nil) {
        self.sheet = sheet
        self.feature = feature
        self.pairs = pairs.filter { !$0.isSuppressed }
        connected = pairs.filter { $0.liftInterval.map { !$0.contains(1) } ?? false }
        suppressed = pairs.count - self.pairs.count
    }

    private let feature: String?
    private let suppressed: Int

    var answer: Answer {
        let rows = pairs.map { pair in
            FigureTable.Row(
                name: "\(sheet.title(of: pair.first)) and \(sheet.title(of: pair.second))",
                figures: [
                    .count(pair.both), .count(pair.onlyFirst), .count(pair.onlySecond), .count(pair.neither),
                    decimal(pair.lift), decimal(pair.liftInterval?.lowerBound), decimal(pair.liftInterval?.upperBound),
                    decimal(pair.phi),
                ])
        }
        return Answer(
            id: "pairs", title: "What goes together", sentences: sentences, chart: chart,
            table: FigureTable(
                caption: "Pairs of features in \(Words.week(sheet.week))",
                columns: [
                    "Pair", "Both", "Only the first", "Only the second", "Neither", "Lift", "Lift from", "Lift to",
                    "Phi",
                ], rows: rows))
    }

    private func decimal(_ number: Double?) -> FigureTable.Figure {
        number.map { .number($0, decimals: 2) } ?? .none
    }

    private var sentences: [String] {
        guard !pairs.isEmpty else {
            return [
                suppressed == 0
                    ? SheetContext.tooFew(0)
                    : "Not enough data: each of a pair's four groups needs \(FeaturePair.smallestCell) installations, and no "
                        + "pair has them."
            ]
        }
        var sentences = connected.prefix(Self.told).compactMap(sentence)
        if sentences.isEmpty {
            let what =
                feature.map { "Nothing goes together with \(sheet.title(of: $0))" } ?? "No two features go together"
            sentences = ["\(what) more or less often than chance would have it."]
        } else if pairs.count >= Self.many {
            sentences.append(
                "Of \(pairs.count) pairs, about \((pairs.count + 10) / 20) look connected by chance alone.")
        }
        if suppressed > 0 {
            let verb = suppressed == 1 ? "is" : "are"
            sentences.append(
                "\(Words.count(suppressed, "pair")) \(verb) not shown: one of \(suppressed == 1 ? "its" : "their") four groups has fewer than "
                    + "\(FeaturePair.smallestCell) installations.")
        }
        return sentences
    }

    private func sentence(_ pair: FeaturePair) -> String? {
        guard let lift = pair.lift, let interval = pair.liftInterval else { return nil }
        let bounds = "(\(Words.twoDecimals(interval.lowerBound))–\(Words.twoDecimals(interval.upperBound)))"
        return "\(sheet.title(of: pair.first)) and \(sheet.title(of: pair.second)) are on together "
            + "\(Words.twoDecimals(lift)) times \(bounds) as often as chance would have it, \(sheet.basis(pair.n))."
    }

    /// Of those that have one feature on, the share that has the other one on, too.
    private var chart: Chart? {
        let names = pairs.reduce(into: Set<String>()) { $0.formUnion([$1.first, $1.second]) }
        guard !names.isEmpty else { return nil }
        let features = sheet.history.features.filter(names.contains)
        if let feature { return chart(feature, others: features.filter { $0 != feature }) }
        let rows = features.map { row in
            MatrixChart.Row(
                name: sheet.title(of: row), shares: features.map { column in share(of: column, among: row) })
        }
        return .matrix(
            MatrixChart(
                meaning:
                    "Of the installations that have the row's feature on, the share that has the column's on, too.",
                columns: features.map { sheet.title(of: $0) }, rows: rows))
    }

    /// Only what is about this feature, both ways.
    private func chart(_ feature: String, others: [String]) -> Chart {
        let title = sheet.title(of: feature)
        let rows = others.map { other in
            MatrixChart.Row(
                name: sheet.title(of: other),
                shares: [share(of: other, among: feature), share(of: feature, among: other)])
        }
        return .matrix(
            MatrixChart(
                meaning:
                    "First: of the installations that have \(title) on, the share that has the row's feature on, too. "
                    + "Second: of those that have the row's feature on, the share that has \(title) on.",
                columns: ["With \(title)", "\(title) with it"], rows: rows))
    }

    private func share(of feature: String, among other: String) -> Double? {
        for pair in pairs {
            if pair.first == other, pair.second == feature {
                return Proportion(successes: pair.both, n: pair.both + pair.onlyFirst).share
            }
            if pair.second == other, pair.first == feature {
                return Proportion(successes: pair.both, n: pair.both + pair.onlySecond).share
            }
        }
        return nil
    }
}
