// SPDX-License-Identifier: MIT

/// How many installations that nobody knows may come in an hour, whoever sends for them, so that made-up ones cannot fill
/// the store.
package struct NewcomerBudget: Sendable {
    private let rates: SenderRates

    /// - Parameter perHour: 0 is as many as come.
    package init(perHour: Int, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        rates = SenderRates(perHour: perHour, now: now)
    }

    /// Counts one newcomer; false if there is no room for it now.
    @Sendable package func admit() -> Bool { rates.admit([]) == nil }
}
