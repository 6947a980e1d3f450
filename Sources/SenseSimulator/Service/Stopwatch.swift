// SPDX-License-Identifier: MIT

/// How long ago something started, by whatever clock.
struct Stopwatch: Sendable {
    private let reading: @Sendable () -> Duration

    /// Starts now.
    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        reading = { start.duration(to: clock.now) }
    }

    /// The time since the start.
    var elapsed: Duration { reading() }
}
