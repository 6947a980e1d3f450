// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct UTCDayTests {
    /// A date that walks from day to day by itself, as a second opinion.
    private struct Walker {
        var year = 1970
        var month = 1
        var day = 1

        private var isLeap: Bool { year % 4 == 0 && year % 100 != 0 || year % 400 == 0 }
        private var length: Int {
            switch month {
            case 2: isLeap ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        }

        mutating func forward() {
            day += 1
            guard day > length else { return }
            day = 1
            month += 1
            guard month > 12 else { return }
            month = 1
            year += 1
        }

        mutating func back() {
            day -= 1
            guard day == 0 else { return }
            month -= 1
            if month == 0 {
                month = 12
                year -= 1
            }
            day = length
        }

        func agrees(with number: Int) -> Bool {
            UTCDay(year: year, month: month, day: day)?.number == number
        }

        /// All walked years have four digits.
        func spells(_ text: String) -> Bool {
            text == "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        }
    }

    @Test(arguments: [1, -1])
    func `counts and spells two hundred thousand days like a walk through the calendar`(_ step: Int) {
        var walker = Walker()
        var firstWrong: Int?
        for distance in 0...200_000 {
            let number = distance * step
            if !walker.agrees(with: number) || !walker.spells(UTCDay(number: number).description) {
                firstWrong = number
                break
            }
            if step > 0 { walker.forward() } else { walker.back() }
        }
        #expect(firstWrong == nil)
    }

    @Test(arguments: [
        (0, "1970-01-01"), (-1, "1969-12-31"), (11_016, "2000-02-29"), (20_779, "2026-11-22"), (-25_508, "1900-03-01"),
        (47_541, "2100-03-01"), (2_932_896, "9999-12-31"), (-719_162, "0001-01-01"),
    ])
    func `knows some dates`(_ number: Int, _ text: String) {
        #expect(UTCDay(number: number).description == text)
        let parts = text.split(separator: "-").compactMap { Int($0) }
        #expect(UTCDay(year: parts[0], month: parts[1], day: parts[2])?.number == number)
    }

    @Test(arguments: [
        [2026, 0, 1], [2026, 13, 1], [2026, 1, 0], [2026, 1, 32], [2026, 4, 31], [2026, 2, 29], [1900, 2, 29],
        [2100, 2, 29], [2024, 2, 30], [0, 1, 1], [-1, 1, 1], [10_000, 1, 1], [2026, -1, 1], [2026, 1, -1],
    ])
    func `refuses dates that do not exist`(_ parts: [Int]) {
        #expect(UTCDay(year: parts[0], month: parts[1], day: parts[2]) == nil)
    }

    @Test(arguments: [
        (0, 0), (86_399, 0), (86_400, 1), (-1, -1), (-86_400, -1), (-86_401, -2), (1_795_381_199, 20_779),
    ])
    func `contains its seconds, also before 1970`(_ seconds: Int, _ number: Int) {
        #expect(UTCDay(secondsSinceEpoch: seconds).number == number)
    }

    @Test func `is ordered and can be moved`() {
        let day = UTCDay(number: 10)
        #expect(day < day.advanced(by: 1))
        #expect(!(day < day))
        #expect(day.advanced(by: -11) == UTCDay(number: -1))
    }
}
