// SPDX-License-Identifier: MIT

package import TelemetryStore

/// How many installations were there week by week, and which of them came, stayed, left and came back.
package struct FleetActivity: Sendable, Equatable {
    package struct Week: Sendable, Equatable {
        package let week: ISOWeek
        /// Seen on any day of the week: new, kept and returned ones.
        package let seen: Int
        /// First seen in this week.
        package let new: Int
        /// Seen in the week before, too.
        package let kept: Int
        /// Seen before, but not in the week before.
        package let returned: Int
        /// Of those seen in the week before, how many were not seen in this one; `nil` if that cannot be told: in the
        /// first week, in weeks whose small counts were put together, and if only one version's installations are
        /// counted.
        package let lost: Int?
        /// Seen on one day only, ever; in no other number.
        package let quarantined: Int

        package init(week: ISOWeek, seen: Int, new: Int, kept: Int, returned: Int, lost: Int?, quarantined: Int) {
            self.week = week
            self.seen = seen
            self.new = new
            self.kept = kept
            self.returned = returned
            self.lost = lost
            self.quarantined = quarantined
        }
    }

    /// Every week of the history from the oldest to the newest, also those in which nothing was seen.
    package let weeks: [Week]

    package init(_ history: FleetHistory) {
        weeks = history.weeks.map { week in
            let before = week.advanced(by: -1)
            let kept = history.count(.activity, "kept", in: week)
            let isKnown =
                history.weeks.contains(before) && history.minorVersion == nil && !history.isFolded(.activity, in: week)
            return Week(
                week: week, seen: history.installations(in: week), new: history.count(.activity, "new", in: week),
                kept: kept, returned: history.count(.activity, "returned", in: week),
                lost: isKnown ? max(history.installations(in: before) - kept, 0) : nil,
                quarantined: history.count(.quarantined, in: week))
        }
    }

    /// The newest week; `nil` if nothing was seen in it.
    package var latest: Week? { weeks.last.flatMap { $0.seen > 0 ? $0 : nil } }
}
