// SPDX-License-Identifier: MIT

import GRDB
import TelemetryStore

extension Database {
    /// Erases within the running transaction, if the installation is not known or the proof is its own.
    func erase(
        _ installation: KeyedID, proof: Submission.Proof
    ) throws -> Result<ErasureCounts, ProofRefusal> {
        if let known = try self.installation(installation),
            let refusal = proof.refusal(publicKey: known.publicKey, counter: known.counter)
        {
            return .failure(refusal)
        }
        return .success(try erase(installation))
    }

    /// Removes an installation, its spans, and the states that nobody else is or was in: a rare state can tell who it was.
    func erase(_ installation: KeyedID) throws -> ErasureCounts {
        guard
            let id = try Int64.fetchOne(
                self, sql: "SELECT id FROM installation WHERE keyed_id = ?", arguments: [installation.data])
        else { return ErasureCounts(installations: 0, spans: 0) }
        let states = try Int64.fetchAll(
            self, sql: "SELECT DISTINCT state_id FROM span WHERE installation_id = ?", arguments: [id])
        try execute(sql: "DELETE FROM span WHERE installation_id = ?", arguments: [id])
        let spans = changesCount
        try execute(sql: "DELETE FROM installation WHERE id = ?", arguments: [id])
        for state in states {
            try execute(
                sql: "DELETE FROM state WHERE id = ? AND NOT EXISTS (SELECT 1 FROM span WHERE state_id = state.id)",
                arguments: [state])
        }
        try execute(sql: "UPDATE erasure_progress SET erased = erased + 1")
        return ErasureCounts(installations: 1, spans: spans)
    }

    /// Removes what erasures left in the files, outside a transaction. Does nothing if no erasure is waiting for it, so that
    /// asking often costs little, and many that wait share one rebuilding.
    ///
    /// Overwriting deleted cells is not enough: pages that were balanced keep stale copies in their gaps. Rebuilding the file
    /// and emptying the write-ahead log leaves nothing. If that is cut short, the next erasure or start makes up for it.
    func finishErasures() throws {
        guard
            let erased = try Int64.fetchOne(self, sql: "SELECT erased FROM erasure_progress WHERE erased > rebuilt")
        else { return }
        try execute(sql: "VACUUM")
        _ = try checkpoint(.truncate)
        try execute(sql: "UPDATE erasure_progress SET rebuilt = MAX(rebuilt, ?)", arguments: [erased])
    }
}
