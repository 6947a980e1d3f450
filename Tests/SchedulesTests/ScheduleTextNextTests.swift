// SPDX-License-Identifier: MIT

import Testing

@testable import Schedules

@Suite struct ScheduleTextNextTests {
    /// `2026-03-10 06:15:00`, a Tuesday.
    private static let start = seconds("2026-03-10 06:15:00")

    private static func seconds(_ text: String) -> Int {
        let numbers = text.split { "- :".contains($0) }.compactMap { Int($0) }
        return UTCMoment(year: numbers[0], month: numbers[1], day: numbers[2]).seconds + numbers[3] * 3600
            + numbers[4] * 60 + numbers[5]
    }

    private static func text(_ seconds: Int) -> String {
        let moment = UTCMoment(seconds)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(moment.year)-\(two(moment.month))-\(two(moment.day)) "
            + "\(two(moment.hour)):\(two(moment.minute)):\(two(moment.second))"
    }

    private static func times(_ text: String, _ count: Int, after start: Int = start) throws -> [String] {
        let schedule = try ScheduleText(text)
        var (times, last) = ([String](), start)
        while times.count < count, let next = schedule.next(after: last) {
            times.append(Self.text(next))
            last = next
        }
        return times
    }

    @Test(arguments: [
        ("every 15 minutes", ["10 06:30:00", "10 06:45:00", "10 07:00:00"]),
        ("every 1 hour", ["10 07:00:00", "10 08:00:00"]),
        ("every hour", ["10 07:00:00", "10 08:00:00"]),
        ("every 2 hours", ["10 08:00:00", "10 10:00:00"]),
        ("every minute", ["10 06:16:00", "10 06:17:00"]),
        ("every second", ["10 06:15:01", "10 06:15:02"]),
        ("every 30 seconds", ["10 06:15:30", "10 06:16:00"]),
        (
            "every 7 minutes",
            [
                "10 06:21:00", "10 06:28:00", "10 06:35:00", "10 06:42:00", "10 06:49:00", "10 06:56:00",
                "10 07:00:00",
            ]
        ),
        ("every 45 minutes", ["10 06:45:00", "10 07:00:00", "10 07:45:00"]),
        ("every 1 day", ["11 00:00:00", "12 00:00:00"]),
        ("every day", ["11 00:00:00", "12 00:00:00"]),
        ("every 2 days", ["11 00:00:00", "13 00:00:00"]),
        ("every 1 week", ["16 00:00:00", "23 00:00:00"]),
        ("at 5:30 pm every weekday", ["10 17:30:00", "11 17:30:00", "12 17:30:00", "13 17:30:00", "16 17:30:00"]),
        ("at 6:15 and 6:16", ["10 06:16:00", "11 06:15:00"]),
        ("at 12:00 am", ["11 00:00:00"]),
        (
            "every 10 minutes starting on the 5th minute",
            [
                "10 06:25:00", "10 06:35:00", "10 06:45:00", "10 06:55:00",
                "10 07:05:00",
            ]
        ),
        (
            "every 5 minutes every 2 hours",
            [
                "10 06:20:00", "10 06:25:00", "10 06:30:00", "10 06:35:00", "10 06:40:00",
                "10 06:45:00", "10 06:50:00", "10 06:55:00", "10 08:00:00",
            ]
        ),
        ("every 1 hour between 8 and 9 hours", ["10 08:00:00", "10 09:00:00", "11 08:00:00"]),
        ("every 1 hour after 8:30 and before 11 hours", ["10 09:00:00", "10 10:00:00", "11 09:00:00"]),
        ("every 30 seconds after 23:59", ["10 23:59:00", "10 23:59:30", "11 23:59:00"]),
        ("on sunday", ["15 00:00:00", "22 00:00:00"]),
        ("every weekend at 10:00", ["14 10:00:00", "15 10:00:00", "21 10:00:00"]),
        ("at 8:00 on sunday also at 9:00 every weekend", ["14 09:00:00", "15 08:00:00", "15 09:00:00", "21 09:00:00"]),
        ("every 12 hours except on wednesday", ["10 12:00:00", "12 00:00:00"]),
        ("every 15 minutes except after 6:30", ["11 00:00:00"]),
    ])
    func `names the times that are meant`(text: String, expected: [String]) throws {
        #expect(try Self.times(text, expected.count) == expected.map { "2026-03-\($0)" })
    }

