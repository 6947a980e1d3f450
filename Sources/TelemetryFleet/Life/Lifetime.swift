// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryWire

/// When an installation is there, and what it is there for.
struct Lifetime: Sendable {
    enum Kind: Sendable {
        case lasting
        /// Set up, looked at and given up on the same day.
        case tried
        case container
        /// Nobody runs it: somebody only sent a report.
        case spoofed
    }

    let kind: Kind
    /// Its first day and its last.
    let days: ClosedRange<UTCDay>
    /// Whether it was set up on the first; else it was there before.
    let isNew: Bool

    init(in world: FleetWorld, _ random: inout SplitMix64) {
        let (habits, period) = (world.habits, world.period)
        let length = period.upperBound.number - period.lowerBound.number
        let point = random.fraction()
        if point < habits.oneDay + habits.containers {
            let first = period.lowerBound.advanced(by: random.number(in: 0...length))
            let isTried = point < habits.oneDay
            let last = isTried ? first : first.advanced(by: Int(random.waitingTime(mean: 2)))
            (kind, days, isNew) = (isTried ? .tried : .container, first...min(last, period.upperBound), true)
            return
        }
        if point < habits.oneDay + habits.containers + habits.spoofed {
            let day = world.burstDays[random.number(in: 0...world.burstDays.count - 1)]
            (kind, days, isNew) = (.spoofed, day...day, true)
            return
        }
        let joined = habits.growth * Double(length) / 365.25
        isNew = random.chance(joined / (1 + joined))
        let first = isNew ? period.lowerBound.advanced(by: random.number(in: 0...length)) : period.lowerBound
        let stay = habits.churn > 0 ? random.waitingTime(mean: 365.25 / habits.churn) : .infinity
        let isGivenUp = stay < Double(period.upperBound.number - first.number)
        days = first...(isGivenUp ? first.advanced(by: Int(stay)) : period.upperBound)
        kind = .lasting
    }
}
