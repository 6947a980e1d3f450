// SPDX-License-Identifier: MIT

import Postgres
package import TelemetryStore
package import TelemetryWire

extension PostgresStore: FleetEraser, InstallationKeeper, BlockList {
    package func erase(_ installation: KeyedID) async throws -> ErasureCounts {
        let tombstone = tombstoneKey.tombstone(of: installation)
        let counts = try await write(.exclusive) { connection, progress in
            try connection.lay(tombstone)
            return try connection.erase(installation, progress.closed)
        }
        try await finishErasures()
        return counts
    }

    package func erase(
        _ installation: KeyedID, proof: Submission.Proof
    ) async throws -> Result<ErasureCounts, ProofRefusal> {
        let tombstone = tombstoneKey.tombstone(of: installation)
        let result: Result<ErasureCounts, ProofRefusal> = try await write(.exclusive) { connection, progress in
            var states = StateTable()
            guard let row = try connection.lockInstallations([installation], &states)[installation] else {
                return .success(ErasureCounts(installations: 0, spans: 0))
            }
            if let refusal = proof.refusal(by: row.installation) { return .failure(refusal) }
            try connection.lay(tombstone)
            return .success(try connection.erase(installation, progress.closed))
        }
        // Asking again completes an erasure that was cut short.
        if case .success = result { try await finishErasures() }
        return result
    }

    package func read(
        _ installation: KeyedID, proof: Submission.Proof
    ) async throws -> Result<InstallationRecord?, ProofRefusal> {
        try await write(.shared) { connection, _ in
            var states = StateTable()
            guard var row = try connection.lockInstallations([installation], &states)[installation] else {
                return .success(nil)
            }
            if let refusal = proof.refusal(by: row.installation) { return .failure(refusal) }
            row.installation.counter = proof.counter
            try states.intern([row.installation.newest.state], connection)
            try connection.update([(installation, row)], states)
            let earlier = try connection.earlierSpans(of: [installation], &states)[installation] ?? []
            return .success(InstallationRecord(row.installation, earlier: earlier))
        }
    }

    package func block(_ installation: KeyedID, since day: UTCDay) async throws -> ErasureCounts {
        let counts = try await write(.exclusive) { connection, progress in
            try connection.query(
                "INSERT INTO blocked (keyed_id, since_day) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                [.bytes(installation.bytes), .integer(Int64(day.number))])
            return try connection.erase(installation, progress.closed)
        }
        try await finishErasures()
        return counts
    }

    package func unblock(_ installation: KeyedID) async throws -> Bool {
        try await write(.shared) { connection, _ in
            try connection.query("DELETE FROM blocked WHERE keyed_id = $1", [.bytes(installation.bytes)]).affected > 0
        }
    }
}
