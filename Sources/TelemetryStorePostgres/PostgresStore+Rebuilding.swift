// SPDX-License-Identifier: MIT

import Postgres
import TelemetryStore

/// When tables are written anew, during which reports wait.
package struct RebuildingLimits: Sendable {
    /// Up to this size in bytes it is done right after an erasure: it takes about a second.
    package var largestAtOnce: Int64
    /// How long it waits for others who look at the tables.
    package var patience: Duration

    package init(largestAtOnce: Int64 = 128 << 20, patience: Duration = .seconds(5)) {
        self.largestAtOnce = largestAtOnce
        self.patience = patience
    }
}

/// Removing what erasures left in the files of the tables.
///
/// `VACUUM` alone makes room without overwriting it, so the tables and their indexes are written anew (`VACUUM FULL`), during
/// which reports wait. While the tables are small that is done after each erasure, and then by the maintenance. What is not
/// reached: the write-ahead log, for as long as the server keeps or archives its segments, replicas until they have followed,
/// and backups.
extension PostgresStore {
    /// How long a statement of the maintenance may take.
    static let maintenanceTimeout: Duration = .seconds(1800)

    /// Does nothing if no erasure is waiting for it, so that asking often costs little, and many that wait share one
    /// rebuilding. If it cannot be done now, the next erasure, start or maintenance makes up for it.
    func finishErasures(ofAnySize isAnySize: Bool = false) async throws {
        do {
            let patience = rebuilding.patience
            let pending = try await pool.withConnection { try $0.pendingRebuilding() }
            guard let pending else { return }
            if pending.bytes > rebuilding.largestAtOnce, !isAnySize {
                try await pool.withConnection {
                    _ = try $0.execute("VACUUM installation, span, state, rollup", timeout: Self.maintenanceTimeout)
                }
            } else if try await isOutOfSight() {
                try await pool.withConnection { try $0.rebuild(erased: pending.erased, patience: patience) }
            }
        } catch let error as PostgresError {
            throw StoreFailure(error)
        }
    }

    /// True when nobody's view of the database goes back to before the last erasure; waits for it for a while. Rows that
    /// somebody may still look at survive a rebuilding.
    private func isOutOfSight() async throws -> Bool {
        let deadline = ContinuousClock.now + rebuilding.patience
        while ContinuousClock.now < deadline {
            let isInSight = try await pool.withConnection { connection in try connection.isErasureInSight() }
            if !isInSight { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }
}

extension PostgresConnection {
    /// How many erasures there were, if the tables were not rebuilt after all of them, and how large the tables are.
    fileprivate func pendingRebuilding() throws -> (erased: Int64, bytes: Int64)? {
        let rows = try query(
            """
            SELECT erased, pg_total_relation_size('installation') + pg_total_relation_size('span')
                + pg_total_relation_size('state') + pg_total_relation_size('rollup') AS bytes
            FROM progress WHERE erased > rebuilt
            """)
        guard let row = rows.first else { return nil }
        return (try row["erased"], try row["bytes"])
    }

    fileprivate func isErasureInSight() throws -> Bool {
        // Views begin with the oldest transaction that runs in any database; replicas that ask for it have views, too.
        let rows = try query(
            """
            SELECT FROM progress
            WHERE pg_snapshot_xmin(pg_current_snapshot()) <= last_erasure
                OR EXISTS (
                    SELECT FROM pg_stat_activity
                    WHERE (datname = current_database() OR datname IS NULL) AND pid <> pg_backend_pid()
                        AND age(backend_xmin) >= age(last_erasure::xid))
                OR EXISTS (SELECT FROM pg_replication_slots WHERE age(xmin) >= age(last_erasure::xid))
            """)
        return !rows.isEmpty
    }

    fileprivate func rebuild(erased: Int64, patience: Duration) throws {
        try execute("SET lock_timeout = \(Int(patience / .milliseconds(1)))")
        defer { _ = try? execute("RESET lock_timeout") }
        guard try rewriteTables() else { return }
        try query("UPDATE progress SET rebuilt = greatest(rebuilt, $1)", [.integer(erased)])
    }

    /// False if somebody reads for too long.
    private func rewriteTables() throws(PostgresError) -> Bool {
        do {
            try execute(
                "VACUUM (FULL) installation, span, state, rollup", timeout: PostgresStore.maintenanceTimeout)
            return true
        } catch {
            guard error.sqlState == "55P03" else { throw error }
            return false
        }
    }
}
