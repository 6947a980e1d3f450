// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire
import Testing

struct ISOWeekTests {
    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> UTCDay {
        try #require(UTCDay(year: year, month: month, day: day))
    }

    @Test(
        arguments: [
            (1969, 12, 28, "1969-W52"), (1970, 1, 1, "1970-W01"), (2024, 12, 30, "2025-W01"), (2026, 1, 1, "2026-W01"),
            (2026, 11, 23, "2026-W48"), (2026, 12, 31, "2026-W53"), (2027, 1, 3, "2026-W53"), (2027, 1, 4, "2027-W01"),
        ])
    func `has the name that the standard gives it`(_ year: Int, _ month: Int, _ number: Int, _ name: String) throws {
        #expect(ISOWeek(try day(year, month, number)).description == name)
    }

    @Test func `goes from Monday to Sunday`() throws {
        let week = ISOWeek(try day(2026, 11, 23))
        #expect(week.monday == (try day(2026, 11, 23)))
        #expect(week.sunday == (try day(2026, 11, 29)))
        for number in -400..<400 {
            let day = UTCDay(number: number)
            #expect(ISOWeek(day).monday <= day && day <= ISOWeek(day).sunday)
            #expect(ISOWeek(ISOWeek(day).monday) == ISOWeek(day))
            #expect(ISOWeek(ISOWeek(day).sunday.advanced(by: 1)) == ISOWeek(day).advanced(by: 1))
        }
    }
}
