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

    package var description: String { "<redacted>" }
}
