// SPDX-License-Identifier: MIT

package import TelemetryStore
package import TelemetryWire

/// Fills a store with a synthetic fleet, past the checks of reports, a batch of whole histories at a time.
package struct FleetFiller: Sendable {
    package static let batchSize = 5_000

    private let fleet: SyntheticFleet
    private let keyedID: @Sendable (String) -> KeyedID

    /// - Parameter keyedID: how the store's collector hashes IDs.
    package init(fleet: SyntheticFleet, keyedID: @escaping @Sendable (String) -> KeyedID) {
        self.fleet = fleet
        self.keyedID = keyedID
    }

    /// Loads the whole fleet, but for those that never say anything, and makes the rollups of the weeks that are over.
    ///
    /// While a batch is written, the next one is made.
    ///
    /// - Parameter progress: is called after each batch with the number of installations that were looked at.
    package func fill(
        _ store: some BulkWriter & FleetMaintainer, today: UTCDay, progress: (Int) -> Void
    ) async throws {
        var (position, batch) = (0, try await batch(from: 0))
        while position < fleet.endIndex {
            let end = min(position + Self.batchSize, fleet.endIndex)
            async let next = self.batch(from: end)
            try await store.load(batch)
            progress(end)
            position = end
            batch = try await next
        }
        try await store.rebuildRollups()
        _ = try await store.closeWeeks(before: today)
    }

    @concurrent private func batch(from start: Int) async throws -> [BulkInstallation] {
        try (start..<min(start + Self.batchSize, fleet.endIndex)).compactMap { number in
            let installation = fleet[number]
            guard !installation.spans.isEmpty else { return nil }
            return BulkInstallation(
                keyedID: keyedID(installation.id),
                publicKey: try installation.publicKey(),
                history: installation.history)
        }
    }
}
