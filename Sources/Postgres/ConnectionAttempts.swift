// SPDX-License-Identifier: MIT

/// Decides when a server that could not be reached is tried again: later after each failure, up to five seconds.
struct ConnectionAttempts {
    static let shortestPause: Duration = .milliseconds(100)
    static let longestPause: Duration = .seconds(5)

    private var failures = 0
    private var last: (error: PostgresError, until: ContinuousClock.Instant)?

    /// The reason of the last failure, as long as it is too early for another attempt.
    func refusal(at now: ContinuousClock.Instant) -> PostgresError? {
        guard let last, now < last.until else { return nil }
        return last.error
    }

    mutating func succeeded() { self = ConnectionAttempts() }

    mutating func failed(_ error: PostgresError, at now: ContinuousClock.Instant) {
        let pause = min(Self.shortestPause * (1 << min(failures, 10)), Self.longestPause)
        failures += 1
        last = (error, now + pause)
    }
}
