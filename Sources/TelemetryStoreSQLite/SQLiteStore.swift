// SPDX-License-Identifier: MIT

import GRDB
package import TelemetryStore
package import TelemetryWire

/// The embedded store: one SQLite file, written by one group commit at a time.
///
/// Submissions that arrive while a commit runs are stored together by the next one, so that durability costs little under
/// load. Erased bytes are overwritten (`secure_delete`), and an erasure rebuilds the file and empties the write-ahead log.
package actor SQLiteStore: FleetWriter, FleetReader, FleetEraser, InstallationKeeper, HistoryReader {
    /// How many submissions wait for a commit at most; beyond that `submit` throws `SQLiteStoreFailure.overloaded`.
    package static let maximumPending = 10_000

    let pool: DatabasePool
    private var pending: [(Submission, CheckedContinuation<SubmissionOutcome, any Error>)] = []
    private var isDraining = false

    /// Opens the file, making or migrating it as needed.
    package init(path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 2
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        let pool: DatabasePool
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // The pool resets this while opening, so it is set on the writer afterwards and read back: a receipt promises
            // that the report survives a power failure.
            let level = try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                return try Int.fetchOne(database, sql: "PRAGMA synchronous")
            }
            guard level == 2 else { throw SQLiteStoreFailure.notDurable }
            try Self.migrator.migrate(pool)
            try pool.writeWithoutTransaction { database in try database.finishErasures() }
        } catch let error as DatabaseError {
            throw SQLiteStoreFailure.cannotOpen(path: path, reason: error.message ?? "SQLite error \(error.resultCode)")
        }
        self.pool = pool
    }

    package func submit(_ submission: Submission) async throws -> SubmissionOutcome {
        guard pending.count < Self.maximumPending else { throw SQLiteStoreFailure.overloaded }
        return try await withCheckedThrowingContinuation { continuation in
            pending.append((submission, continuation))
            if !isDraining {
                isDraining = true
                // The task ends when nothing is pending; every waiting caller is resumed by it.
                Task { await drain() }
            }
        }
    }

    private func drain() async {
        while !pending.isEmpty {
            let batch = pending
            pending = []
            do {
                let outcomes = try await pool.write { database in
                    try batch.map { try database.store($0.0) }
                }
                for ((_, continuation), outcome) in zip(batch, outcomes) { continuation.resume(returning: outcome) }
            } catch {
                for (_, continuation) in batch { continuation.resume(throwing: error) }
            }
        }
        isDraining = false
    }

    package func erase(_ installation: KeyedID) async throws -> ErasureCounts {
        let counts = try await pool.write { database in try database.erase(installation) }
        try await finishErasures()
        return counts
    }

    package func erase(
        _ installation: KeyedID, proof: Submission.Proof
    ) async throws -> Result<ErasureCounts, ProofRefusal> {
        let result = try await pool.write { database in try database.erase(installation, proof: proof) }
        try await finishErasures()
        return result
    }

    /// Also called when nothing was erased, so that asking again completes an erasure that was cut short.
    private func finishErasures() async throws {
        try await pool.writeWithoutTransaction { database in try database.finishErasures() }
    }

    package func read(
        _ installation: KeyedID, proof: Submission.Proof
    ) async throws -> Result<InstallationRecord?, ProofRefusal> {
        try await pool.write { database in try database.read(installation, proof: proof) }
    }

    package func holds(_ state: FleetState, of installation: KeyedID, on day: UTCDay) async throws -> Bool {
        try await pool.read { database in try database.holds(state, of: installation, on: day) }
    }

    package func overview(service: String, asOf day: UTCDay) async throws -> FleetOverview {
        try await pool.read { database in try database.overview(service: service, asOf: day) }
    }

    /// Writes everything to the main file and closes it. No call may follow.
    package func close() throws {
        try pool.writeWithoutTransaction { database in
            _ = try database.checkpoint(.truncate)
        }
        try pool.close()
    }
}
