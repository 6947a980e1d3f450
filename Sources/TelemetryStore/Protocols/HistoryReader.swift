// SPDX-License-Identifier: MIT

package import TelemetryWire

/// Answers whether a report would tell a store anything new, for reports that arrive long after they were made.
package protocol HistoryReader: Sendable {
    /// True if the installation's history says that it was in `state` on `day`.
    func holds(_ state: FleetState, of installation: KeyedID, on day: UTCDay) async throws -> Bool
}
