// SPDX-License-Identifier: MIT

package import Postgres
import Synchronization
package import TelemetryStore

/// The store for several collectors: one PostgreSQL database that all of them use at once.
///
/// Submissions that arrive while a commit runs are stored together by the next one, in a few statements however many they
/// are. A commit that may or may not have been stored is told as a failure: a signed report that is sent again is then
/// `repeated`, and one that is not signed changes nothing.
package actor PostgresStore: FleetWriter {
    /// How many submissions wait for a commit at most; beyond that `submit` throws `StoreFailure.overloaded`.
    package static let maximumPending = 10_000

    /// How many submissions a commit takes at most, so that none waits long for the others.
    static let largestCommit = 500

    let pool: PostgresPool
    /// Where the database is, for messages.
    let place: String
    let tombstoneKey: TombstoneKey
    let rebuilding: RebuildingLimits
    private let admission: @Sendable () -> Bool
    private let states = Mutex(StateTable())
    private var pending: [(Submission, CheckedContinuation<SubmissionOutcome, any Error>)] = []
    private var isDraining = false
    private(set) var isClosed = false
    private var closing: [CheckedContinuation<Void, Never>] = []

    /// Connects to a database, makes or migrates its tables as needed, and applies tombstones that it does not know: those
    /// that were laid after the backup from which it was restored.
    ///
    /// - Parameters:
    ///   - limits: of the connections that this collector uses, of which submissions use one.
    ///   - rebuilding: when the tables are written anew after an erasure.
    ///   - admission: is asked when an installation is new, and says whether it may be let in.
    package init(
        url: PostgresURL, tombstoneKey: TombstoneKey, limits: PostgresPool.Limits = .init(),
        rebuilding: RebuildingLimits = .init(), admission: @escaping @Sendable () -> Bool = { true }
    ) async throws {
        var url = url
        // Whatever the server, the database or the role says otherwise.
        url.parameters["options"] = "-c synchronous_commit=on"
        pool = PostgresPool(url, limits: limits)
        place = url.description
        self.tombstoneKey = tombstoneKey
        self.rebuilding = rebuilding
        self.admission = admission
        do {
            try await open()
        } catch {
            await pool.close()
            guard let error = error as? PostgresError else { throw error }
            throw StoreFailure.cannotOpen(place: place, reason: error.description)
        }
    }

    package func submit(_ submission: Submission) async throws -> SubmissionOutcome {
        guard !isClosed else { throw StoreFailure.unavailable(reason: "the store is closed") }
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

    /// How many submissions wait for a commit that has not begun.
    var waiting: Int { pending.count }

    /// Stores what still waits, and closes the connections.
    package func close() async {
        isClosed = true
        if isDraining { await withCheckedContinuation { closing.append($0) } }
        await pool.close()
    }

    private func drain() async {
        while !pending.isEmpty {
            let batch = Array(pending.prefix(Self.largestCommit))
            pending.removeFirst(batch.count)
            let results = await commit(batch.map(\.0))
            for ((_, continuation), result) in zip(batch, results) { continuation.resume(with: result) }
        }
        isDraining = false
        for continuation in closing { continuation.resume() }
        closing = []
    }

    /// Stores a batch. If the server does not take one of the values in it, the others are stored without it.
    private func commit(_ batch: [Submission]) async -> [Result<SubmissionOutcome, any Error>] {
        do {
            return try await store(batch).map { .success($0) }
        } catch let error as PostgresError {
            if error.blamesValues, batch.count > 1 {
                let middle = batch.count / 2
                return await commit(Array(batch[..<middle])) + commit(Array(batch[middle...]))
            }
            return batch.map { _ in .failure(StoreFailure(error)) }
        } catch {
            return batch.map { _ in .failure(error) }
        }
    }

    private func store(_ batch: [Submission]) async throws -> [SubmissionOutcome] {
        let gate = AdmissionGate(admission)
        do {
            return try await pool.withTransaction { [self] connection in
                let progress = try connection.begin(.shared)
                guard progress.isDurable else { throw StoreFailure.notDurable(place: place) }
                // What a transaction that fails looked up may not be there afterwards, and is not put back.
                var table = states.withLock { states in
                    defer { states = StateTable() }
                    return states
                }
                table.refresh(progress.removals)
                var writing = SubmissionWriting(
                    states: table, closed: progress.closed, tombstoneKey: tombstoneKey, gate: gate)
                let outcomes = try writing.store(batch, connection)
                states.withLock { $0 = writing.states }
                return outcomes
            }
        } catch {
            states.withLock { $0 = StateTable() }
            throw error
        }
    }

    /// Runs `work` in a transaction that is durable when this returns.
    ///
    /// - Parameter lock: `shared` for what may happen beside reports, `exclusive` for what may not.
    func write<Value: Sendable>(
        _ lock: FleetLock, _ work: @Sendable (isolated PostgresConnection, Progress) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.withTransaction { [place] connection in
                let progress = try connection.begin(lock)
                guard progress.isDurable else { throw StoreFailure.notDurable(place: place) }
                return try work(connection, progress)
            }
        } catch let error as PostgresError {
            throw StoreFailure(error)
        }
    }

    /// Runs `work` on the database as it is at one moment.
    func read<Value: Sendable>(
        _ work: @Sendable (isolated PostgresConnection) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.withTransaction(.repeatableRead, work)
        } catch let error as PostgresError {
            throw StoreFailure(error)
        }
    }
}

extension StoreFailure {
    init(_ error: PostgresError) { self = .unavailable(reason: error.description) }
}

extension PostgresError {
    /// True if other values might have been taken: the server finds them invalid, against a rule of a table, or too large.
    fileprivate var blamesValues: Bool {
        kind == .refused && !isContention && ["22", "23", "54"].contains(sqlState?.prefix(2))
    }
}
