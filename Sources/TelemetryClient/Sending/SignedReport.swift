// SPDX-License-Identifier: MIT

import Crypto
import TelemetryWire

/// A report as it leaves: the exact bytes, with the proof of who made them.
package struct SignedReport: Sendable, Equatable {
    /// The Ed25519 public key, 32 bytes.
    package var key: [UInt8]
    package var counter: UInt64
    /// 64 bytes.
    package var signature: [UInt8]
    package var body: [UInt8]

    package init(key: [UInt8], counter: UInt64, signature: [UInt8], body: [UInt8]) {
        self.key = key
        self.counter = counter
        self.signature = signature
        self.body = body
    }

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
