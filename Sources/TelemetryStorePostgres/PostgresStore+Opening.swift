// SPDX-License-Identifier: MIT

package import Postgres
import TelemetryStore

extension PostgresStore {
    func open() async throws {
        let place = place
        try await pool.withTransaction { connection in
            guard try connection.migrate(PostgresStore.schema) else { throw StoreFailure.tooNew(place: place) }
        }
        let fingerprint = tombstoneKey.fingerprint
        let isBehind = try await write(.shared) { connection, _ in
            guard try connection.isKept(under: fingerprint) else { throw StoreFailure.otherPepper(place: place) }
            return try connection.hasOtherTombstones()
        }
        if isBehind {
            let key = tombstoneKey
            try await write(.exclusive) { connection, progress in try connection.applyTombstones(key, progress) }
        }
        try await finishErasures()
    }
}

extension PostgresConnection {
    /// Makes the changes of the schema that were not made yet; false if some were made that this program does not know.
    ///
    /// - Parameter schema: one script per change, in their order.
    func migrate(_ schema: [String]) throws -> Bool {
        // Two that start at once: the second one finds the work done.
        try query("SELECT pg_advisory_xact_lock($1)", [.integer(FleetLock.migration)])
        try execute(
            """
            CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, made timestamptz NOT NULL DEFAULT now())
            """)
        let made = try query("SELECT coalesce(max(number), 0) AS made FROM migration").first?["made"] as Int? ?? 0
        guard made <= schema.count else { return false }
        for (index, script) in schema.enumerated() where index >= made {
            try execute(script)
            try query("INSERT INTO migration (number) VALUES ($1)", [.integer(Int64(index + 1))])
        }
        return true
    }

    /// True if this is the pepper's fingerprint under which the database was made.
    fileprivate func isKept(under fingerprint: [UInt8]) throws -> Bool {
        try query(
            "INSERT INTO pepper (id, fingerprint) VALUES (1, $1) ON CONFLICT DO NOTHING", [.bytes(fingerprint)])
        return try query("SELECT fingerprint FROM pepper").first?["fingerprint"] == fingerprint
    }
}

extension PostgresStore {
    /// How many changes of the schema a database has, without changing it; 0 for an empty one.
    package static func schemaVersion(url: PostgresURL) async throws -> Int {
        do {
            let connection = try await PostgresConnection.open(url)
            let version = try await connection.schemaVersion()
            await connection.close()
            return version
        } catch let error as PostgresError {
            throw StoreFailure.cannotOpen(place: url.description, reason: error.description)
        }
    }
}

extension PostgresConnection {
    fileprivate func schemaVersion() throws -> Int {
        guard try query("SELECT to_regclass('migration') IS NOT NULL AS made").first?["made"] == true else { return 0 }
        return try query("SELECT coalesce(max(number), 0) AS made FROM migration").first?["made"] ?? 0
    }
}
