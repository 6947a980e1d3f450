// SPDX-License-Identifier: MIT

package import TelemetryWire

extension Submission {
    /// Why this must not change what is stored about its installation; `nil` if it may.
    ///
    /// - Parameters:
    ///   - publicKey: the key to which the ID is pinned; `nil` if it is not pinned, or not known at all.
    ///   - counter: the counter of the last message stored, whose body's digest and day are the other two.
    package func refusal(publicKey: [UInt8]?, counter: UInt64, bodySHA256: [UInt8], received: UTCDay)
        -> SubmissionOutcome?
    {
        guard let publicKey else { return nil }
        guard let proof, proof.publicKey == publicKey else { return .identityPinned }
        if proof.counter > counter { return nil }
        let isSameMessage = proof.counter == counter && self.bodySHA256 == bodySHA256
        return isSameMessage ? .repeated(received) : .counterUsed(last: counter)
    }
}
