// SPDX-License-Identifier: MIT

/// A second in UTC by its calendar fields, without a date library.
struct UTCMoment: Equatable {
    static let secondsOfDay = 86_400

    /// Seconds since 1970.
    private(set) var seconds: Int
    private(set) var year = 1970
    private(set) var month = 1
    private(set) var day = 1
    /// Since 1970.
    private var days: Int
    private let secondOfDay: Int

    init(_ seconds: Int) {
        self.seconds = seconds
        days = seconds.quotient(of: Self.secondsOfDay)
        secondOfDay = seconds - days * Self.secondsOfDay
        // Years that start in March have their leap day at the end; 400 of them have 146,097 days.
        let shifted = days + 719_468
        let era = shifted.quotient(of: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfMarchYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfMarchYear + 2) / 153
        day = dayOfMarchYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Midnight at the start of a day.
    init(year: Int, month: Int = 1, day: Int = 1) {
        self.init(Self.days(year, month, day) * Self.secondsOfDay)
    }

    /// How many days after 1970-01-01 a day is.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = marchYear.quotient(of: 400)
        let yearOfEra = marchYear - era * 400
        let dayOfMarchYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfMarchYear - 719_468
    }

    var timeOfDay: Int { secondOfDay }
    var hour: Int { secondOfDay / 3600 }
    var minute: Int { secondOfDay / 60 % 60 }
    var second: Int { secondOfDay % 60 }
    /// 1 is Sunday.
    var dayOfWeek: Int { (days + 4).remainder(of: 7) + 1 }
    var dayOfYear: Int { days - Self.days(year, 1, 1) + 1 }
    /// Which Tuesday of the month this Tuesday is.
    var dayInstance: Int { (day - 1) / 7 + 1 }
    /// Weeks start on Sunday, the first one with the month.
    var weekOfMonth: Int {
        let offset = (dayOfWeek - 1 - (day - 1)).remainder(of: 7)
        return (day - 1 + offset) / 7 + 1
    }

    /// The week of ISO 8601: from Monday, the first one being that with the year's first Thursday.
    var weekOfYear: Int {
        let thursday = UTCMoment((days - (dayOfWeek + 5) % 7 + 3) * Self.secondsOfDay)
        return (thursday.dayOfYear - 1) / 7 + 1
    }

    var daysOfMonth: Int { Self.days(month == 12 ? year + 1 : year, month % 12 + 1, 1) - Self.days(year, month, 1) }
    var daysOfYear: Int { Self.days(year + 1, 1, 1) - Self.days(year, 1, 1) }

    /// The next midnight, hour and so on: the first second of the next period of a unit.
    func startOfNext(_ unit: ScheduleText.Unit) -> Int {
        switch unit {
        case .second: seconds + 1
        case .minute: seconds - second + 60
        case .hour: seconds - secondOfDay % 3600 + 3600
        case .day, .dayOfWeek, .dayOfYear, .dayInstance, .weekOfMonth, .weekOfYear:
            seconds - secondOfDay + Self.secondsOfDay
        case .month: Self.days(month == 12 ? year + 1 : year, month % 12 + 1, 1) * Self.secondsOfDay
        case .year: Self.days(year + 1, 1, 1) * Self.secondsOfDay
        }
    }

    /// Whether a period of the unit starts at this second.
    func isStart(of unit: ScheduleText.Unit) -> Bool {
        switch unit {
        case .second: true
        case .minute: second == 0
        case .hour: secondOfDay % 3600 == 0
        case .day, .dayOfWeek, .dayOfYear, .dayInstance: secondOfDay == 0
        case .weekOfMonth: secondOfDay == 0 && (day == 1 || dayOfWeek == 1)
        case .weekOfYear: secondOfDay == 0 && dayOfWeek == 2
        case .month: secondOfDay == 0 && day == 1
        case .year: secondOfDay == 0 && day == 1 && month == 1
        }
    }

    func value(of unit: ScheduleText.Unit) -> Int {
        switch unit {
        case .second: second
        case .minute: minute
        case .hour: hour
        case .day: day
        case .dayOfWeek: dayOfWeek
        case .dayInstance: dayInstance
        case .dayOfYear: dayOfYear
        case .weekOfMonth: weekOfMonth
        case .weekOfYear: weekOfYear
        case .month: month
        case .year: year
        }
    }

    /// True if the unit's value is the last one that its surroundings have.
    func isLast(_ unit: ScheduleText.Unit) -> Bool {
        switch unit {
        case .day: day == daysOfMonth
        case .dayOfYear: dayOfYear == daysOfYear
        case .dayInstance: day + 7 > daysOfMonth
        case .weekOfMonth: UTCMoment(year: year, month: month, day: daysOfMonth).weekOfMonth == weekOfMonth
        case .weekOfYear: weekOfYear == UTCMoment(year: year, month: 12, day: 28).weekOfYear
        case .second, .minute, .hour, .dayOfWeek, .month, .year: value(of: unit) == unit.range.upperBound
        }
    }
}

extension Int {
    /// Rounded down, also below zero.
    fileprivate func quotient(of divisor: Int) -> Int {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }

    fileprivate func remainder(of divisor: Int) -> Int { self - quotient(of: divisor) * divisor }
}
