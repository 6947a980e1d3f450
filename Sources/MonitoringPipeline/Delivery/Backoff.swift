// SPDX-License-Identifier: MIT

/// How long to wait before trying again: exponential with full jitter, so that many clients do not return in step.
package struct Backoff: Sendable, Equatable {
    package var base: Duration
    package var cap: Duration

    package init(base: Duration = .milliseconds(500), cap: Duration = .seconds(60)) {
        self.base = base
        self.cap = cap
    }

    /// A random wait between zero and `base · 2^(attempt - 1)`, at most `cap`.
    ///
    /// - Parameters:
    ///   - attempt: how often it failed so far, from 1.
    ///   - random: a number from 0 to 1.
    package func delay(afterAttempt attempt: Int, random: Double) -> Duration {
        let ceiling = min(base * Int(1 << min(max(attempt, 1) - 1, 20)), cap)
        return ceiling * min(max(random, 0), 1)
    }
}
