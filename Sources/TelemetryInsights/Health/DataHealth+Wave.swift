// SPDX-License-Identifier: MIT

package import TelemetryStore

extension DataHealth {
    /// Many installations that were seen on one day only: somebody may have made them up, at any time of the period.
    package struct Wave: Sendable, Equatable {
        package let week: ISOWeek
        package let quarantined: Int
        /// The median of the other weeks.
        package let usual: Int

        package init(week: ISOWeek, quarantined: Int, usual: Int) {
            self.week = week
            self.quarantined = quarantined
            self.usual = usual
        }

        /// The largest; of equal ones the newest. `nil` if there is none by the rule of the alarm, if fewer than 4 other
        /// weeks have data, or if only one version is counted.
        init?(_ history: FleetHistory) {
            guard history.minorVersion == nil else { return nil }
            let weeks = history.weeks.filter {
                history.installations(in: $0) > 0 || history.count(.quarantined, in: $0) > 0
            }
            let most = weeks.max { history.count(.quarantined, in: $0) <= history.count(.quarantined, in: $1) }
            guard let most else { return nil }
            let others = weeks.filter { $0 != most }.map { history.count(.quarantined, in: $0) }
            guard others.count >= Alarm.fewestUsualWeeks else { return nil }
            self.init(
                week: most, quarantined: history.count(.quarantined, in: most), usual: Alarm.median(others))
            guard Alarm.isManyOnOneDay(quarantined, usual: usual) else { return nil }
        }
    }
}
