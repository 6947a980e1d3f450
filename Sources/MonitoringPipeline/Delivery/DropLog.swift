// SPDX-License-Identifier: MIT

/// Decides when dropped records are worth a log line: the first of a kind at once, then at most one line in ten minutes,
/// or in one minute if somebody can mend what is wrong with them.
struct DropLog {
    private static func interval(_ reason: DestinationCounters.DropReason) -> Duration {
        reason == .rejected ? .seconds(60) : .seconds(600)
    }

    private var kinds: [DestinationCounters.DropReason: (unsaid: Int, saidAt: Duration?)] = [:]

    /// Returns how many to tell of, if it is time to.
    mutating func add(_ count: Int, _ reason: DestinationCounters.DropReason, at time: Duration) -> Int? {
        var (unsaid, saidAt) = kinds[reason] ?? (0, nil)
        unsaid += count
        let isDue = saidAt.map { time - $0 >= Self.interval(reason) } ?? true
        kinds[reason] = isDue ? (0, time) : (unsaid, saidAt)
        return isDue && unsaid > 0 ? unsaid : nil
    }

    /// What was not told yet.
    mutating func rest() -> [(reason: DestinationCounters.DropReason, count: Int)] {
        defer { kinds = [:] }
        return kinds.filter { $0.value.unsaid > 0 }.map { ($0.key, $0.value.unsaid) }
            .sorted { $0.reason.rawValue < $1.reason.rawValue }
    }
}
