// SPDX-License-Identifier: MIT

package import TelemetryWire

extension Submission {
    /// Why this must not change what is stored about its installation, if something is stored; `nil` if it may.
    ///
    /// An ID stays with the key of its first report, or without one: no key comes to an ID that reports unsigned, because
    /// it would open what somebody else has reported.
    ///
    /// - Parameters:
    ///   - publicKey: the key to which the ID is pinned; `nil` if its reports are not signed.
    ///   - counter: the counter of the last message stored, whose body's digest and day are the other two.
    package func refusal(publicKey: [UInt8]?, counter: UInt64, bodySHA256: [UInt8], received: UTCDay)
        -> SubmissionOutcome?
    {
        guard proof?.publicKey == publicKey else { return .identityPinned }
        guard let proof, proof.counter <= counter else { return nil }
        let isSameMessage = proof.counter == counter && self.bodySHA256 == bodySHA256
        return isSameMessage ? .repeated(received) : .counterUsed(last: counter)
    }
}
