// SPDX-License-Identifier: MIT

import Foundation
import TelemetryWire

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
    /// What the service decided about telemetry at its last start, and when: for those who ask from another shell.
    package var lastStart: LastStart?
    /// Digests by which a copied disk is recognised.
    package var systemID: IngredientDigest?
    package var hardwareAddress: IngredientDigest?

    /// Far more than an installation ever sends, and far from where numbers end.
    package static let largestCounter: UInt64 = 1 << 53
    private static let latestTime = 1 << 40
    private static let largestNotice = 1_000_000

    package init() {}

    /// Reads what is there: a file of an older version lacks some of it.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decodeIfPresent(String.self, forKey: .id)
        counter = try container.decodeIfPresent(UInt64.self, forKey: .counter) ?? 0
        noticeVersion = try container.decodeIfPresent(Int.self, forKey: .noticeVersion) ?? 0
        noticeTime = try container.decodeIfPresent(Int.self, forKey: .noticeTime)
        isDisabled = try container.decodeIfPresent(Bool.self, forKey: .isDisabled) ?? false
        acceptedBody = try container.decodeIfPresent(String.self, forKey: .acceptedBody)
        lastStart = try container.decodeIfPresent(LastStart.self, forKey: .lastStart)
        systemID = try container.decodeIfPresent(IngredientDigest.self, forKey: .systemID)
        hardwareAddress = try container.decodeIfPresent(IngredientDigest.self, forKey: .hardwareAddress)
        // Whoever damaged the file, the program must not stumble over it.
        let isSound =
            id.map { Hex.decode($0)?.count == 32 && $0 == $0.lowercased() } ?? true
            && (0...Self.largestNotice).contains(noticeVersion) && counter <= Self.largestCounter
            && [noticeTime, lastStart?.time].allSatisfy { $0.map { (0...Self.latestTime).contains($0) } ?? true }
        guard isSound else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "a value is out of range"))
        }
    }

    package struct LastStart: Codable, Sendable, Equatable {
        /// Seconds since 1970.
        package var time: Int
        package var isOn: Bool
        /// Which switch said no; empty if none did.
        package var reason: String
    }

    /// A keyed digest of an ingredient, comparable only with one of the same kind.
    package struct IngredientDigest: Codable, Sendable, Equatable {
        package var kind: String
        package var digest: String
    }
}
