// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

/// What a sender that signs puts into headers, as text.
package struct ProofHeaders: Sendable {
    package var key: String?
    package var signature: String?
    package var counter: String?

    package init(key: String?, signature: String?, counter: String?) {
        self.key = key
        self.signature = signature
        self.counter = counter
    }

    /// The proof, if the headers are well-formed and the signature is right.
    func proof(of message: SignedMessage) throws(Problem) -> Submission.Proof {
        guard let key = key.flatMap(Base64URL.decode), key.count == 32 else {
            throw .signatureMissing(header: TelemetryHTTP.keyHeader)
        }
        guard let signature = signature.flatMap(Base64URL.decode), signature.count == 64 else {
            throw .signatureMissing(header: TelemetryHTTP.signatureHeader)
        }
        guard let counter, counter.utf8.allSatisfy({ (48...57).contains($0) }), !counter.hasPrefix("0"),
            let number = UInt64(counter), number <= TelemetryHTTP.maximumCounter
        else { throw .signatureMissing(header: TelemetryHTTP.counterHeader) }
        return try .verified(key: key, counter: number, signature: signature, of: message)
    }
}
