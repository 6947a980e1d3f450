// SPDX-License-Identifier: MIT

import Crypto
import Foundation
package import TelemetryStore

/// The collector's secret key for hashing IDs. Never printed.
package struct Pepper: Sendable, CustomStringConvertible {
    private let key: SymmetricKey
    /// With the key hashed in, to be copied for each ID.
    private let prepared: HMAC<SHA256>

    package init(bytes: [UInt8]) {
        key = SymmetricKey(data: Data(bytes))
        prepared = HMAC<SHA256>(key: key)
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

    package var description: String { "<redacted>" }
}
