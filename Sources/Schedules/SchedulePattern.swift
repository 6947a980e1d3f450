// SPDX-License-Identifier: MIT

/// Clauses that hold together, by what they are about: the year, the day, and the time of the day.
struct SchedulePattern {
    private typealias Clause = ScheduleText.Clause
    private typealias Unit = ScheduleText.Unit

    /// On the days on which it holds, these are the seconds at which it does.
    let seconds: DaySeconds
    private let year: [Group]
    private let days: [Group]
    /// Only days on which a period of this unit starts.
    private let start: ScheduleText.Unit?

    /// - Parameter startsOnly: of the periods that are named, only the first seconds.
    init(_ clauses: [ScheduleText.Clause], startsOnly: Bool = false) {
        let finest = startsOnly ? Self.finest(clauses.filter { !$0.isBound }) : nil
        year = [Group(.year, clauses)].compactMap(\.self)
        days = Unit.allCases.filter { !Self.isWithinDay($0) && $0 != .year }.compactMap { Group($0, clauses) }
        start = finest.flatMap { Self.isWithinDay($0) ? nil : $0 }
        var seconds = DaySeconds(
            hours: Self.values(.hour, clauses, length: 3600), minutes: Self.values(.minute, clauses, length: 60),
            seconds: Self.values(.second, clauses, length: 1))
        if let group = Group(nil, clauses) { seconds.formIntersection(group.times()) }
        switch finest {
        case nil, .second: break
        case .minute:
            seconds.formIntersection(DaySeconds(hours: Array(0..<24), minutes: Array(0..<60), seconds: [0]))
        case .hour: seconds.formIntersection(DaySeconds(hours: Array(0..<24), minutes: [0], seconds: [0]))
        default: seconds.formIntersection(DaySeconds(times: [0]))
        }
        self.seconds = seconds
    }

    func holds(inYearOf moment: UTCMoment) -> Bool { year.allSatisfy { $0.holds(at: moment) } }

    /// - Parameter midnight: of a day in a year in which it holds.
    func holds(onDayOf midnight: UTCMoment) -> Bool {
        (start.map { midnight.isStart(of: $0) } ?? true) && days.allSatisfy { $0.holds(at: midnight) }
    }

    private static func isWithinDay(_ unit: Unit) -> Bool { unit == .second || unit == .minute || unit == .hour }

    /// The finest unit of the clauses, whose periods start at what they name; `nil` if they name times of day.
    private static func finest(_ clauses: [Clause]) -> Unit? {
        let units = clauses.map(\.unit)
        guard !units.contains(nil) else { return nil }
        return Unit.allCases.first { units.contains($0) }
    }

    /// The values that a unit of some seconds may have.
    private static func values(_ unit: Unit, _ clauses: [Clause], length: Int) -> [Int] {
        guard let group = Group(unit, clauses) else { return Array(unit.range) }
        return unit.range.filter { group.holds(at: UTCMoment($0 * length)) }
    }

    /// The clauses about one unit: one of those that name values has to hold, and every bound.
    private struct Group {
        private let named: [Clause]
        private let bounds: [Clause]

        /// - Parameter unit: `nil` for times of day.
        init?(_ unit: Unit?, _ clauses: [Clause]) {
            let clauses = clauses.filter { $0.unit == unit }
            guard !clauses.isEmpty else { return nil }
            named = clauses.filter { !$0.isBound }
            bounds = clauses.filter(\.isBound)
        }

        func holds(at moment: UTCMoment) -> Bool {
            (named.isEmpty || named.contains { $0.holds(at: moment) }) && bounds.allSatisfy { $0.holds(at: moment) }
        }

        /// The seconds at which clauses about times of day hold.
        func times() -> DaySeconds {
            var times: [Int] = []
            for case .times(let some) in named { times += some }
            var (from, through) = (0, UTCMoment.secondsOfDay - 1)
            for bound in bounds {
                switch bound {
                case .afterTime(let time): from = max(from, time)
                case .beforeTime(let time): through = min(through, time - 1)
                default: break
                }
            }
            guard from <= through else { return DaySeconds(times: []) }
            return DaySeconds(times: named.isEmpty ? Array(from...through) : times.filter((from...through).contains))
        }
    }
}

extension ScheduleText.Clause {
    fileprivate func holds(at moment: UTCMoment) -> Bool {
        switch self {
        case .every(let step, let unit, let from, let through):
            let value = moment.value(of: unit)
            return value >= from && value <= through && (value - from).isMultiple(of: step)
        case .values(let values, let unit): return values.contains(moment.value(of: unit))
        case .last(let unit): return moment.isLast(unit)
        case .times(let times): return times.contains(moment.timeOfDay)
        case .after(let value, let unit): return moment.value(of: unit) >= value
        case .before(let value, let unit): return moment.value(of: unit) < value
        case .afterTime(let time): return moment.timeOfDay >= time
        case .beforeTime(let time): return moment.timeOfDay < time
        }
    }
}
