// SPDX-License-Identifier: MIT

/// When polls happen: starts spread over targets, then on a fixed beat that a slow poll skips instead of shifting.
enum PollSchedule {
    /// How many targets are asked at the same moment. A few at a time cost this host less than one by one: it is woken less
    /// often.
    private static let together = 4

    /// When target `index` is due in a beat, counted from the start: the first few at once, the next ones a little later,
    /// all within one interval.
    static func due(_ index: Int, of count: Int, beat: Int, interval: Duration) -> Duration {
        let step = min(.milliseconds(20), interval / max(1, count))
        return interval * beat + step * (index - index % together)
    }

    /// The beat that follows: the next one, or the one that is due by now if some passed meanwhile.
    static func beat(after beat: Int, interval: Duration, elapsed: Duration) -> Int {
        max(beat + 1, Int(elapsed / interval))
    }
}
