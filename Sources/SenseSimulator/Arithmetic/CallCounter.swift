// SPDX-License-Identifier: MIT

import SeededNumbers

/// Counts the calls that a server has answered, along the day curve.
///
/// Promises: whole-number arithmetic throughout, so that a later moment never has a smaller count.
struct CallCounter: Sendable {
    private let callsPerHour: [Int]
    private let callsBefore: [Int]
    private let callsPerWeek: Int

    /// Draws how many calls each hour of a week brings.
    ///
    /// - Parameter busiestHour: about how many calls the busiest hour of the week brings.
    init(seed: UInt64, busiestHour: Int) {
        var random = SplitMix64(seed: seed)
        var before = 0
        var hours: [Int] = []
        var sums: [Int] = []
        for hour in 0..<Moment.hoursPerWeek {
            let calls = Int(Double(busiestHour) * DayCurve.load(inHour: hour) * (0.8 + 0.4 * random.fraction())) + 1
            hours.append(calls)
            sums.append(before)
            before += calls
        }
        self.callsPerHour = hours
        self.callsBefore = sums
        self.callsPerWeek = before
    }

    /// The calls from one moment to another.
    func calls(from start: Moment, to end: Moment) -> Int {
        total(until: end) - total(until: start)
    }

    private func total(until moment: Moment) -> Int {
        let (hours, rest) = moment.sinceFirstMonday.quotientAndRemainder(dividingBy: Moment.millisecondsPerHour)
        let (weeks, hour) = hours.quotientAndRemainder(dividingBy: Moment.hoursPerWeek)
        return weeks * callsPerWeek + callsBefore[hour] + callsPerHour[hour] * rest / Moment.millisecondsPerHour
    }
}
