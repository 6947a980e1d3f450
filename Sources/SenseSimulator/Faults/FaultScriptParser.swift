// SPDX-License-Identifier: MIT

/// Reads a script of faults line by line and keeps every mistake.
struct FaultScriptParser {
    private let serverCount: Int
    private var number = 0
    private var lines: [(number: Int, line: FaultScript.Line)] = []
    private var repetition: (number: Int, seconds: Int)?
    private var mistakes: [FaultScriptError.Mistake] = []

    /// - Parameter serverCount: how many servers there are to choose from.
    init(serverCount: Int) {
        self.serverCount = serverCount
    }

    /// Reads the next line.
    mutating func read(_ text: Substring) {
        number += 1
        let words = text.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
        guard let first = words.first else { return }
        do {
            if first == "repeat" {
                try readRepetition(words)
            } else {
                try readFault(words)
            }
        } catch {
            mistakes.append(.init(line: number, text: error.text))
        }
    }

    /// The script, if there was no mistake.
    func finish(file: String) throws(FaultScriptError) -> FaultScript {
        var mistakes = mistakes
        if let repetition {
            for (number, line) in lines where max(line.from + 1, line.to ?? 0) > repetition.seconds {
                let text =
                    "this goes beyond the \(repetition.seconds) s after which line \(repetition.number) repeats all"
                mistakes.append(.init(line: number, text: text))
            }
        }
        guard mistakes.isEmpty else {
            throw FaultScriptError(file: file, mistakes: mistakes.sorted { $0.line < $1.line })
        }
        return FaultScript(lines: lines.map(\.line), period: repetition?.seconds)
    }

    private struct Mistake: Error {
        let text: String
    }

    private mutating func readRepetition(_ words: [Substring]) throws(Mistake) {
        guard words.count == 3, words[1] == "every" else {
            throw Mistake(text: "a repetition is 'repeat every DURATION', not '\(words.joined(separator: " "))'")
        }
        let seconds = try Self.seconds(words[2])
        guard seconds > 0 else { throw Mistake(text: "a repetition must take longer than \(words[2])") }
        if let repetition { throw Mistake(text: "line \(repetition.number) has a repetition already") }
        repetition = (number, seconds)
    }

    private mutating func readFault(_ words: [Substring]) throws(Mistake) {
        let times = words[0].split(separator: "-", omittingEmptySubsequences: false)
        guard words.count == 2, times.count == 2 else {
            throw Mistake(
                text: "a line is 'FROM-TO KIND[@SERVER][/INTERFACE]' or 'repeat every DURATION', not "
                    + "'\(words.joined(separator: " "))'"
            )
        }
        let from = try Self.seconds(times[0])
        let to = times[1] == "end" ? nil : try Self.seconds(times[1])
        if let to, to <= from { throw Mistake(text: "'\(words[0])' ends before it begins; TO must be later than FROM") }
        let rule = try rule(words[1])
        guard rule.fault.canComeAndGo else {
            throw Mistake(text: "\(rule.fault.rawValue) cannot come and go; give it with --fault instead")
        }
        lines.append((number, .init(from: from, to: to, rule: rule)))
    }

    private func rule(_ text: Substring) throws(Mistake) -> FaultRule {
        do {
            return try FaultRule(parsing: text, serverCount: serverCount)
        } catch {
            throw Mistake(text: error.description)
        }
    }

    /// `0s`, `90s`, `2m` or `1h` in seconds.
    private static func seconds(_ text: Substring) throws(Mistake) -> Int {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        let digits = text.dropLast()
        guard let unit = text.last.flatMap({ units[$0] }), !digits.isEmpty,
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int(digits), number <= 1_000_000
        else {
            throw Mistake(text: "'\(text)' is no duration; allowed are 0s to 1000000s, and the same with m or h")
        }
        return number * unit
    }
}
