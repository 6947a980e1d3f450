// SPDX-License-Identifier: MIT

package import TelemetryWire

/// The clock says that far more time has passed than since anything was done the last time. One wrong clock must not make a
/// store forget everything: so nothing is forgotten until somebody says that the date is right.
package struct ClockJump: Error, Equatable, CustomStringConvertible {
    /// How many weeks may pass unnoticed, as when a collector was off over the summer.
    package static let longestPause = 12

    package var today: UTCDay
    package var last: ISOWeek

    /// Throws if `today` is too far from what `store` has closed.
    package static func check(_ store: some RollupReader, today: UTCDay) async throws {
        guard let closed = try await store.closedWeeks(), ISOWeek(today) > closed.through.advanced(by: longestPause)
        else { return }
        throw ClockJump(today: today, last: closed.through)
    }

    package var description: String {
        "the clock says \(today), but the newest week with figures is \(last): correct the clock, or run "
            + "`butler-telemetry prune --date-is-right` once"
    }
}
