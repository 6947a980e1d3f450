// SPDX-License-Identifier: MIT

import Crypto
import CryptoExtras
import Foundation
package import TelemetryStore

/// The collector's secret key for hashing IDs. Never printed.
package struct Pepper: Sendable, CustomStringConvertible {
    private let key: SymmetricKey
    /// With the key hashed in, to be copied for each ID.
    private let prepared: HMAC<SHA256>
    private let sealing: SymmetricKey

    package init(bytes: [UInt8]) {
        key = SymmetricKey(data: Data(bytes))
        prepared = HMAC<SHA256>(key: key)
        sealing = SymmetricKey(
            data: HMAC<SHA256>.authenticationCode(for: Data("digests of bodies".utf8), using: key))
    }

    package func keyedID(of id: String) -> KeyedID {
        var hash = prepared
        hash.update(data: Array(id.utf8))
        return KeyedID(Array(hash.finalize()))
    }

    /// Makes the tombstones of erased installations, with the same secret.
    package var tombstoneKey: TombstoneKey {
        TombstoneKey { [key] installation in
            Tombstone(
                Array(HMAC<SHA256>.authenticationCode(for: Data("tombstone\0".utf8) + installation.bytes, using: key)))
        }
    }

    /// A digest as it is stored: a bare one would tell who guesses an ID and a time that both are right. The same for the same
    /// digest, and only this secret opens it.
    package func seal(_ digest: [UInt8]) -> [UInt8] {
        // The first block is as good as random, and so nothing is lost by a fixed beginning.
        let sealed = try? AES._CBC.encrypt(digest, using: sealing, iv: Self.beginning(), noPadding: true)
        return Array(sealed ?? Data())
    }

    package func open(_ sealed: [UInt8]) -> [UInt8] {
        let digest = try? AES._CBC.decrypt(sealed, using: sealing, iv: Self.beginning(), noPadding: true)
        return Array(digest ?? Data())
    }

    private static func beginning() throws -> AES._CBC.IV {
        try AES._CBC.IV(ivBytes: [UInt8](repeating: 0, count: 16))
    }

    package var description: String { "<redacted>" }
}
