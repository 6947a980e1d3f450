// SPDX-License-Identifier: MIT

import GRDB
import Synchronization
package import TelemetryStore
import TelemetryWire

/// The embedded store: one SQLite file, written by one group commit at a time, and a second one for tombstones.
///
/// Submissions that arrive while a commit runs are stored together by the next one, so that durability costs little under
/// load. Erased bytes are overwritten (`secure_delete`), and an erasure rebuilds the file and empties the write-ahead log.
package actor SQLiteStore: FleetWriter {
    /// How many submissions wait for a commit at most; beyond that `submit` throws `StoreFailure.overloaded`.
    package static let maximumPending = 10_000

    /// How many submissions a commit takes at most, so that none waits long for the others.
    static let largestCommit = 500

    let pool: DatabasePool
    let tombstones: TombstoneFile
    /// Used by whoever holds the writer.
    let states = Mutex(StateTable())
    let rebuildPause: Duration
    var nextRebuild = ContinuousClock.now
    var scheduledRebuild: Task<Void, Never>?
    private let admission: @Sendable () -> Bool
    private var pending: [(Submission, CheckedContinuation<SubmissionOutcome, any Error>)] = []
    private var isDraining = false

    /// Opens the files, making or migrating them as needed, and applies tombstones that the database does not know: those of
    /// an erasure that was cut short, or of one that was made after the backup from which the database was restored.
    ///
    /// - Parameters:
    ///   - path: the database's file; the tombstones lie beside it in `tombstones.sqlite`.
    ///   - rebuildPause: how long after an erasure rebuilt the file the next one may do that.
    ///   - admission: is asked when an installation is new, and says whether it may be let in.
    package init(
        path: String, tombstoneKey: TombstoneKey, rebuildPause: Duration = .seconds(60),
        admission: @escaping @Sendable () -> Bool = { true }
    ) throws {
        self.admission = admission
        self.rebuildPause = rebuildPause
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        pool = try Self.openPool(path)
        tombstones = try TombstoneFile(path: folder + "tombstones.sqlite", key: tombstoneKey)
        do {
            try pool.writeWithoutTransaction { [tombstones] database in
                guard try database.isKept(under: tombstoneKey.fingerprint) else {
                    throw StoreFailure.otherPepper(place: path)
                }
                try database.applyTombstones(tombstones)
                // It may wait: another process may be at it, and every start and erasure makes up for it.
                try? database.finishErasures()
            }
        } catch let error as DatabaseError {
            throw StoreFailure.cannotOpen(place: path, reason: error.reason)
        }
    }

    package func submit(_ submission: Submission) async throws -> SubmissionOutcome {
        guard pending.count < Self.maximumPending else { throw StoreFailure.overloaded }
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
            let batch = Array(pending.prefix(Self.largestCommit))
            pending.removeFirst(batch.count)
            do {
                let outcomes = try await commit(batch.map(\.0))
                for ((_, continuation), outcome) in zip(batch, outcomes) { continuation.resume(returning: outcome) }
            } catch {
                for (_, continuation) in batch { continuation.resume(throwing: error) }
            }
        }
        isDraining = false
    }

    private func commit(_ batch: [Submission]) async throws -> [SubmissionOutcome] {
        let (tombstones, admission) = (tombstones, admission)
        do {
            return try await write { [self] database in
                try states.withLock { states in
                    try states.refresh(database)
                    var writing = try SubmissionWriting(
                        database: database, tombstones: tombstones, admission: admission)
                    // Moved there and back: a table that has two owners is copied by the first change.
                    swap(&writing.states, &states)
                    defer { swap(&writing.states, &states) }
                    let outcomes = try batch.map { try writing.store($0) }
                    try database.correctRollups(writing.correction)
                    return outcomes
                }
            }
        } catch {
            // What was looked up in a transaction that failed may not be there.
            states.withLock { $0 = StateTable() }
            throw error
        }
    }

    /// Runs `work` in a transaction that is durable when this returns.
    func write<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do { return try await pool.write(work) } catch let error as DatabaseError {
            throw StoreFailure.unavailable(reason: error.reason)
        }
    }

    func read<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do { return try await pool.read(work) } catch let error as DatabaseError {
            throw StoreFailure.unavailable(reason: error.reason)
        }
    }
}

extension DatabaseError {
    /// What went wrong, without the statement and its values.
    var reason: String { message ?? "SQLite error \(resultCode.rawValue)" }
}
