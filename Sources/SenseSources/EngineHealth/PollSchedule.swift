// SPDX-License-Identifier: MIT

/// When polls happen: starts spread over servers, then on a fixed beat that a slow poll skips instead of shifting.
enum PollSchedule {
    /// The wait before the first poll of server `index`: the first server is polled at once, the others a little later
    /// each, all within one interval.
    static func stagger(_ index: Int, of count: Int, interval: Duration) -> Duration {
        guard count > 1 else { return .zero }
        return min(.milliseconds(20), interval / count) * index
    }

    /// The wait until the next beat, for a poll that took `elapsed`. Beats that passed meanwhile are skipped.
    static func wait(interval: Duration, elapsed: Duration) -> Duration {
        guard elapsed >= interval, interval > .zero else { return interval - elapsed }
        let missed = Int(elapsed / interval)
        return interval * (missed + 1) - elapsed
    }
}
