// SPDX-License-Identifier: MIT

package import TelemetryWire

/// A week from Monday to Sunday, counted from the one that contains 1970-01-01 (week 0).
package struct ISOWeek: Sendable, Hashable, Comparable, Strideable, CustomStringConvertible {
    package var number: Int

    package init(number: Int) { self.number = number }

    /// The week that contains `day`.
    package init(_ day: UTCDay) {
        // 1970-01-01 was a Thursday.
        let days = day.number + 3
        number = days >= 0 ? days / 7 : (days - 6) / 7
    }

    package var monday: UTCDay { UTCDay(number: number * 7 - 3) }

    package var sunday: UTCDay { monday.advanced(by: 6) }

    package static func < (first: ISOWeek, second: ISOWeek) -> Bool { first.number < second.number }

    package func distance(to other: ISOWeek) -> Int { other.number - number }

    package func advanced(by weeks: Int) -> ISOWeek { ISOWeek(number: number + weeks) }

    /// `2026-W47`: the year is the one that the week's Thursday lies in (ISO 8601).
    package var description: String {
        let thursday = monday.advanced(by: 3)
        let year = String(thursday.description.prefix(4))
        guard let first = Int(year).flatMap({ UTCDay(year: $0, month: 1, day: 1) }) else { return year }
        let week = (thursday.number - first.number) / 7 + 1
        return week < 10 ? "\(year)-W0\(week)" : "\(year)-W\(week)"
    }
}
