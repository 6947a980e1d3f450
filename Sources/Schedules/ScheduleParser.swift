// SPDX-License-Identifier: MIT

/// Reads the words of a schedule, one clause after the other.
struct ScheduleParser {
    typealias Clause = ScheduleText.Clause
    typealias Mistake = ScheduleText.Mistake
    typealias Unit = ScheduleText.Unit

    private var words: ScheduleWords

    init(_ text: String) { words = ScheduleWords(text) }

    mutating func parse() throws(Mistake) -> (alternatives: [[Clause]], exceptions: [[Clause]]) {
        var alternatives: [[Clause]] = [[]]
        var exceptions: [[Clause]] = []
        while let word = words.next() {
            switch word {
            case "and", ",": continue
            case "also":
                if exceptions.isEmpty { alternatives.append([]) } else { exceptions.append([]) }
            case "except":
                guard exceptions.isEmpty else { throw Mistake(expected: "\"except\" only once") }
                exceptions.append([])
            default:
                let clauses = try clauses(startingWith: word)
                if exceptions.isEmpty {
                    alternatives[alternatives.count - 1] += clauses
                } else {
                    exceptions[exceptions.count - 1] += clauses
                }
            }
        }
        guard (alternatives + exceptions).allSatisfy({ !$0.isEmpty }) else {
            throw Mistake(expected: "a schedule such as \"every 15 minutes\" or \"at 5:30 pm every weekday\"")
        }
        return (alternatives, exceptions)
    }

    private mutating func clauses(startingWith word: String) throws(Mistake) -> [Clause] {
        switch word {
        case "every": return [try every()]
        case "at", "@": return [try times()]
        case "on": return words.skip("the") ? [try listed()] : [try days()]
        case "of": return [.values(try list { words in words.month() }, .month)]
        case "in": return [.values(try list { words in words.number(in: Unit.year.range) }, .year)]
        case "after", "before": return [try bound(isAfter: word == "after")]
        default:
            throw Mistake(expected: "a schedule such as \"every 15 minutes\"; \"\(word)\" is not understood")
        }
    }

    /// `every [N] UNIT [starting …] [between …]`, `every weekday`, `every weekend`
    private mutating func every() throws(Mistake) -> Clause {
        if words.skip("weekday") { return .values([2, 3, 4, 5, 6], .dayOfWeek) }
        if words.skip("weekend") { return .values([1, 7], .dayOfWeek) }
        let step = words.number(in: 0...1_000_000)
        guard let unit = words.unit() else {
            throw Mistake(expected: "a unit after \"every\", as in \"every 15 minutes\" or \"every hour\"")
        }
        let range = unit.range
        var (from, through) = (range.lowerBound, range.upperBound)
        if words.skip("starting", "start") {
            words.skipAll("at", "on", "the")
            from = try value(of: unit, "starting")
            _ = words.unit()
        }
        if words.skip("between") {
            words.skipAll("the")
            from = try value(of: unit, "between")
            guard words.skip("and", "-", "to") else { throw Mistake(expected: "two values after \"between\"") }
            words.skipAll("the")
            through = try value(of: unit, "between")
            _ = words.unit()
            guard from <= through else { throw Mistake(expected: "the smaller value first after \"between\"") }
        }
        try Self.check(step ?? 1, unit)
        return .every(step ?? 1, unit, from: from, through: through)
    }

    /// A step beyond the unit's range would happen once in each round of it, which nobody means who writes it.
    private static func check(_ step: Int, _ unit: Unit) throws(Mistake) {
        guard step < 1 || unit != .year && step > unit.range.upperBound else { return }
        guard step >= 1 else { throw Mistake(expected: "at least 1 \(unit.name)") }
        guard let next = unit.next else {
            throw Mistake(expected: "at most \(unit.range.upperBound) \(unit.name)s; write a coarser unit instead")
        }
        let count = step / next.count
        let choices = step.isMultiple(of: next.count) ? [count] : [count, count + 1]
        let texts = choices.map { "\"every \($0) \(next.unit.name)\($0 == 1 ? "" : "s")\"" }
        throw Mistake(
            expected: "at most \(unit.range.upperBound) \(unit.name)s; write \(texts.joined(separator: " or ")) instead"
        )
    }

    private mutating func value(of unit: Unit, _ word: String) throws(Mistake) -> Int {
        guard let value = words.number(in: unit.range) else {
            throw Mistake(
                expected: "a number from \(unit.range.lowerBound) to \(unit.range.upperBound) after \"\(word)\"")
        }
        return value
    }

    /// `5:30 pm and 17:00`
    private mutating func times() throws(Mistake) -> Clause {
        .times(try list { words in words.time() })
    }

    /// `mon-fri, sun`
    private mutating func days() throws(Mistake) -> Clause {
        .values(try list { words in words.day() }, .dayOfWeek)
    }

    /// `on the first and 15th day of the month`, `on the last day`
    private mutating func listed() throws(Mistake) -> Clause {
        if words.skip("last") {
            guard let unit = words.unit() else { throw Mistake(expected: "a unit after \"last\"") }
            return .last(unit)
        }
        let values = try list { words in
            words.skip("first") ? 1 : words.number(in: 0...2450)
        }
        guard let unit = words.unit() else { throw Mistake(expected: "a unit, as in \"on the 1st day of the month\"") }
        guard values.allSatisfy(unit.range.contains) else {
            throw Mistake(
                expected: "numbers from \(unit.range.lowerBound) to \(unit.range.upperBound) for \(unit.name)")
        }
        return .values(values, unit)
    }

    private mutating func bound(isAfter: Bool) throws(Mistake) -> Clause {
        words.skipAll("the")
        if let time = words.time() { return isAfter ? .afterTime(time) : .beforeTime(time) }
        guard let number = words.number(in: 0...2450), let unit = words.unit(), unit.range.contains(number) else {
            throw Mistake(expected: "a time or a number and a unit after \"\(isAfter ? "after" : "before")\"")
        }
        return isAfter ? .after(number, unit) : .before(number, unit)
    }

    /// `A, B and C-D`: at least one.
    private mutating func list(_ read: (inout ScheduleWords) -> Int?) throws(Mistake) -> [Int] {
        guard let first = read(&words) else {
            throw Mistake(expected: "a schedule such as \"every 15 minutes\"; \(words.rest) is not understood")
        }
        var values = [first]
        while true {
            let before = words
            if words.skip("-", "to", "through"), let last = read(&words), let start = values.last, start <= last {
                values += (start...last).dropFirst()
                continue
            }
            words = before
            guard words.skip(",", "and"), let next = read(&words) else {
                words = before
                return values
            }
            values.append(next)
        }
    }
}
