// SPDX-License-Identifier: MIT

import Synchronization

/// How many installations that nobody knows may come in an hour, whoever sends for them, so that made-up ones cannot fill
/// the store.
package final class NewcomerBudget: Sendable {
    private let pace: Pace?
    private let now: @Sendable () -> ContinuousClock.Instant
    private let beginning: ContinuousClock.Instant
    /// When the budget is whole again, in nanoseconds since the beginning.
    private let whole = Mutex<Int64>(0)

    /// - Parameter perHour: 0 is as many as come.
    package init(perHour: Int, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        pace = perHour > 0 ? Pace(perHour: perHour) : nil
        self.now = now
        beginning = now()
    }

    /// Counts one newcomer; false if there is no room for it now.
    @Sendable package func admit() -> Bool {
        guard let pace else { return true }
        let time = beginning.duration(to: now()).nanoseconds
        return whole.withLock { whole in
            guard pace.wait(until: whole, at: time) <= 0 else { return false }
            whole = pace.spent(whole, at: time)
            return true
        }
    }
}
