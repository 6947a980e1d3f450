// SPDX-License-Identifier: MIT

/// Decides which lost datagrams are worth a log line: at most one line per reason and minute, with the number since the last.
struct ReasonLog<Reason: Hashable & Sendable>: Sendable {
    /// What a line shows of one datagram.
    struct Sample: Equatable, Sendable {
        var source: String
        /// Safe to print.
        var excerpt: String
    }

    struct Line: Equatable, Sendable {
        var reason: Reason
        var count: Int
        /// The first of them.
        var sample: Sample
    }

    private struct Entry {
        var untold: Line?
        var toldAt: Duration?

        func isDue(at time: Duration) -> Bool { toldAt.map { time - $0 >= .seconds(60) } ?? true }
    }

    private var entries: [Reason: Entry] = [:]

    /// - Parameter sample: is asked for the first datagram of a line only.
    /// - Returns: what to log now.
    mutating func add(_ reason: Reason, at time: Duration, sample: () -> Sample) -> Line? {
        if entries[reason]?.untold != nil {
            entries[reason]?.untold?.count += 1
        } else {
            entries[reason, default: Entry()].untold = Line(reason: reason, count: 1, sample: sample())
        }
        return take(reason, ifDueAt: time)
    }

    /// What to log although nothing new came.
    mutating func due(at time: Duration) -> [Line] { entries.keys.compactMap { take($0, ifDueAt: time) } }

    /// What was not told yet.
    mutating func rest() -> [Line] {
        defer { entries = [:] }
        return entries.values.compactMap(\.untold)
    }

    private mutating func take(_ reason: Reason, ifDueAt time: Duration) -> Line? {
        guard let entry = entries[reason], let line = entry.untold, entry.isDue(at: time) else { return nil }
        entries[reason] = Entry(untold: nil, toldAt: time)
        return line
    }
}
