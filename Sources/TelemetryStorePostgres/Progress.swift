// SPDX-License-Identifier: MIT

import Postgres
import TelemetryStore

/// How a transaction stands to those of other collectors.
enum FleetLock: String {
    /// Beside others that are shared: reports, which only lock their installations.
    case shared = "pg_advisory_xact_lock_shared"
    /// Alone: erasures and rollups, beside which no report may slip in.
    case exclusive = "pg_advisory_xact_lock"

    /// The names of the locks among all of a database.
    static let fleet: Int64 = 0x6275_746C_6572_0001
    static let migration: Int64 = 0x6275_746C_6572_0002
}

/// What all collectors of a database must know before they change anything.
struct Progress {
    var closed: ClosedWeeks?
    /// How often states were removed; what is remembered about states from before may be wrong.
    var removals: Int64
    /// True if the server waits for the disk before it says that something is stored.
    var isDurable: Bool
}

extension PostgresConnection {
    /// Takes the lock, until the end of the transaction, and reads the progress of those who had it before.
    func begin(_ lock: FleetLock) throws -> Progress {
        // A statement of its own: the next one sees what was committed while this one waited.
        try query("SELECT \(lock.rawValue)($1)", [.integer(FleetLock.fleet)])
        return try progress()
    }

    func progress() throws -> Progress {
        let rows = try query(
            """
            SELECT closed_week, frozen_week, removals,
                current_setting('fsync') = 'on' AND current_setting('synchronous_commit') = 'on' AS is_durable
            FROM progress
            """)
        guard let row = rows.first else { throw StoreFailure.unavailable(reason: "the database is damaged") }
        let (through, frozen) = (try row["closed_week"] as Int?, try row["frozen_week"] as Int?)
        return Progress(
            closed: through.flatMap { through in
                frozen.map { ClosedWeeks(through: ISOWeek(number: through), frozen: ISOWeek(number: $0)) }
            },
            removals: try row["removals"], isDurable: try row["is_durable"])
    }

    func setClosedWeeks(_ closed: ClosedWeeks) throws {
        try query(
            "UPDATE progress SET closed_week = $1, frozen_week = $2",
            [.integer(Int64(closed.through.number)), .integer(Int64(closed.frozen.number))])
    }
}
