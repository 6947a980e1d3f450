// SPDX-License-Identifier: MIT

import TelemetryStore

extension FleetHistory {
    /// 14.2 for 14.2.0 and 14.2.1; a value may occur twice.
    func minorVersions(in week: ISOWeek) -> [ValueCount] {
        counts(of: .version, in: week).map {
            ValueCount(value: WeekRollup.minorVersion(of: $0.key), count: $0.value)
        }
    }

    /// Operating systems with their releases, whatever the architecture; a value may occur twice.
    func systems(in week: ISOWeek) -> [ValueCount] {
        counts(of: .system, in: week).map {
            ValueCount(value: SystemName($0.key).operatingSystem, count: $0.value)
        }
    }
}
