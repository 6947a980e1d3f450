// SPDX-License-Identifier: MIT

package import TelemetryStore

/// How a total is divided among values, most frequent first.
///
/// Promises: the counts of all rows and of `other` add up to `total`; equal counts are ordered by value.
package struct ShareTable: Sendable, Equatable {
    /// A value with its share of the total.
    package struct Row: Sendable, Equatable {
        package let value: String
        package let proportion: Proportion

        package var count: Int { proportion.successes }
    }

    /// What the values without a row of their own have in common: a sum.
    package struct Other: Sendable, Equatable {
        /// How many different values were folded.
        package let values: Int
        package let proportion: Proportion

        package var count: Int { proportion.successes }
    }

    package let total: Int
    package let rows: [Row]
    /// The folded tail; `nil` if every value has its row.
    package let other: Other?

    /// Every value with its row. A value that occurs twice is counted once with the sum; counts below 1 are left out.
    package init(_ counts: [ValueCount]) {
        var sums: [String: Int] = [:]
        for entry in counts where entry.count > 0 {
            sums[entry.value, default: 0] += entry.count
        }
        let total = sums.values.reduce(0, +)
        self.total = total
        rows =
            sums
            .sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
            .map { Row(value: $0.key, proportion: Proportion(successes: $0.value, n: total)) }
        other = nil
    }

    private init(total: Int, rows: [Row], other: Other?) {
        self.total = total
        self.rows = rows
        self.other = other
    }

    /// The same total with at most `limit` rows, the tail folded into `other`.
    ///
    /// A tail of a single value keeps its row, since folding it would save nothing.
    package func folded(beyond limit: Int) -> ShareTable {
        let limit = max(limit, 0)
        guard rows.count - 1 > limit || (other != nil && rows.count > limit) else { return self }
        let tail = rows.dropFirst(limit)
        let count = tail.reduce(other?.count ?? 0) { $0 + $1.count }
        return ShareTable(
            total: total, rows: Array(rows.prefix(limit)),
            other: Other(values: tail.count + (other?.values ?? 0), proportion: Proportion(successes: count, n: total)))
    }
}
