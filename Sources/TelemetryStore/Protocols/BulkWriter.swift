// SPDX-License-Identifier: MIT

/// Fills a store with whole histories at once, for simulated fleets. Rollups are not
/// touched: `rebuildRollups` makes them afterwards.
package protocol BulkWriter: Sendable {
    /// Adds installations that the store does not hold yet, in one transaction.
    func load(_ installations: [BulkInstallation]) async throws
}

/// An installation with its whole history.
package struct BulkInstallation: Sendable, Equatable {
    package var keyedID: KeyedID
    package var publicKey: [UInt8]?
    /// With at least one span.
    package var history: History

    package init(keyedID: KeyedID, publicKey: [UInt8]?, history: History) {
        self.keyedID = keyedID
        self.publicKey = publicKey
        self.history = history
    }
}

extension BulkInstallation {
    /// What a store holds about it, and the spans before its newest one; `nil` if it has no span.
    package var stored: (installation: Installation, earlier: [Span])? {
        guard let first = history.spans.first, let newest = history.spans.last else { return nil }
        let installation = Installation(
            publicKey: publicKey, counter: publicKey == nil ? 0 : UInt64(history.spans.count),
            bodySHA256: publicKey.map { _ in keyedID.bytes }, received: newest.last, firstSeen: first.first,
            isConfirmed: newest.last != first.first, newest: newest)
        return (installation, history.spans.dropLast())
    }
}
