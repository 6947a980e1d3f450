// SPDX-License-Identifier: MIT

import TelemetryStore

/// Of the installations that were first seen in a month, how many are still there months later.
package struct RetentionCohorts: Sendable, Equatable {
    /// How many months later are looked at.
    package static let months = 12

    package struct Cohort: Sendable, Equatable {
        /// The month of the first report: `2026-03`.
        package let month: String
        /// The most that were seen in one week, within the month and the 4 weeks after it.
        package let size: Int
        /// After 0 to 12 months: of the size, how many were seen in the week that holds the last day of the month so
        /// many months later. `nil` if that week is not over, or not in the history, or nothing at all was seen in it.
        package let retained: [Proportion?]

        package init(month: String, size: Int, retained: [Proportion?]) {
            self.month = month
            self.size = size
            self.retained = retained
        }
    }

    /// The oldest first. None of a month that the history does not hold from its first day on, and none at all if only
    /// one version is counted, since installations move on to others.
    package let cohorts: [Cohort]

    package init(_ history: FleetHistory) {
        var months: Set<String> = []
        if history.minorVersion == nil {
            for week in history.weeks { months.formUnion(history.counts(of: .cohort, in: week).keys) }
        }
        cohorts = months.compactMap(CalendarMonth.init).sorted { $0.number < $1.number }
            .compactMap { Self.cohort(of: $0, history) }
    }

    private static func cohort(of month: CalendarMonth, _ history: FleetHistory) -> Cohort? {
        guard let first = month.firstWeek, let last = month.lastWeek, first >= history.weeks.lowerBound else {
            return nil
        }
        let size = (first...last.advanced(by: 4)).reduce(0) { max($0, history.count(.cohort, month.name, in: $1)) }
        guard size > 0 else { return nil }
        let retained = (0...months).map { later -> Proportion? in
            guard let week = month.advanced(by: later).lastWeek, history.weeks.contains(week),
                history.installations(in: week) > 0, !history.isFolded(.cohort, in: week)
            else { return nil }
            return Proportion(successes: history.count(.cohort, month.name, in: week), n: size)
        }
        return Cohort(month: month.name, size: size, retained: retained)
    }
}
