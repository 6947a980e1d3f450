// SPDX-License-Identifier: MIT

/// Lets an installation read back and erase what is stored about itself, if it proves who it is.
///
/// Each call checks the proof and does its work in one transaction. A refused one changes nothing.
package protocol InstallationKeeper: Sendable {
    /// All that is stored about an installation; `nil` if that is nothing. The proof's counter is stored, so that nobody
    /// can use a recorded request again, and returns when it is durable.
    func read(_ installation: KeyedID, proof: Submission.Proof) async throws -> Result<
        InstallationRecord?, ProofRefusal
    >

    /// Erases as `FleetEraser` does. Erasing what is not there erases nothing and lays no tombstone, whoever asks.
    func erase(_ installation: KeyedID, proof: Submission.Proof) async throws -> Result<ErasureCounts, ProofRefusal>
}

/// Why a proof does not open an installation's record.
package enum ProofRefusal: Error, Sendable, Equatable {
    /// The counter is not greater than the last one.
    case counterUsed(last: UInt64)
    /// The ID belongs to another key, or to none because its reports are not signed.
    case identityPinned
}

extension Submission.Proof {
    /// Why this does not open the record of `installation`; `nil` if it does.
    package func refusal(by installation: Installation) -> ProofRefusal? {
        guard publicKey == installation.publicKey else { return .identityPinned }
        return counter > installation.counter ? nil : .counterUsed(last: installation.counter)
    }
}
