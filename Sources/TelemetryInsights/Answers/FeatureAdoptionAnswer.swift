// SPDX-License-Identifier: MIT

import TelemetryStore

/// Which features are switched on how often, in the newest week.
struct FeatureAdoptionAnswer {
    private let sheet: SheetContext
    private let adoptions: [FeatureAdoption]

    init(_ sheet: SheetContext, _ usages: [FeatureUsage]) {
        self.init(sheet, adoptions: usages.map(\.adoption))
    }

    init(_ sheet: SheetContext, adoptions: [FeatureAdoption]) {
        self.sheet = sheet
        self.adoptions = adoptions.sortedByAdoption()
    }

    var answer: Answer {
        let known = adoptions.filter { sheet.shortage($0.proportion.n) == nil }
        let rows = adoptions.map { adoption in
            FigureTable.Row(
                name: sheet.title(of: adoption.feature),
                figures: FigureTable.Figure.of(adoption.proportion) + [.count(adoption.unknown)])
        }
        let bars = known.map { adoption in
            ShareBar(
                label: sheet.title(of: adoption.feature), note: note(adoption), proportion: adoption.proportion,
                link: Topic.feature(adoption.feature).path)
        }
        return Answer(
            id: "features", title: "Features in use", sentences: sentences(known),
            chart: bars.isEmpty ? nil : .bars(bars),
            table: FigureTable(
                caption: "Features that are switched on in \(sheet.period)",
                columns: ["Feature"] + FigureTable.proportionColumns + ["Did not say"], rows: rows))
    }

    private func note(_ adoption: FeatureAdoption) -> String? {
        let purpose = sheet.purpose(of: adoption.feature)
        guard let coverage = adoption.coverage, adoption.unknown > 0 else { return purpose }
        let silent = "\(Words.roundPercent(1 - coverage)) did not say."
        return purpose.map { "\($0) \(silent)" } ?? silent
    }

    private func sentences(_ known: [FeatureAdoption]) -> [String] {
        guard let first = known.first, let last = known.last else {
            return [SheetContext.tooFew(adoptions.map(\.proportion.n).max() ?? 0)]
        }
        var sentences = ["\(subject(first)) is used most: \(found(first))."]
        if known.count > 1 { sentences.append("\(subject(last)) is used least: \(found(last)).") }
        if known.count > 1, let bounds = sheet.worstCase(last, "have \(subject(last)) on") { sentences.append(bounds) }
        let untold = adoptions.filter { sheet.shortage($0.proportion.n) != nil }.map { subject($0) }
        if !untold.isEmpty {
            sentences.append("Too few say anything about \(Words.list(untold)).")
        }
        return sentences
    }

    private func subject(_ adoption: FeatureAdoption) -> String { sheet.title(of: adoption.feature) }

    private func found(_ adoption: FeatureAdoption) -> String {
        "it is on in \(Words.share(adoption.proportion)) of installations, \(sheet.basis(adoption.proportion.n))"
            + sheet.coverage(adoption)
    }
}
