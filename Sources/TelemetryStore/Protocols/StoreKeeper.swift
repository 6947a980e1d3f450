// SPDX-License-Identifier: MIT

package import TelemetryWire

/// Tells how a store is doing.
package protocol StoreKeeper: Sendable {
    func statistics() async throws -> StoreStatistics

    /// Commits something durably, and throws if that fails.
    func checkWritable() async throws

    /// Ends the use of the store. No call may follow.
    func close() async throws
}

/// How much a store holds.
package struct StoreStatistics: Sendable, Equatable {
    package var installations: Int
    /// Of the installations, those that were seen on one day only.
    package var quarantined: Int
    package var spans: Int
    package var states: Int
    package var tombstones: Int
    package var blocked: Int
    package var rollupCells: Int
    /// The day of the oldest report that is still known, and of the newest.
    package var days: ClosedRange<UTCDay>?
    package var closedWeeks: ClosedWeeks?
    /// What the store takes on disk; `nil` if it has no disk.
    package var bytes: Int?

    package init(
        installations: Int, quarantined: Int, spans: Int, states: Int, tombstones: Int, blocked: Int, rollupCells: Int,
        days: ClosedRange<UTCDay>?, closedWeeks: ClosedWeeks?, bytes: Int?
    ) {
        self.installations = installations
        self.quarantined = quarantined
        self.spans = spans
        self.states = states
        self.tombstones = tombstones
        self.blocked = blocked
        self.rollupCells = rollupCells
        self.days = days
        self.closedWeeks = closedWeeks
        self.bytes = bytes
    }
}
