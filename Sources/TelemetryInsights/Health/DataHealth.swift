// SPDX-License-Identifier: MIT

package import TelemetryStore
package import TelemetryWire

/// Whether the figures can be believed.
package struct DataHealth: Sendable, Equatable {
    /// What the collector counted since it started.
    package struct Collector: Sendable, Equatable {
        package let since: UTCDay?
        /// Reports taken in, and reports that were there already.
        package let stored: Int
        package let repeated: Int
        /// Reports turned away, by reason.
        package let rejected: [ValueCount]
        /// Values that no list knows, by field.
        package let unknownValues: [ValueCount]
        /// Reports whose clock was wrong, by how much.
        package let clockSkew: [ValueCount]

        package init(
            since: UTCDay?, stored: Int, repeated: Int, rejected: [ValueCount], unknownValues: [ValueCount],
            clockSkew: [ValueCount]
        ) {
            self.since = since
            self.stored = stored
            self.repeated = repeated
            self.rejected = rejected
            self.unknownValues = unknownValues
            self.clockSkew = clockSkew
        }

        /// Turned away, of all that came.
        package var rejectedShare: Proportion {
            let count = rejected.reduce(0) { Self.sum($0, $1.count) }
            return Proportion(successes: count, n: Self.sum(count, Self.sum(stored, repeated)))
        }

        private static func sum(_ first: Int, _ second: Int) -> Int {
            let (sum, overflow) = max(first, 0).addingReportingOverflow(max(second, 0))
            return overflow ? .max : sum
        }
    }

    /// The newest week.
    package let week: ISOWeek
    package let seen: Int
    package let quarantined: Int
    /// `nil` where no collector runs.
    package let collector: Collector?
    /// About the last 4 weeks, the newest first.
    package let alarms: [Alarm]
    /// The most that were seen on one day only in a week of the period, if chance and what is usual do not explain it.
    package let largestWave: Wave?
    /// Why an alarm could not have been raised for the newest week; `nil` if each could.
    package let alarmShortage: AlarmShortage?
    /// For each dimension in which any do: how many installations of the newest week say `other`.
    package let otherValues: [ValueCount]

    package init(_ history: FleetHistory, collector: Collector? = nil) {
        week = history.latest
        seen = history.installations(in: history.latest)
        quarantined = history.count(.quarantined, in: history.latest)
        self.collector = collector
        alarms = Alarm.all(history)
        largestWave = Wave(history)
        alarmShortage = AlarmShortage(history)
        otherValues = Self.dimensions.compactMap { dimension in
            let count = history.count(dimension, RollupCell.other, in: history.latest)
            return count > 0 ? ValueCount(value: dimension.rawValue, count: count) : nil
        }
    }

    /// Seen on one day only, of all that were seen.
    package var quarantinedShare: Proportion { Proportion(successes: quarantined, n: seen + quarantined) }

    /// Those in which a report may say `other`.
    static let dimensions: [RollupDimension] = [
        .version, .arch, .platform, .release, .distro, .codename, .runtime,
    ]
}
