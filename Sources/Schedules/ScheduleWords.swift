// SPDX-License-Identifier: MIT

/// The words of a schedule that are still to be read. What does not fit is not taken.
struct ScheduleWords {
    private var words: ArraySlice<String>

    init(_ text: String) {
        var spaced = ""
        for character in text.lowercased() {
            spaced += ",-@".contains(character) ? " \(character) " : String(character)
        }
        words = spaced.split { " \t".contains($0) }.map(String.init)[...]
    }

    /// The next word, for messages.
    var rest: String { words.first.map { "\"\($0)\"" } ?? "the end" }

    mutating func next() -> String? { words.popFirst() }

    /// Takes the next word if it is one of these.
    mutating func skip(_ choices: String...) -> Bool {
        guard let word = words.first, choices.contains(word) else { return false }
        words.removeFirst()
        return true
    }

    mutating func skipAll(_ choices: String...) {
        while let word = words.first, choices.contains(word) { words.removeFirst() }
    }

    /// `5`, `5th`
    mutating func number(in range: ClosedRange<Int>) -> Int? {
        guard let word = words.first else { return nil }
        let digits = word.prefix { ("0"..."9").contains($0) }
        guard ["", "st", "nd", "rd", "th"].contains(word.dropFirst(digits.count)), let number = Int(digits),
            range.contains(number)
        else { return nil }
        words.removeFirst()
        return number
    }

    mutating func unit() -> ScheduleText.Unit? {
        guard let word = words.first, let unit = Self.units[word] else { return nil }
        words.removeFirst()
        if unit == .day, skip("instance") { return .dayInstance }
        let before = words
        guard unit == .day || unit == .weekOfYear, skip("of") else { return unit }
        _ = skip("the")
        switch (unit, words.first) {
        case (.day, "month"), (.weekOfYear, "year"): break
        case (.day, "week"): defer { words.removeFirst() }; return .dayOfWeek
        case (.day, "year"): defer { words.removeFirst() }; return .dayOfYear
        case (.weekOfYear, "month"): defer { words.removeFirst() }; return .weekOfMonth
        default:
            words = before
            return unit
        }
        words.removeFirst()
        return unit
    }

    /// `5:30 pm`, `17:30`, in seconds after midnight.
    mutating func time() -> Int? {
        guard let word = words.first else { return nil }
        let half = ["am", "pm"].first { word.hasSuffix($0) }
        let parts = (half == nil ? word : String(word.dropLast(2))).split(
            separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0...59).contains(minute), (0...23).contains(hour)
        else { return nil }
        let following = words.dropFirst().first
        let suffix = half ?? (following == "am" || following == "pm" ? following : nil)
        guard let suffix else {
            words.removeFirst()
            return hour * 3600 + minute * 60
        }
        guard (1...12).contains(hour) else { return nil }
        words.removeFirst(half == nil ? 2 : 1)
        return (hour % 12 + (suffix == "pm" ? 12 : 0)) * 3600 + minute * 60
    }

    /// 1 is Sunday.
    mutating func day() -> Int? {
        guard let word = words.first else { return nil }
        let name = word.hasSuffix("day") ? String(word.dropLast(3)) : word
        let spellings: [[String]] = [
            ["sun"], ["mon"], ["tue", "tues"], ["wed", "wednes"], ["thu", "thr", "thurs", "thur"], ["fri"],
            ["sat", "satur"],
        ]
        guard let index = spellings.firstIndex(where: { $0.contains(name) }) else { return nil }
        words.removeFirst()
        return index + 1
    }

    mutating func month() -> Int? {
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        guard let word = words.first, word.count >= 3,
            let index = names.firstIndex(where: { $0.hasPrefix(word) })
        else { return nil }
        words.removeFirst()
        return index + 1
    }

    private static let units: [String: ScheduleText.Unit] = {
        let spellings: [(ScheduleText.Unit, [String])] = [
            (.second, ["s", "sec", "secs", "second", "seconds"]), (.minute, ["m", "min", "mins", "minute", "minutes"]),
            (.hour, ["h", "hour", "hours"]), (.day, ["day", "days"]), (.weekOfYear, ["week", "weeks"]),
            (.month, ["month", "months"]), (.year, ["year", "years"]),
        ]
        return Dictionary(uniqueKeysWithValues: spellings.flatMap { unit, words in words.map { ($0, unit) } })
    }()
}
