// SPDX-License-Identifier: MIT

import TelemetryStore

extension DataHealth {
    /// Why the newest week raises no alarm whatever happens in it.
    package enum AlarmShortage: Sendable, Equatable {
        /// Only this version is counted, and installations move on to others.
        case oneVersion(String)
        /// Only so many weeks before it have data.
        case weeks(Int)
        /// So few are usual that chance alone may yield a week without any. Only silence cannot be told then.
        case installations(usual: Int)

        /// How many have to be usual, so that a week without any is not chance.
        package static let fewestUsual = 7

        init?(_ history: FleetHistory) {
            if let version = history.minorVersion {
                self = .oneVersion(version)
                return
            }
            let before = Alarm.weeksBefore(history.latest, history)
            guard before.count >= Alarm.fewestUsualWeeks else {
                self = .weeks(before.count)
                return
            }
            let usual = Alarm.median(before.map { history.installations(in: $0) })
            guard !Chance.isTooFew(0, expected: usual) else { return nil }
            self = .installations(usual: usual)
        }
    }
}
