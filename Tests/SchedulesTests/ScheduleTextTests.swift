// SPDX-License-Identifier: MIT

import Testing

@testable import Schedules

@Suite struct ScheduleTextTests {
    typealias Clause = ScheduleText.Clause

    static let texts: [(String, [[Clause]])] = [
        ("every 15 minutes", [[.every(15, .minute, from: 0, through: 59)]]),
        ("Every 1 Hour", [[.every(1, .hour, from: 0, through: 23)]]),
        ("every 30 sec", [[.every(30, .second, from: 0, through: 59)]]),
        ("every minute", [[.every(1, .minute, from: 0, through: 59)]]),
        ("every hour", [[.every(1, .hour, from: 0, through: 23)]]),
        ("every day", [[.every(1, .day, from: 1, through: 31)]]),
        ("every 2 days", [[.every(2, .day, from: 1, through: 31)]]),
        ("every 45 minutes", [[.every(45, .minute, from: 0, through: 59)]]),
        ("at 5:30 pm every weekday", [[.times([63_000]), .values([2, 3, 4, 5, 6], .dayOfWeek)]]),
        ("at 12:00 am", [[.times([0])]]),
        ("at 12:15pm and 23:59", [[.times([44_100, 86_340])]]),
        ("@ 6:00, 18:00 on mon-fri", [[.times([21_600, 64_800]), .values([2, 3, 4, 5, 6], .dayOfWeek)]]),
        ("on the last day of the month at 23:00", [[.last(.day), .times([82_800])]]),
        ("on the 1st and 15th day of the month", [[.values([1, 15], .day)]]),
        ("on the first-3rd week of the month", [[.values([1, 2, 3], .weekOfMonth)]]),
        ("every 10 minutes starting on the 5th minute", [[.every(10, .minute, from: 5, through: 59)]]),
        (
            "every 5 minutes every 2 hours",
            [
                [.every(5, .minute, from: 0, through: 59), .every(2, .hour, from: 0, through: 23)]
            ]
        ),
        ("every 1 hour between 8 and 17 hours", [[.every(1, .hour, from: 8, through: 17)]]),
        (
            "every 1 hour of january, march-may and december",
            [
                [.every(1, .hour, from: 0, through: 23), .values([1, 3, 4, 5, 12], .month)]
            ]
        ),
        (
            "at 8:00 on sunday also at 9:00 every weekend",
            [
                [.times([28_800]), .values([1], .dayOfWeek)], [.times([32_400]), .values([1, 7], .dayOfWeek)],
            ]
        ),
        ("every 1 hour in 2027", [[.every(1, .hour, from: 0, through: 23), .values([2027], .year)]]),
        (
            "every 1 hour after 6:00 and before 20 hours",
            [
                [.every(1, .hour, from: 0, through: 23), .afterTime(21_600), .before(20, .hour)]
            ]
        ),
    ]

    @Test(arguments: texts)
    func `reads what the grammar has`(text: String, alternatives: [[Clause]]) throws {
        let schedule = try ScheduleText(text)
        #expect(schedule.alternatives == alternatives)
        #expect(schedule.exceptions.isEmpty)
    }

    @Test func `reads exceptions`() throws {
        let schedule = try ScheduleText("every 15 minutes except on sat, sun also at 3:00")
        #expect(schedule.alternatives == [[.every(15, .minute, from: 0, through: 59)]])
        #expect(schedule.exceptions == [[.values([7, 1], .dayOfWeek)], [.times([10_800])]])
    }

    @Test(arguments: [
        ("every 60 seconds", "every 1 minute"), ("every 90 seconds", "every 1 minute\" or \"every 2 minutes"),
        ("every 60 minutes", "every 1 hour"), ("every 90 minutes", "every 1 hour\" or \"every 2 hours"),
        ("every 120 minutes", "every 2 hours"), ("every 24 hours", "every 1 day"),
        ("every 25 hours", "every 1 day\" or \"every 2 days"), ("every 32 days", "write a coarser unit"),
    ])
    func `says what to write instead of too large a number`(text: String, instead: String) {
        let mistake = #expect(throws: ScheduleText.Mistake.self) { try ScheduleText(text) }
        #expect(mistake?.expected.contains(instead) == true, "\(mistake?.expected ?? "")")
    }

    @Test(arguments: [
        "", " ", "every", "every 15min", "15 minutes", "every 15 parsecs", "every 0 minutes", "hourly", "at", "at noon",
        "at 25:00", "at 13:00 pm", "at 5", "on", "on someday", "on the 32nd day", "on the 5th", "also",
        "every 5 minutes also", "every 5 minutes except", "every 5 minutes nonsense", "of smarch", "in 99999",
        "every 1 hour between 17 and 8", "every 1 hour between 8", "every 5 minutes starting on the 70th minute",
        "after lunch", "on the last", "* * * * *", "every -5 minutes", "after 8:00",
        "before 17 hours", "on the 30th day of february", "every 1 hour after 8:00 and before 8:00",
        "in 2026 except in 2026", "every 99999999999999999999 minutes",
    ])
    func `refuses what would never happen as meant`(text: String) {
        let mistake = #expect(throws: ScheduleText.Mistake.self) { try ScheduleText(text) }
        #expect(mistake?.expected.isEmpty == false)
    }
}
