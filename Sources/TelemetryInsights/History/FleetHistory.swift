// SPDX-License-Identifier: MIT

package import TelemetryStore

/// What the closed weeks say about the installations of one service: all that an answer is made from.
///
/// A week counts the installations that were seen in it, each with the last state it was in; those that were seen on
/// one day only are not among them but for `RollupDimension.quarantined`.
package struct FleetHistory: Sendable, Equatable {
    private struct Place: Hashable {
        var week: ISOWeek
        var dimension: RollupDimension
    }

    package let service: String
    /// From the first week that was asked for to the last one that is closed.
    package let weeks: ClosedRange<ISOWeek>
    /// The minor version whose installations alone are counted; `nil` if all are.
    package let minorVersion: String?
    private var counts: [Place: [String: Int]] = [:]

    /// Counts of other weeks are left out; counts of the same place are added.
    package init(service: String, weeks: ClosedRange<ISOWeek>, counts: [WeekCount], minorVersion: String? = nil) {
        self.service = service
        self.weeks = weeks
        self.minorVersion = minorVersion
        for entry in counts where weeks.contains(entry.week) && entry.count > 0 {
            self.counts[Place(week: entry.week, dimension: entry.dimension), default: [:]][entry.value, default: 0] +=
                min(entry.count, Self.largestCount)
        }
    }

    /// Counts above this are taken for this, so that no sum of them overflows.
    package static let largestCount = 1_000_000_000_000

    /// The newest week.
    package var latest: ISOWeek { weeks.upperBound }

    package func count(_ dimension: RollupDimension, _ value: String = "", in week: ISOWeek) -> Int {
        counts[Place(week: week, dimension: dimension)]?[value] ?? 0
    }

    /// The counts of a dimension by value, in no order.
    package func counts(of dimension: RollupDimension, in week: ISOWeek) -> [String: Int] {
        counts[Place(week: week, dimension: dimension)] ?? [:]
    }

    /// The values of a dimension, the most frequent first, then by value.
    package func values(of dimension: RollupDimension, in week: ISOWeek) -> [ValueCount] {
        counts(of: dimension, in: week)
            .map { ValueCount(value: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }

    /// How many installations were seen in a week.
    package func installations(in week: ISOWeek) -> Int { count(.installations, in: week) }

    /// True if the small values of a dimension were put together in a week, so that those left are not all.
    ///
    /// Only for dimensions in which nothing but folding yields the value `other`.
    package func isFolded(_ dimension: RollupDimension, in week: ISOWeek) -> Bool {
        count(dimension, RollupCell.other, in: week) > 0
    }
}
