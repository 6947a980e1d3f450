// SPDX-License-Identifier: MIT

/// How busy a site is over the week, as a share of its busiest hour: crowded from 8 to 17 UTC, quiet at night, and a
/// fifth of that at weekends.
enum DayCurve {
    private static let hours: [Double] = [
        0.03, 0.02, 0.02, 0.02, 0.03, 0.06, 0.18, 0.45, 0.80, 0.95, 1.00, 0.92,
        0.78, 0.90, 0.97, 0.88, 0.70, 0.42, 0.22, 0.14, 0.10, 0.07, 0.05, 0.04,
    ]

    /// The share over one hour of the week, hour 0 being Monday from 00:00 UTC.
    static func load(inHour hour: Int) -> Double {
        let isWeekend = hour / 24 >= 5
        return hours[hour % 24] * (isWeekend ? 0.2 : 1)
    }

    /// The share at a moment, gliding from the middle of one hour to the middle of the next.
    static func load(at moment: Moment) -> Double {
        let position = moment.hoursIntoWeek + Double(Moment.hoursPerWeek) - 0.5
        let hour = Int(position)
        let from = load(inHour: hour % Moment.hoursPerWeek)
        let to = load(inHour: (hour + 1) % Moment.hoursPerWeek)
        return from + (to - from) * (position - Double(hour))
    }
}