    @Test(arguments: [
        ("on the last day of the month at 23:00", ["2026-03-31 23:00:00", "2026-04-30 23:00:00"]),
        ("on the first day of the month", ["2026-04-01 00:00:00", "2026-05-01 00:00:00"]),
        ("every 1 month", ["2026-04-01 00:00:00", "2026-05-01 00:00:00"]),
        ("every 1 year", ["2027-01-01 00:00:00", "2028-01-01 00:00:00"]),
        ("on tuesday on the 2nd day instance", ["2026-04-14 00:00:00", "2026-05-12 00:00:00"]),
        ("on friday on the last day instance", ["2026-03-27 00:00:00", "2026-04-24 00:00:00"]),
        ("on the first week of the year", ["2027-01-04 00:00:00", "2028-01-03 00:00:00"]),
        ("on the last week of the year", ["2026-12-28 00:00:00", "2027-12-27 00:00:00"]),
        ("on the 29th day of february", ["2028-02-29 00:00:00", "2032-02-29 00:00:00"]),
        ("on the last day of the year at 12:00", ["2026-12-31 12:00:00"]),
        ("every 1 hour of january and june", ["2026-06-01 00:00:00", "2026-06-01 01:00:00"]),
        ("every 30 seconds in 2030", ["2030-01-01 00:00:00", "2030-01-01 00:00:30"]),
        ("every 30 seconds except in 2026", ["2027-01-01 00:00:00"]),
        ("every 1 hour except of march", ["2026-04-01 00:00:00"]),
        ("on the 29th day of february except in 2028 also in 2032", ["2036-02-29 00:00:00", "2040-02-29 00:00:00"]),
        ("on monday on the 29th day of february", ["2044-02-29 00:00:00", "2072-02-29 00:00:00"]),
        ("at 12:34 on friday on the 13th day of february in 2032", ["2032-02-13 12:34:00"]),
        ("every second except before 23:59 also every 2 seconds", ["2026-03-10 23:59:01", "2026-03-10 23:59:03"]),
        ("every second except before 2450 years also before 12 months", ["2450-12-01 00:00:00"]),
        ("every minute except every minute on tuesday also in 2026", ["2027-01-01 00:00:00", "2027-01-01 00:01:00"]),
    ])
    func `looks ahead as far as it must`(text: String, expected: [String]) throws {
        #expect(try Self.times(text, expected.count) == expected)
    }

    @Test func `ends when there is nothing left`() throws {
        #expect(try Self.times("at 12:00 on the last day of the year in 2026", 3) == ["2026-12-31 12:00:00"])
        #expect(try ScheduleText("every 1 second in 2025").next(after: Self.start) == nil)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "every minute except every minute", "every second except every second", "every second except every minute",
            "every 2 seconds except every second of january to december", "every second in 2030 except in 2030",
            "every minute except every minute on monday also on sun, tue-sat", "on sunday except every weekend",
            "every second except every 2 seconds also every 2 seconds starting at 1",
            "every second except before 12:00 also after 12:00", "every second on the 31st day of february",
            "every second except every 2 years also every 2 years starting at 1971",
            "every second of june except every 2 days also every 2 days starting at 2",
        ])
    func `finds out soon that a schedule never comes true`(text: String) {
        let mistake = #expect(throws: ScheduleText.Mistake.self) { try ScheduleText(text) }
        #expect(mistake?.expected == "a schedule that comes true at some time", "\(mistake?.expected ?? "")")
    }

    @Test func `never names the same second again, nor one that is over`() throws {
        let schedule = try ScheduleText("every 15 minutes")
        #expect(schedule.next(after: Self.start - 1) == Self.start)
        #expect(schedule.next(after: Self.start) == Self.start + 900)
        #expect(schedule.next(after: -5_000_000_000) == 0)
        #expect(schedule.next(after: .max / 4) == nil)
    }
}
