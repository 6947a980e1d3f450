// SPDX-License-Identifier: MIT

import TelemetryStore

/// How the installations of the newest week are divided among values: versions, operating systems, architectures.
struct SharesAnswer {
    /// How many values have a bar of their own; the table has them all.
    private static let bars = 12

    let id: String
    let title: String
    /// What the values are: `version`.
    let noun: String
    let counts: [ValueCount]

    func answer(_ sheet: SheetContext) -> Answer {
        let all = ShareTable(counts)
        let table = FigureTable(
            caption: "\(title) in \(sheet.period)", name: Self.capitalized(noun),
            all.rows.map { ($0.value, $0.proportion) })
        if let shortage = sheet.shortage(all.total) {
            return Answer(id: id, title: title, sentences: [shortage], chart: nil, table: table)
        }
        let shown = all.folded(beyond: Self.bars)
        var bars = shown.rows.map { ShareBar(label: $0.value, proportion: $0.proportion) }
        if let other = shown.other {
            bars.append(ShareBar(label: "\(other.values) others", proportion: other.proportion))
        }
        return Answer(id: id, title: title, sentences: sentences(all, sheet), chart: .bars(bars), table: table)
    }

    private func sentences(_ all: ShareTable, _ sheet: SheetContext) -> [String] {
        guard let first = all.rows.first else { return [SheetContext.tooFew(0)] }
        guard all.rows.count > 1 else {
            return ["All installations have the \(noun) \(first.value), \(sheet.basis(all.total))."]
        }
        var sentences = [
            "The most frequent \(noun) is \(first.value) with \(Words.share(first.proportion)) of installations, "
                + "\(sheet.basis(all.total))."
        ]
        let next = all.rows.dropFirst().prefix(2).map { "\($0.value) with \(Words.share($0.proportion))" }
        sentences.append("Then \(next.count == 1 ? "comes" : "come") \(Words.list(next)).")
        if all.rows.count > 3 {
            let rest = all.rows.dropFirst(3).reduce(0) { $0 + $1.count }
            let proportion = Proportion(successes: rest, n: all.total)
            let others = Words.count(all.rows.count - 3, "other \(noun)")
            sentences.append(
                all.rows.count == 4
                    ? "The other \(noun) has \(Words.share(proportion))."
                    : "The \(others) have \(Words.share(proportion)) together.")
        }
        return sentences
    }

    private static func capitalized(_ noun: String) -> String { noun.prefix(1).uppercased() + noun.dropFirst() }
}
