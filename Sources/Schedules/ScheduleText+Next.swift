// SPDX-License-Identifier: MIT

extension ScheduleText {
    /// The next time that it names; `nil` if none is left.
    ///
    /// Takes some tens of milliseconds at most, also if there is none.
    ///
    /// - Parameter seconds: since 1970; the time that is given is later than this.
    package func next(after seconds: Int) -> Int? {
        let exceptions = exceptions.map { SchedulePattern($0) }
        var earliest: Int?
        for alternative in alternatives {
            var search = ScheduleSearch(SchedulePattern(alternative, startsOnly: true), except: exceptions)
            earliest = search.first(from: max(seconds, -1) + 1, before: earliest ?? .max) ?? earliest
        }
        return earliest
    }
}

/// Looks for the first second that a pattern names and no exception does.
///
/// Years are looked through day by day, but of those with the same calendar only one.
private struct ScheduleSearch {
    /// What decides how a year's days come out, but for the exceptions that count in it.
    private struct YearKind: Hashable {
        var firstWeekday: Int
        var days: Int
        /// Its first days may belong to the last week of the year before.
        var daysBefore: Int
        var exceptions: [Int]
    }

    private let pattern: SchedulePattern
    private let exceptions: [SchedulePattern]
    /// What is left of a day on which some exceptions count; `nil` if nothing is.
    private var remainders: [[Int]: DaySeconds?] = [:]
    /// Years without any time.
    private var barren: Set<YearKind> = []

    init(_ pattern: SchedulePattern, except exceptions: [SchedulePattern]) {
        self.pattern = pattern
        self.exceptions = exceptions
    }

    mutating func first(from seconds: Int, before limit: Int) -> Int? {
        var moment = UTCMoment(seconds)
        while moment.seconds < limit, moment.year <= ScheduleText.Unit.year.range.upperBound {
            if pattern.holds(inYearOf: moment), let found = first(inYearFrom: moment) {
                return found < limit ? found : nil
            }
            moment = UTCMoment(moment.startOfNext(.year))
        }
        return nil
    }

    private mutating func first(inYearFrom start: UTCMoment) -> Int? {
        let newYear = UTCMoment(year: start.year)
        let counting = exceptions.indices.filter { exceptions[$0].holds(inYearOf: newYear) }
        let kind = YearKind(
            firstWeekday: newYear.dayOfWeek, days: newYear.daysOfYear,
            daysBefore: UTCMoment(year: start.year - 1).daysOfYear, exceptions: counting)
        guard !barren.contains(kind) else { return nil }
        let end = newYear.startOfNext(.year)
        var second = start.timeOfDay
        var midnight = UTCMoment(start.seconds - second)
        while midnight.seconds < end {
            if pattern.holds(onDayOf: midnight) {
                let active = counting.filter { exceptions[$0].holds(onDayOf: midnight) }
                if let time = remainder(active)?.first(from: second) { return midnight.seconds + time }
            }
            second = 0
            midnight = UTCMoment(midnight.startOfNext(.day))
        }
        if start == newYear { barren.insert(kind) }
        return nil
    }

    private mutating func remainder(_ active: [Int]) -> DaySeconds? {
        if let known = remainders[active] { return known }
        var seconds = pattern.seconds
        for index in active { seconds.subtract(exceptions[index].seconds) }
        let left = seconds.isEmpty ? nil : seconds
        remainders.updateValue(left, forKey: active)
        return left
    }
}
