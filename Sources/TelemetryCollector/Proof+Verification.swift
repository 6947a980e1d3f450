// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import TelemetryStore
import TelemetryWire

extension Submission.Proof {
    /// The one place where signatures are checked.
    static func verified(
        key: [UInt8], counter: UInt64, signature: [UInt8], of message: SignedMessage
    ) throws(Problem) -> Self {
        guard !SmallOrderKeys.contains(key), counter <= TelemetryHTTP.maximumCounter,
            let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key),
            publicKey.isValidSignature(signature, for: message.bytes(counter: counter))
        else { throw .signatureInvalid }
        return Self(publicKey: key, counter: counter)
    }
}
