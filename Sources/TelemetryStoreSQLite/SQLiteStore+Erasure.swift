// SPDX-License-Identifier: MIT

import GRDB
import Synchronization
package import TelemetryStore
package import TelemetryWire

extension SQLiteStore: FleetEraser, InstallationKeeper, BlockList {
    package func erase(_ installation: KeyedID) async throws -> ErasureCounts {
        let tombstones = tombstones
        // First, so that an erasure that is cut short after this is completed at the next start.
        let tombstone = try await write { _ in try tombstones.add(installation) }
        let counts = try await write { [self] database in
            states.withLock { $0 = StateTable() }
            let counts = try database.erase(installation)
            try database.noteTombstone(tombstone)
            return counts
        }
        try await finishErasures()
        return counts
    }

    package func erase(
        _ installation: KeyedID, proof: Submission.Proof
    ) async throws -> Result<ErasureCounts, ProofRefusal> {
        let isKnown: Result<Bool, ProofRefusal> = try await write { database in
            guard let row = try database.installation(installation) else { return .success(false) }
            return proof.refusal(by: row.installation).map { .failure($0) } ?? .success(true)
        }
        switch isKnown {
        case .failure(let refusal): return .failure(refusal)
        case .success(true): return .success(try await erase(installation))
        case .success(false):
            // Asking again completes an erasure that was cut short.
            try await finishErasures()
            return .success(ErasureCounts(installations: 0, spans: 0))
        }
    }

    package func read(
        _ installation: KeyedID, proof: Submission.Proof
    ) async throws -> Result<InstallationRecord?, ProofRefusal> {
        try await write { database in
            guard var row = try database.installation(installation) else { return .success(nil) }
            if let refusal = proof.refusal(by: row.installation) { return .failure(refusal) }
            row.installation.counter = proof.counter
            try database.update(row)
            return .success(InstallationRecord(row.installation, earlier: try database.earlierSpans(of: row)))
        }
    }

    package func block(_ installation: KeyedID, since day: UTCDay) async throws -> ErasureCounts {
        let counts = try await write { [self] database in
            try database.execute(
                sql: "INSERT OR IGNORE INTO blocked (keyed_id, since_day) VALUES (?, ?)",
                arguments: [installation.data, day.number])
            states.withLock { $0 = StateTable() }
            return try database.erase(installation)
        }
        try await finishErasures()
        return counts
    }

    package func unblock(_ installation: KeyedID) async throws -> Bool {
        try await write { database in
            try database.execute(sql: "DELETE FROM blocked WHERE keyed_id = ?", arguments: [installation.data])
            return database.changesCount > 0
        }
    }

    /// Rebuilds the file if erasures wait for it: at once, unless that was done a short while ago. Then it is done when that
    /// while is over, so that many erasures cannot keep the store from its work.
    func finishErasures() async throws {
        let now = ContinuousClock.now
        guard now >= nextRebuild else { return scheduleRebuild(at: nextRebuild) }
        try await rebuild()
    }

    private func scheduleRebuild(at time: ContinuousClock.Instant) {
        guard scheduledRebuild == nil else { return }
        scheduledRebuild = Task {
            try? await Task.sleep(until: time)
            scheduledRebuild = nil
            // What fails is pending in the database, and made up for by the next erasure or start.
            if !Task.isCancelled { try? await rebuild() }
        }
    }

    private func rebuild() async throws {
        let start = ContinuousClock.now
        do {
            try await pool.writeWithoutTransaction { database in try database.finishErasures() }
        } catch let error as DatabaseError {
            throw StoreFailure.unavailable(reason: error.reason)
        }
        // A large file takes longer, and gets longer pauses.
        let taken = ContinuousClock.now - start
        if rebuildPause > .zero { nextRebuild = ContinuousClock.now + max(rebuildPause, taken * 20) }
    }
}
