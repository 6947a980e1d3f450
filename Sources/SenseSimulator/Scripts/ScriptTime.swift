// SPDX-License-Identifier: MIT

/// A time of a script, in seconds: `0s`, `90s`, `2m` or `1h`.
struct ScriptTime {
    let seconds: Int

    init(_ text: Substring) throws(ScriptMistake) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Self.whole(text.dropLast()),
            number <= 1_000_000
        else {
            throw ScriptMistake(text: "'\(text)' is no duration; allowed are 0s to 1000000s, and the same with m or h")
        }
        seconds = number * unit
    }

    /// A number of digits only.
    static func whole(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}

/// `FROM-TO` or `FROM-end`.
struct ScriptSpan {
    let from: Int
    /// `nil` for the end.
    let to: Int?

    init(_ text: Substring) throws(ScriptMistake) {
        let times = text.split(separator: "-", omittingEmptySubsequences: false)
        guard times.count == 2 else {
            throw ScriptMistake(text: "'\(text)' is no span; allowed are FROM-TO and FROM-end")
        }
        from = try ScriptTime(times[0]).seconds
        to = times[1] == "end" ? nil : try ScriptTime(times[1]).seconds
        if let to, to <= from {
            throw ScriptMistake(text: "'\(text)' ends before it begins; TO must be later than FROM")
        }
    }
}

/// `repeat every DURATION`: after how long a script starts anew.
struct ScriptRepetition {
    /// The number of the line that says so.
    let line: Int
    let seconds: Int

    /// - Parameter earlier: the one that the script has already, which makes another a mistake.
    init(_ words: [Substring], line: Int, earlier: ScriptRepetition?) throws(ScriptMistake) {
        guard words.count == 3, words[1] == "every" else {
            throw ScriptMistake(text: "a repetition is 'repeat every DURATION', not '\(words.joined(separator: " "))'")
        }
        seconds = try ScriptTime(words[2]).seconds
        guard seconds > 0 else { throw ScriptMistake(text: "a repetition must take longer than \(words[2])") }
        if let earlier { throw ScriptMistake(text: "line \(earlier.line) has a repetition already") }
        self.line = line
    }

    /// What to say of a line that ends too late; `nil` if it does not.
    func mistake(ifEnds end: Int) -> ScriptMistake? {
        end <= seconds
            ? nil : ScriptMistake(text: "this goes beyond the \(seconds) s after which line \(line) repeats all")
    }
}
