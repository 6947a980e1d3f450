// SPDX-License-Identifier: MIT

/// When reports are due: every twelve hours, at a time of day that differs from installation to installation.
package struct ReportSchedule: Sendable, Equatable {
    package static let period: Duration = .seconds(12 * 3600)

    /// Between zero and the period.
    package var phase: Duration

    package init(phase: Duration) { self.phase = phase }

    /// The wait from `now` (seconds since 1970) until the next due time, always more than zero.
    package func wait(from now: Int) -> Duration {
        let period = Int(Self.period.components.seconds)
        let offset = Int(phase.components.seconds)
        let sinceDue = ((now - offset) % period + period) % period
        return .seconds(period - sinceDue)
    }
}
