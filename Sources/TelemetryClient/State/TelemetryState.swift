// SPDX-License-Identifier: MIT

import Foundation

/// What the client remembers between starts, beside the secret. Holds no ingredient of the ID, only keyed digests.
package struct TelemetryState: Codable, Sendable, Equatable {
    /// The ID in use. It stays, whatever happens to the ingredients.
    package var id: String?
    /// The counter of the newest message that was signed.
    package var counter: UInt64 = 0
    /// Which wording of the notice was shown, and when first, in seconds since 1970.
    package var noticeVersion = 0
    package var noticeTime: Int?
    /// An administrator switched telemetry off with a command.
    package var isDisabled = false
    /// The newest report that the collector accepted: the SHA-256 of its body.
    package var acceptedBody: String?
    /// Digests by which a copied disk is recognised.
    package var systemID: IngredientDigest?
    package var hardwareAddress: IngredientDigest?

    package init() {}

    /// A keyed digest of an ingredient, comparable only with one of the same kind.
    package struct IngredientDigest: Codable, Sendable, Equatable {
        package var kind: String
        package var digest: String
    }
}
