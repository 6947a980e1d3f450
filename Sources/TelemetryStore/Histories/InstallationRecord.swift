// SPDX-License-Identifier: MIT

package import TelemetryWire

/// All that a store knows about one installation, apart from the keyed ID and the key to which it is pinned.
package struct InstallationRecord: Sendable, Equatable {
    /// The counter of the last message that was accepted.
    package var counter: UInt64
    /// The digest of the last report's body, and the day on which it counts.
    package var bodySHA256: [UInt8]
    package var received: UTCDay
    /// The day of the first report.
    package var firstSeen: UTCDay
    /// False while it was seen on one day only.
    package var isConfirmed: Bool
    /// From the oldest to the newest.
    package var spans: [Span]

    package init(
        counter: UInt64, bodySHA256: [UInt8], received: UTCDay, firstSeen: UTCDay, isConfirmed: Bool, spans: [Span]
    ) {
        self.counter = counter
        self.bodySHA256 = bodySHA256
        self.received = received
        self.firstSeen = firstSeen
        self.isConfirmed = isConfirmed
        self.spans = spans
    }
}

extension InstallationRecord {
    /// The record of an installation whose newest span comes after `earlier`.
    package init(_ installation: Installation, earlier: [Span]) {
        self.init(
            counter: installation.counter, bodySHA256: installation.bodySHA256 ?? [], received: installation.received,
            firstSeen: installation.firstSeen, isConfirmed: installation.isConfirmed,
            spans: earlier + [installation.newest])
    }
}

extension InstallationHistory {
    /// The history of an installation whose newest span comes after `earlier`.
    package init(_ installation: Installation, earlier: [Span]) {
        self.init(
            history: History(earlier + [installation.newest]), firstSeen: installation.firstSeen,
            isConfirmed: installation.isConfirmed)
    }
}
