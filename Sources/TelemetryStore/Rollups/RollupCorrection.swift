// SPDX-License-Identifier: MIT

package import TelemetryWire

/// Which weeks have rollups that still can be recounted.
package struct ClosedWeeks: Sendable, Equatable {
    /// The newest week whose rollup is made.
    package var through: ISOWeek
    /// The newest week whose spans are gone in part. It and those before it are never changed again.
    package var frozen: ISOWeek

    package init(through: ISOWeek, frozen: ISOWeek) {
        self.through = through
        self.frozen = frozen
    }

    /// What is closed once one more week is: the one after `closed`, or the oldest one that can be counted if nothing is
    /// closed yet; `nil` if that week was not over before `today`.
    package static func next(after closed: ClosedWeeks?, before today: UTCDay) -> ClosedWeeks? {
        let oldest = frozen(by: today.advanced(by: -SpanRule.retentionDays))
        var closed = closed ?? ClosedWeeks(through: oldest, frozen: oldest)
        closed.through = closed.through.advanced(by: 1)
        return closed.through < ISOWeek(today) ? closed : nil
    }

    package func contains(_ week: ISOWeek) -> Bool { week > frozen && week <= through }

    /// The closed weeks that can be recounted, from the oldest to the newest.
    package func recountable(from earliest: ISOWeek) -> [ISOWeek] {
        let first = max(earliest, frozen.advanced(by: 1))
        return first <= through ? Array(first...through) : []
    }

    /// The newest week that is not complete any more once the spans are gone that ended before `horizon`.
    ///
    /// A week needs the spans of the week before it, too: they tell what changed.
    package static func frozen(by horizon: UTCDay) -> ISOWeek { ISOWeek(horizon.advanced(by: 6)) }
}

/// The difference that a change of one installation's history makes to rollups.
package struct RollupCorrection: Sendable, Equatable {
    /// Never zero.
    package private(set) var differences: [RollupKey: Int] = [:]

    package init() {}

    /// - Parameters:
    ///   - before: what the rollups were counted with; `nil` if the installation is new.
    ///   - after: what they are to say; `nil` if the installation is erased.
    package init(before: InstallationHistory?, after: InstallationHistory?, in closed: ClosedWeeks) {
        add(before, sign: -1, closed)
        add(after, sign: 1, closed)
    }

    package mutating func merge(_ other: RollupCorrection) {
        for (key, difference) in other.differences { add(difference, to: key) }
    }

    private mutating func add(_ installation: InstallationHistory?, sign: Int, _ closed: ClosedWeeks) {
        guard let installation, let weeks = installation.weeks, closed.frozen <= closed.through else { return }
        for week in weeks.clamped(to: closed.frozen...closed.through) where closed.contains(week) {
            guard let member = installation.member(of: week) else { continue }
            var rollup = WeekRollup(service: member.state.service, week: week)
            rollup.add(member)
            for (cell, count) in rollup.cells {
                add(sign * count, to: RollupKey(service: member.state.service, week: week, cell: cell))
            }
        }
    }

    private mutating func add(_ difference: Int, to key: RollupKey) {
        let sum = differences[key, default: 0] + difference
        differences[key] = sum == 0 ? nil : sum
    }
}
