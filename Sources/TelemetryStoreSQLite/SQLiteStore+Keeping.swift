// SPDX-License-Identifier: MIT

import Foundation
import GRDB
package import TelemetryStore
import TelemetryWire

extension SQLiteStore: StoreKeeper {
    package func statistics() async throws -> StoreStatistics {
        let laid = try tombstones.count()
        let files = [pool.path, pool.path + "-wal", tombstones.path]
        let bytes = files.reduce(0) { sum, file in
            let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
            return sum + (size ?? 0)
        }
        return try await read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT (SELECT COUNT(*) FROM installation), (SELECT COUNT(*) FROM installation WHERE NOT is_confirmed),
                        (SELECT COUNT(*) FROM span), (SELECT COUNT(*) FROM state), (SELECT COUNT(*) FROM blocked),
                        (SELECT COUNT(*) FROM rollup), (SELECT MIN(first_day) FROM installation),
                        (SELECT MIN(first_day) FROM span), (SELECT MAX(last_day) FROM installation)
                    """)
            guard let row else { throw StoreFailure.unavailable(reason: "the database does not count") }
            let first = [row[6] as Int?, row[7] as Int?].compactMap(\.self).min()
            let last = row[8] as Int?
            return StoreStatistics(
                installations: row[0], quarantined: row[1], spans: (row[0] as Int) + (row[2] as Int), states: row[3],
                tombstones: laid, blocked: row[4], rollupCells: row[5],
                days: first.flatMap { first in last.map { UTCDay(number: first)...UTCDay(number: $0) } },
                closedWeeks: try database.closedWeeks(), bytes: bytes)
        }
    }

    package func checkWritable() async throws {
        try await write { try $0.execute(sql: "UPDATE write_probe SET count = count + 1") }
    }

    /// Writes a copy of the database that is consistent in itself to a file that is empty or not there, while the store goes
    /// on. It holds no tombstones: they have a file of their own, which only ever grows.
    package func backup(to path: String) async throws {
        do {
            try await pool.writeWithoutTransaction { database in
                try database.execute(sql: "VACUUM INTO ?", arguments: [path])
            }
        } catch let error as DatabaseError {
            throw StoreFailure.cannotOpen(place: path, reason: error.reason)
        }
    }

    /// Writes everything to the main file and closes both.
    package func close() throws {
        scheduledRebuild?.cancel()
        // What is not moved to the main file now is moved by who opens it next.
        pool.writeWithoutTransaction { database in
            try? database.finishErasures()
            _ = try? database.checkpoint(.truncate)
        }
        try pool.close()
        try tombstones.close()
    }
}
