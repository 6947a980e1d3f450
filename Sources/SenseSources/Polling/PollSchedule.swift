// SPDX-License-Identifier: MIT

/// When polls happen: starts spread over targets, then on a fixed beat that a slow poll skips instead of shifting.
enum PollSchedule {
    /// How many targets are asked at the same moment. A few at a time cost this host less than one by one: it is woken less
    /// often.
    private static let together = 4

    /// The wait before the first poll of target `index`: the first few are polled at once, the next ones a little later, all
    /// within one interval.
    static func stagger(_ index: Int, of count: Int, interval: Duration) -> Duration {
        guard count > 1 else { return .zero }
        return min(.milliseconds(20), interval / count) * (index - index % together)
    }

    /// The wait until the next beat, for a poll that took `elapsed`. Beats that passed meanwhile are skipped.
    static func wait(interval: Duration, elapsed: Duration) -> Duration {
        guard elapsed >= interval, interval > .zero else { return interval - elapsed }
        let missed = Int(elapsed / interval)
        return interval * (missed + 1) - elapsed
    }
}
