// SPDX-License-Identifier: MIT

/// Reads a script of events line by line and keeps every mistake.
struct EventScriptParser {
    private var number = 0
    private var streams: [(number: Int, stream: EventSchedule.Stream)] = []
    private var bursts: [(number: Int, burst: EventSchedule.Burst)] = []
    private var repetition: ScriptRepetition?
    private var mistakes: [EventScriptError.Mistake] = []

    /// Reads the next line.
    mutating func read(_ text: Substring) {
        number += 1
        let words = text.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
        guard let first = words.first else { return }
        do throws(ScriptMistake) {
            if first == "repeat" {
                repetition = try ScriptRepetition(words, line: number, earlier: repetition)
            } else if words.count == 3, words[1] == "rate" {
                try readStream(first, words[2])
            } else if words.count == 3, words[1] == "burst" {
                bursts.append((number, .init(at: try ScriptTime(first).seconds, count: try Self.count(words[2]))))
            } else {
                throw ScriptMistake(
                    text: "a line is 'FROM-TO rate NUMBER', 'AT burst NUMBER' or 'repeat every DURATION', not "
                        + "'\(words.joined(separator: " "))'")
            }
        } catch {
            mistakes.append(.init(line: number, text: error.text))
        }
    }

    /// The script, if there was no mistake.
    func finish(file: String) throws(EventScriptError) -> EventSchedule {
        var mistakes = mistakes
        if streams.isEmpty, bursts.isEmpty, mistakes.isEmpty {
            mistakes.append(.init(line: 1, text: "there is no line with 'rate' or 'burst', so nothing would be sent"))
        }
        if let repetition {
            let ends = streams.map { ($0.number, max($0.stream.from + 1, $0.stream.to ?? 0)) }
            for (line, end) in ends + bursts.map({ ($0.number, $0.burst.at + 1) }) {
                if let mistake = repetition.mistake(ifEnds: end) {
                    mistakes.append(.init(line: line, text: mistake.text))
                }
            }
        }
        guard mistakes.isEmpty else {
            throw EventScriptError(file: file, mistakes: mistakes.sorted { $0.line < $1.line })
        }
        return EventSchedule(
            streams: streams.map { line in
                .init(from: line.stream.from, to: line.stream.to ?? repetition?.seconds, rate: line.stream.rate)
            },
            bursts: bursts.map(\.burst), period: repetition?.seconds)
    }

    private mutating func readStream(_ text: Substring, _ rate: Substring) throws(ScriptMistake) {
        let span = try ScriptSpan(text)
        streams.append((number, .init(from: span.from, to: span.to, rate: try Self.count(rate))))
    }

    private static func count(_ text: Substring) throws(ScriptMistake) -> Int {
        guard let number = ScriptTime.whole(text), (1...EventSchedule.largestCount).contains(number) else {
            throw ScriptMistake(
                text: "'\(text)' is no number of datagrams; allowed are 1 to \(EventSchedule.largestCount)")
        }
        return number
    }
}

extension EventSchedule {
    /// The largest burst, and the highest rate a second.
    package static let largestCount = 100_000_000
}
