// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryStore
package import TelemetryWire

/// A fleet of installations that never existed: for measurements, demonstrations and tests, never for an answer.
///
/// Each installation depends on the seed, the period and its own number alone: the first thousand of a fleet of a million
/// are the fleet of a thousand.
package struct SyntheticFleet: Sendable, RandomAccessCollection {
    package let startIndex = 0
    package let endIndex: Int
    /// From the first day to the last.
    package let period: ClosedRange<UTCDay>

    private let seed: UInt64
    private let habits: FleetHabits
    private let current: ReleaseCalendar
    private let old: ReleaseCalendar

    /// - Parameters:
    ///   - installations: how many there ever were; some of them are gone by the end.
    ///   - period: the days of their reports.
    package init(installations: Int, period: ClosedRange<UTCDay>, seed: UInt64, habits: FleetHabits = .usual) {
        endIndex = installations
        self.period = period
        self.seed = seed
        self.habits = habits
        current = .swift(until: period.upperBound, from: period.lowerBound, seed: seed)
        old = .node(from: period.lowerBound)
    }

    package subscript(number: Int) -> SyntheticInstallation {
        var random = SplitMix64(seed: seed, 2, number)
        let id = Hex.encode(random.bytes32())
        let keySeed = random.bytes32()
        let isSigned = !random.chance(habits.unsigned)
        let (days, isNew) = lifetime(&random)
        let life = SyntheticLife(
            days: days, isNew: isNew, calendar: isSigned ? current : old, habits: habits, random: &random)
        return SyntheticInstallation(
            number: number, id: id, isSigned: isSigned, spans: life.spans(&random), keySeed: keySeed,
            restarts: habits.restarts, dailySeed: random.next())
    }

    /// The first and the last day of an installation, and whether it was set up on the first.
    private func lifetime(_ random: inout SplitMix64) -> (ClosedRange<UTCDay>, isNew: Bool) {
        let length = period.upperBound.number - period.lowerBound.number
        if random.chance(habits.oneDay) {
            let day = period.lowerBound.advanced(by: random.number(in: 0...length))
            return (day...day, true)
        }
        let joined = habits.growth * Double(length) / 365.25
        let isNew = random.chance(joined / (1 + joined))
        let first = isNew ? period.lowerBound.advanced(by: random.number(in: 0...length)) : period.lowerBound
        let days = habits.churn > 0 ? random.waitingTime(mean: 365.25 / habits.churn) : .infinity
        let given = days < Double(period.upperBound.number - first.number)
        let last = given ? first.advanced(by: Int(days)) : period.upperBound
        return (first...last, isNew)
    }
}
