// SPDX-License-Identifier: MIT

package import TelemetryWire

/// Reads histories out one after the other, without anything that tells whose they are.
package protocol HistoryExporter: Sendable {
    /// Calls `body` with each installation of `service` that is out of quarantine, in an order that says nothing.
    func histories(
        service: String, _ body: @escaping @Sendable (ExportedHistory) throws -> Void
    ) async throws
}

/// The history of an installation, under a number that is good for one export only.
package struct ExportedHistory: Sendable, Equatable {
    package var number: Int
    package var firstSeen: UTCDay
    package var spans: [Span]

    package init(number: Int, firstSeen: UTCDay, spans: [Span]) {
        self.number = number
        self.firstSeen = firstSeen
        self.spans = spans
    }
}
