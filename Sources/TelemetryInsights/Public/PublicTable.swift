// SPDX-License-Identifier: MIT

package import TelemetryStore

/// How the installations of a week are divided among values, for anybody.
///
/// Let *small* be a count from 1 to 4. Promises, to somebody who knows these rules, the exact number of installations and
/// which values there may be:
/// - No small count is shown.
/// - **Nobody can tell that a count is small.** As soon as one is, the smallest that is not is hidden with it, and so are all
///   that equal it. Let two hidden values change places: the same table is published, so each of them may be the larger one.
/// - **Nobody can tell whether something is hidden**, as long as rounding alone may leave as much. A table does not say how much it
///   leaves out; `rest` and `isRestSure` are made from figures that are published anyway.
/// - **The rows and the total do not narrow each other.** Rounding leaves each count a range of five, and sums of counts that
///   all were rounded up would leave less; then one more value is hidden. So from one week to the next each change that can
///   be told from none may be one of 5 installations or more.
///
/// Somebody who knows that only a few installations change in a week can tell from two summaries that a row which was shown fell
/// below 5, if what is hidden with it was much larger, but hardly ever to how many. Somebody who knows beforehand how all
/// installations but one have changed still learns what became of that one, as with every rule that adds no noise; and who knows
/// that one value comes with another (a release with its runtime) may compare two tables.
package struct PublicTable: Sendable, Equatable {
    package struct Row: Sendable, Equatable {
        package let value: String
        /// Rounded; at least 5.
        package let count: Int
    }

    /// Names the table in addresses: `versions`.
    package let id: String
    package let title: String
    /// The most frequent first, then by value; empty if there is too little to show.
    package let rows: [Row]
    /// The total, rounded.
    package let installations: Int

    /// - Parameters:
    ///   - counts: a value that occurs twice is counted with the sum. `other` is what the store put together, and has no row.
    ///   - installations: the exact total.
    package init(id: String, title: String, _ counts: [ValueCount], installations: Int) {
        self.id = id
        self.title = title
        self.installations = PublicSummary.rounded(installations)
        var sums: [String: Int] = [:]
        for entry in counts where entry.count > 0 { sums[entry.value, default: 0] += entry.count }
        let folded = sums.removeValue(forKey: RollupCell.other) ?? 0
        let limit = Self.limit(
            Array(sums.values), hasSmall: folded > 0, installations: PublicSummary.rounded(installations))
        rows =
            sums.filter { $0.value > limit }
            .map { Row(value: $0.key, count: PublicSummary.rounded($0.value)) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }

    /// Of the rounded total, what the rows leave; made from published figures alone.
    package var rest: Int { max(0, installations - rows.reduce(0) { $0 + $1.count }) }

    /// Whether rounding of the rows and of the total cannot leave as much.
    package var isRestSure: Bool { rest > PublicSummary.unit / 2 * (rows.count + 1) && rest >= 2 * PublicSummary.unit }

    /// The largest count that is hidden; 0 if none is. It depends on the counts alone, not on what they count, and equal counts
    /// are hidden together: so hidden values can change places unnoticed.
    private static func limit(_ counts: [Int], hasSmall: Bool, installations: Int) -> Int {
        let named = Set(counts.filter { $0 >= PublicSummary.smallestGroup }).sorted()
        var candidates = named[...]
        var limit = 0
        if hasSmall || counts.contains(where: { $0 < PublicSummary.smallestGroup }) {
            limit = candidates.popFirst() ?? PublicSummary.smallestGroup
        }
        while narrows(counts.filter { $0 > limit }, installations: installations), let next = candidates.popFirst() {
            limit = next
        }
        return limit
    }

    /// Whether rows of these counts would tell more about each other, or about the total, than each tells by itself.
    private static func narrows(_ counts: [Int], installations: Int) -> Bool {
        let ranges = counts.map { possible(PublicSummary.rounded($0), atLeast: PublicSummary.smallestGroup) }
        let total = possible(installations, atLeast: PublicSummary.smallestFleet)
        let least = ranges.reduce(0) { $0 + $1.lowerBound }
        let widest = ranges.map { $0.upperBound - $0.lowerBound }.max() ?? 0
        return least > min(total.lowerBound, total.upperBound - widest)
    }

    /// What a rounded count may have been.
    private static func possible(_ rounded: Int, atLeast least: Int) -> ClosedRange<Int> {
        let reach = PublicSummary.unit / 2
        return max(rounded - reach, least)...max(rounded + reach, least)
    }
}
