// SPDX-License-Identifier: MIT

package import TelemetryStore

extension DataHealth {
    /// Something that chance does not explain (it would in less than 0.1 % of weeks), against the median of the 8 weeks
    /// before.
    package enum Alarm: Sendable, Equatable {
        /// More than a quarter of the installations is missing: a collector that was off, a certificate that ran out.
        case silence(week: ISOWeek, seen: Int, expected: Int)
        /// A tenth to a quarter is missing.
        case shrinking(week: ISOWeek, seen: Int, expected: Int)
        /// More than twice as many as usual were seen on one day only: somebody may be making them up.
        case newcomers(week: ISOWeek, quarantined: Int, usual: Int)
        /// More than three times as many as usual were first seen, and on more than one day.
        case arrivals(week: ISOWeek, new: Int, usual: Int)

        /// How many weeks, from the newest on, are looked at.
        static let weeks = 4
        /// With how many weeks before they are compared: weeks in which nothing was seen do not count.
        static let usualWeeks = 8
        static let fewestUsualWeeks = 4

        /// The newest week's first. None if only one version is counted, since installations move on to others.
        static func all(_ history: FleetHistory) -> [Alarm] {
            guard history.minorVersion == nil else { return [] }
            return history.weeks.suffix(weeks).reversed().flatMap { all(history, $0) }
        }

        /// What the week is compared with: the weeks before it in which anything was seen.
        static func weeksBefore(_ week: ISOWeek, _ history: FleetHistory) -> [ISOWeek] {
            (week.advanced(by: -usualWeeks)..<week).filter {
                history.weeks.contains($0) && history.installations(in: $0) > 0
            }
        }

        private static func all(_ history: FleetHistory, _ week: ISOWeek) -> [Alarm] {
            let before = weeksBefore(week, history)
            guard before.count >= fewestUsualWeeks else { return [] }
            var alarms: [Alarm] = []
            let seen = history.installations(in: week)
            let expected = median(before.map { history.installations(in: $0) })
            if Chance.isTooFew(seen, expected: expected) {
                let share = Double(seen) / Double(expected)
                if share < 0.75 {
                    alarms.append(.silence(week: week, seen: seen, expected: expected))
                } else if share < 0.9 {
                    alarms.append(.shrinking(week: week, seen: seen, expected: expected))
                }
            }
            let quarantined = history.count(.quarantined, in: week)
            let usual = median(before.map { history.count(.quarantined, in: $0) })
            if isManyOnOneDay(quarantined, usual: usual) {
                alarms.append(.newcomers(week: week, quarantined: quarantined, usual: usual))
            }
            let new = history.count(.activity, "new", in: week)
            let usualNew = median(before.map { history.count(.activity, "new", in: $0) })
            if Chance.isTooMany(new, expected: max(usualNew, 1)), Double(new) > 3 * Double(usualNew) {
                alarms.append(.arrivals(week: week, new: new, usual: usualNew))
            }
            return alarms
        }

        /// More than twice as many as usual, and more than chance yields.
        static func isManyOnOneDay(_ quarantined: Int, usual: Int) -> Bool {
            Chance.isTooMany(quarantined, expected: max(usual, 1)) && Double(quarantined) > 2 * Double(usual)
        }

        /// The middle one of the counts, the lower of two.
        static func median(_ counts: [Int]) -> Int {
            counts.isEmpty ? 0 : counts.sorted()[(counts.count - 1) / 2]
        }
    }
}
