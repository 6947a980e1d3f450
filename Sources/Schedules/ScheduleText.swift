// SPDX-License-Identifier: MIT

/// When something happens, as the configuration spells it: `every 15 minutes`, `at 5:30 pm every weekday`. In UTC.
///
/// Within an alternative, clauses about different units all have to hold; of several about the same unit, one.
package struct ScheduleText: Sendable, Equatable {
    /// One of them has to hold; never empty, nor is any of them.
    package var alternatives: [[Clause]]
    /// None of them may hold.
    package var exceptions: [[Clause]]

    package enum Clause: Sendable, Equatable {
        /// `from`, `from + step`, … up to `through`.
        case every(Int, Unit, from: Int, through: Int)
        case values([Int], Unit)
        /// The last of the unit, such as the last day of the month.
        case last(Unit)
        /// Seconds after midnight.
        case times([Int])
        /// From this value on.
        case after(Int, Unit)
        /// Up to this value, which does not belong to it.
        case before(Int, Unit)
        /// From this many seconds after midnight on.
        case afterTime(Int)
        case beforeTime(Int)

        /// What it is about; `nil` for times of day.
        var unit: Unit? {
            switch self {
            case .every(_, let unit, _, _), .values(_, let unit), .last(let unit), .after(_, let unit),
                .before(_, let unit):
                unit
            case .times, .afterTime, .beforeTime: nil
            }
        }

        /// True if it only says when other clauses count.
        var isBound: Bool {
            switch self {
            case .after, .before, .afterTime, .beforeTime: true
            case .every, .values, .last, .times: false
            }
        }
    }

    /// What is counted, from finest to coarsest.
    package enum Unit: String, Sendable, Equatable, CaseIterable {
        case second, minute, hour, day
        /// 1 is Sunday.
        case dayOfWeek, dayInstance, dayOfYear, weekOfMonth, weekOfYear, month, year

        /// The values that it has.
        package var range: ClosedRange<Int> {
            switch self {
            case .second, .minute: 0...59
            case .hour: 0...23
            case .day: 1...31
            case .dayOfWeek: 1...7
            case .dayInstance, .weekOfMonth: 1...5
            case .dayOfYear: 1...366
            case .weekOfYear: 1...53
            case .month: 1...12
            case .year: 1970...2450
            }
        }

        /// The next unit and how many of this one it has; `nil` if that is not always the same number.
        var next: (unit: Unit, count: Int)? {
            switch self {
            case .second: (.minute, 60)
            case .minute: (.hour, 60)
            case .hour: (.day, 24)
            case .dayOfWeek: (.weekOfYear, 7)
            case .month: (.year, 12)
            default: nil
            }
        }

        var name: String {
            switch self {
            case .dayOfWeek: "day of the week"
            case .dayInstance: "day instance"
            case .dayOfYear: "day of the year"
            case .weekOfMonth: "week of the month"
            case .weekOfYear: "week"
            default: rawValue
            }
        }
    }

    /// Why a text is no schedule, and what to write instead.
    package struct Mistake: Error, Equatable {
        /// Completes "expected …".
        package var expected: String
    }

    package init(_ text: String) throws(Mistake) {
        var parser = ScheduleParser(text)
        (alternatives, exceptions) = try parser.parse()
        guard alternatives.allSatisfy({ $0.contains { !$0.isBound } }) else {
            throw Mistake(expected: "something that happens, such as \"every 1 hour\", beside \"after\" and \"before\"")
        }
        guard next(after: -1) != nil else { throw Mistake(expected: "a schedule that comes true at some time") }
    }
}
