// SPDX-License-Identifier: MIT

/// What is counted about the installations of one week: a value of a dimension, among those of one minor version.
package struct RollupCell: Sendable, Hashable {
    /// `14.2` for 14.2.1: what counts by version counts with this.
    package var minorVersion: String
    package var dimension: RollupDimension
    package var value: String

    package init(minorVersion: String, dimension: RollupDimension, value: String) {
        self.minorVersion = minorVersion
        self.dimension = dimension
        self.value = value
    }

    /// Where the counts of cells go that are too small to be kept for long.
    package static let other = "other"
}

/// By what the installations of a week are counted. Never by their whole state, which tells one from all others.
package enum RollupDimension: String, Sendable, CaseIterable {
    /// All of them; the value is empty.
    case installations
    /// Those that were seen on one day only; the value is empty. They are in no other dimension.
    case quarantined
    /// `new` in this week, `kept` since the week before, or `returned` after a longer time.
    case activity
    /// `mqtt=on` or `mqtt=off`; nothing if it was not reported.
    case feature
    /// `logdb=off mqtt=on` for two features in registry order, both reported.
    case pair
    case version, arch, platform, release, distro, codename, virtual, runtime
    /// `linux · Debian GNU/Linux 12 · x64`
    case system
    /// The month of the first report, `2026-03`.
    case cohort
    /// What changed since the week before: `mqtt=off>on`, `version=14.1>14.2`.
    case transition
}

/// A cell with its place and its count.
package struct RollupRow: Sendable, Hashable {
    package var week: ISOWeek
    package var cell: RollupCell
    package var count: Int

    package init(week: ISOWeek, cell: RollupCell, count: Int) {
        self.week = week
        self.cell = cell
        self.count = count
    }
}

/// A cell among those of all services and weeks.
package struct RollupKey: Sendable, Hashable {
    package var service: String
    package var week: ISOWeek
    package var cell: RollupCell

    package init(service: String, week: ISOWeek, cell: RollupCell) {
        self.service = service
        self.week = week
        self.cell = cell
    }
}
