// SPDX-License-Identifier: MIT

package import TelemetryWire

/// Reads counts out of a store; never a single installation.
package protocol FleetReader: Sendable {
    /// The active installations of `service` as of `day`.
    func overview(service: String, asOf day: UTCDay) async throws -> FleetOverview
}
