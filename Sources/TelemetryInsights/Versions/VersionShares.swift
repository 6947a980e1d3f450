// SPDX-License-Identifier: MIT

package import TelemetryStore

/// Which minor versions run, week by week.
package struct VersionShares: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        package let minorVersion: String
        /// One for each week; nothing observed in weeks in which no version was.
        package let points: [WeekPoint]

        package init(minorVersion: String, points: [WeekPoint]) {
            self.minorVersion = minorVersion
            self.points = points
        }
    }

    package let weeks: [ISOWeek]
    /// By their share in the latest week, then over all weeks, then the newest first; at the end `other`, if there is
    /// anything that has no line of its own.
    package let lines: [Line]

    package init(_ history: FleetHistory, limit: Int = 8) {
        weeks = Array(history.weeks)
        let counts = VersionCounts(history)
        let order = VersionOrder(service: history.service)
        let ranked = counts.totals.filter { $0.key != RollupCell.other }
            .map { (version: order.version($0.key), now: counts.count($0.key, in: history.latest), total: $0.value) }
            .sorted { left, right in
                if left.now != right.now { return left.now > right.now }
                return left.total == right.total
                    ? left.version.isListed(before: right.version) : left.total > right.total
            }
            .map { $0.version.text }
        let hasOther = counts.totals[RollupCell.other] != nil
        // Folding a single version would save nothing.
        let shown = ranked.count - 1 > max(limit, 0) || hasOther ? Array(ranked.prefix(max(limit, 0))) : ranked
        var lines = shown.map { version in
            Line(
                minorVersion: version,
                points: counts.weeks.map {
                    WeekPoint(
                        week: $0.week, proportion: Proportion(successes: $0.counts[version] ?? 0, n: $0.installations))
                })
        }
        if hasOther || shown.count < ranked.count {
            let points = counts.weeks.map { week in
                let rest = shown.reduce(week.installations) { $0 - (week.counts[$1] ?? 0) }
                return WeekPoint(week: week.week, proportion: Proportion(successes: rest, n: week.installations))
            }
            lines.append(Line(minorVersion: RollupCell.other, points: points))
        }
        self.lines = lines
    }
}

/// The installations of each minor version, week by week.
struct VersionCounts {
    struct Week {
        let week: ISOWeek
        let counts: [String: Int]
        let installations: Int
    }

    let weeks: [Week]
    /// Over all weeks.
    let totals: [String: Int]
    private let first: ISOWeek

    init(_ history: FleetHistory) {
        var minors: [String: String] = [:]
        var totals: [String: Int] = [:]
        weeks = history.weeks.map { week in
            var counts: [String: Int] = [:]
            var installations = 0
            for (version, count) in history.counts(of: .version, in: week) {
                let minor = minors[version] ?? WeekRollup.minorVersion(of: version)
                minors[version] = minor
                counts[minor, default: 0] += count
                totals[minor, default: 0] += count
                installations += count
            }
            return Week(week: week, counts: counts, installations: installations)
        }
        self.totals = totals
        first = history.weeks.lowerBound
    }

    func count(_ minorVersion: String, in week: ISOWeek) -> Int {
        let index = first.distance(to: week)
        return weeks.indices.contains(index) ? weeks[index].counts[minorVersion] ?? 0 : 0
    }
}
