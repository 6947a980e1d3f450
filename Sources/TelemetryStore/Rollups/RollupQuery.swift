// SPDX-License-Identifier: MIT

/// What an answer needs of the rollups: some dimensions of some weeks.
package struct RollupQuery: Sendable, Hashable {
    package var service: String
    package var weeks: ClosedRange<ISOWeek>
    package var dimensions: Set<RollupDimension>
    /// Only the installations of this minor version; `nil` for all, whose counts are then summed.
    package var minorVersion: String?

    package init(
        service: String, weeks: ClosedRange<ISOWeek>, dimensions: Set<RollupDimension>, minorVersion: String? = nil
    ) {
        self.service = service
        self.weeks = weeks
        self.dimensions = dimensions
        self.minorVersion = minorVersion
    }
}

/// How many installations of a week have a value.
package struct WeekCount: Sendable, Hashable {
    package var week: ISOWeek
    package var dimension: RollupDimension
    package var value: String
    package var count: Int

    package init(week: ISOWeek, dimension: RollupDimension, value: String, count: Int) {
        self.week = week
        self.dimension = dimension
        self.value = value
        self.count = count
    }
}
