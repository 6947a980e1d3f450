// SPDX-License-Identifier: MIT

package import TelemetryStore

/// How fast a minor version was taken up, and how fast it goes away again.
package struct ReleaseUptake: Sendable, Equatable {
    /// When a share of the installations was reached, in weeks after the first one.
    package struct Milestone: Sendable, Equatable {
        /// By the observed share.
        package let weeks: Int
        /// When the upper end of the 95 % interval reached it, at the latest then.
        package let earliest: Int
        /// When the lower end did; `nil` if it has not yet.
        package let latest: Int?

        package init(weeks: Int, earliest: Int, latest: Int?) {
            self.weeks = weeks
            self.earliest = min(earliest, weeks)
            self.latest = latest.map { max($0, weeks) }
        }
    }

    /// A minor version: `14.2`.
    package let version: String
    /// The first week in which an installation ran it; the history's first if it did then already.
    package let firstWeek: ISOWeek
    /// False if it may have been there before the history begins: there are no milestones then.
    package let isFirstWeekKnown: Bool
    /// Until half of the installations ran it or a newer one; `nil` if they do not yet.
    package let half: Milestone?
    /// Until 90 % did.
    package let ninety: Milestone?
    /// In how many weeks the share of a version that is going away halves, fitted from its peak; `nil` if there are
    /// fewer than 4 weeks since, or the decline may be chance.
    package let halfLife: Double?
    /// 95 %.
    package let halfLifeInterval: ClosedRange<Double>?

    package init(
        version: String, firstWeek: ISOWeek, isFirstWeekKnown: Bool, half: Milestone?, ninety: Milestone?,
        halfLife: Double?, halfLifeInterval: ClosedRange<Double>?
    ) {
        self.version = version
        self.firstWeek = firstWeek
        self.isFirstWeekKnown = isFirstWeekKnown
        self.half = half
        self.ninety = ninety
        self.halfLife = halfLife
        self.halfLifeInterval = halfLifeInterval
    }

    /// Of each minor version made of numbers that was seen at all, the newest first. None if only one version is
    /// counted.
    package static func all(_ history: FleetHistory) -> [ReleaseUptake] {
        history.minorVersion == nil ? UptakeReader(history).uptakes : []
    }
}
