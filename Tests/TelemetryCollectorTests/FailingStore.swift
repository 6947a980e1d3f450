// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

/// A store that can do nothing.
struct FailingStore: FleetWriter, InstallationKeeper, HistoryReader {
    struct Failure: Error, CustomStringConvertible {
        let description = "the disk is full"
    }

    func submit(_ submission: Submission) async throws -> SubmissionOutcome { throw Failure() }

    func read(
        _ installation: KeyedID, proof: Submission.Proof
    ) async throws -> Result<InstallationRecord?, ProofRefusal> {
        throw Failure()
    }

    func erase(
        _ installation: KeyedID, proof: Submission.Proof
    ) async throws -> Result<ErasureCounts, ProofRefusal> {
        throw Failure()
    }

    func holds(_ state: FleetState, of installation: KeyedID, on day: UTCDay) async throws -> Bool { throw Failure() }
}
