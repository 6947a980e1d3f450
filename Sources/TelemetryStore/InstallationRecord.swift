// SPDX-License-Identifier: MIT

package import TelemetryWire

/// All that a store knows about one installation, apart from the keyed ID and the key to which it is pinned.
package struct InstallationRecord: Sendable, Equatable {
    /// The counter of the last message that was accepted.
    package var counter: UInt64
    /// The digest of the last report's body, and the day on which it counts.
    package var bodySHA256: [UInt8]
    package var received: UTCDay
    /// From the oldest to the newest.
    package var spans: [Span]

    package init(counter: UInt64, bodySHA256: [UInt8], received: UTCDay, spans: [Span]) {
        self.counter = counter
        self.bodySHA256 = bodySHA256
        self.received = received
        self.spans = spans
    }
}
