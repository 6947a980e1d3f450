// SPDX-License-Identifier: MIT

import Crypto
import Foundation
package import TelemetryStore

/// The collector's secret key for hashing IDs. Never printed.
package struct Pepper: Sendable, CustomStringConvertible {
    private let key: SymmetricKey

    package init(bytes: [UInt8]) { key = SymmetricKey(data: Data(bytes)) }

    package func keyedID(of id: String) -> KeyedID {
        KeyedID(Array(HMAC<SHA256>.authenticationCode(for: Data(id.utf8), using: key)))
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
