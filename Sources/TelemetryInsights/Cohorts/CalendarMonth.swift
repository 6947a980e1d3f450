// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

/// A month of a year, counted from the first of year 0.
struct CalendarMonth {
    let number: Int

    private init(number: Int) { self.number = number }

    /// `2026-03`; `nil` if it is written otherwise.
    init?(_ name: String) {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
            year >= 1, (1...12).contains(month)
        else { return nil }
        number = year * 12 + month - 1
        guard self.name == name else { return nil }
    }

    var name: String { String(firstDay?.description.prefix(7) ?? "") }

    /// The week that holds its first day.
    var firstWeek: ISOWeek? { firstDay.map { ISOWeek($0) } }

    /// The week that holds its last day.
    var lastWeek: ISOWeek? { advanced(by: 1).firstDay.map { ISOWeek($0.advanced(by: -1)) } }

    func advanced(by months: Int) -> CalendarMonth { CalendarMonth(number: number + months) }

    /// `nil` beyond the year 9999.
    private var firstDay: UTCDay? { UTCDay(year: number / 12, month: number % 12 + 1, day: 1) }
}
