// SPDX-License-Identifier: MIT

/// Counts identical lines within a minute of the first instead of letting all of them pass, as long as nothing else is said
/// about the same thing: the last line about it is never an old one.
///
/// What a line is about is its first word. A line that differs in one character is another line. Those that it cannot
/// remember pass.
struct RepetitionFilter: Sendable {
    static let window: Duration = .seconds(60)
    /// How many first words are remembered at a time, each with the last line.
    static let capacity = 1024
    /// Longer ones are not remembered.
    static let largestLine = 4096

    private struct Entry {
        var line: LogLine
        var count = 0
        let end: Duration
        /// Which line it was.
        let number: Int
    }

    private var entries: [Substring: Entry] = [:]
    private var written = 0
    /// No minute ends before.
    private var nextEnd: Duration?

    /// What has to be written now, in this order: what is due, and the line unless it was counted.
    ///
    /// - Parameter elapsed: on a clock that does not jump.
    mutating func lines(for line: LogLine, at elapsed: Duration) -> [LogLine] {
        var result = due(at: elapsed)
        let word = line.topic
        if Self.applies(to: line), let entry = entries[word], entry.line == line {
            entries[word]?.count += 1
            return result
        }
        result += before(line)
        result.append(line)
        guard Self.applies(to: line), entries.count < Self.capacity, line.size <= Self.largestLine else {
            return result
        }
        entries[word] = Entry(line: line, end: elapsed + Self.window, number: written)
        written += 1
        nextEnd = nextEnd ?? elapsed + Self.window
        return result
    }

    /// What has to be written before a line that passes in any case.
    mutating func before(_ line: LogLine) -> [LogLine] {
        guard !line.isRule, let entry = entries.removeValue(forKey: line.topic) else { return [] }
        return Self.told([entry])
    }

    /// The lines whose minute is over and that came again in it, with how often.
    mutating func due(at elapsed: Duration) -> [LogLine] {
        guard let end = nextEnd, end <= elapsed else { return [] }
        let over = entries.filter { $0.value.end <= elapsed }
        for word in over.keys { entries[word] = nil }
        nextEnd = entries.values.lazy.map(\.end).min()
        return Self.told(Array(over.values))
    }

    /// All lines that came again; from now on none is remembered.
    mutating func flush() -> [LogLine] {
        defer { self = RepetitionFilter() }
        return Self.told(Array(entries.values))
    }

    private static func told(_ entries: [Entry]) -> [LogLine] {
        entries.filter { $0.count > 0 }.sorted { $0.number < $1.number }.map { entry in
            var line = entry.line
            line.repeated = entry.count
            return line
        }
    }

    /// Details are wanted as they come, and rules between paragraphs are no messages.
    private static func applies(to line: LogLine) -> Bool {
        switch line.level {
        case .debug, .silly: false
        case .error, .warn, .info, .verbose: !line.isRule
        }
    }
}
