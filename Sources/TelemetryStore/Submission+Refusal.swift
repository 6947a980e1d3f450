// SPDX-License-Identifier: MIT

extension Submission {
    /// Why this must not change what is stored about its installation; `nil` if it may.
    ///
    /// An ID stays with the key of its first report, or without one: no key comes to an ID that reports unsigned, because
    /// it would open what somebody else has reported.
    package func refusal(by installation: Installation) -> SubmissionOutcome? {
        guard proof?.publicKey == installation.publicKey else { return .identityPinned }
        guard let proof, proof.counter <= installation.counter else { return nil }
        let isSameMessage = proof.counter == installation.counter && bodySHA256 == installation.bodySHA256
        return isSameMessage ? .repeated(installation.received) : .counterUsed(last: installation.counter)
    }
}
