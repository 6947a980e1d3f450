// SPDX-License-Identifier: MIT

import Crypto
package import TelemetryWire

extension SignedReport {
    /// The SHA-256 of the body, which the collector's receipt must name.
    package var digest: [UInt8] { Array(SHA256.hash(data: body)) }

    /// The same of any body, as the state remembers it: 64 hexadecimal digits.
    static func digest(of body: [UInt8]) -> String { Hex.encode(SHA256.hash(data: body)) }

    /// True if the signature was made with the key over the counter and the body.
    package var isSignatureValid: Bool {
        (try? Curve25519.Signing.PublicKey(rawRepresentation: key))?
            .isValidSignature(signature, for: SignedMessage.report(body).bytes(counter: counter)) ?? false
    }
}
