// SPDX-License-Identifier: MIT

package import TelemetryWire

/// Keeps reports out that the operator does not want, until they are let in again.
package protocol BlockList: Sendable {
    /// Erases what is stored about an installation, without a tombstone, and refuses its reports from now on.
    func block(_ installation: KeyedID, since day: UTCDay) async throws -> ErasureCounts

    /// Lets an installation in again; false if it was not blocked.
    func unblock(_ installation: KeyedID) async throws -> Bool
}
