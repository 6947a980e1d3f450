// SPDX-License-Identifier: MIT

import GRDB
import TelemetryStore

extension SQLiteStore {
    static func openPool(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 2
        configuration.prepareDatabase { database in
            // A report changes a row somewhere, and each commit writes whole pages: half the usual size is a third less work.
            try database.execute(sql: "PRAGMA page_size = 2048")
            try database.execute(sql: "PRAGMA secure_delete = ON")
            // Reads come from the system's cache without a call and without memory of our own.
            try database.execute(sql: "PRAGMA mmap_size = \(1 << 30)")
        }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // The pool resets this while opening, so it is set on the writer afterwards and read back: a receipt promises
            // that the report survives a power failure.
            let level = try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                return try Int.fetchOne(database, sql: "PRAGMA synchronous")
            }
            guard level == 2 else { throw StoreFailure.notDurable(place: path) }
            guard try !pool.read(migrator.hasBeenSuperseded) else { throw StoreFailure.tooNew(place: path) }
            try migrator.migrate(pool)
            return pool
        } catch let error as DatabaseError {
            throw StoreFailure.cannotOpen(place: path, reason: error.reason)
        }
    }

    /// How many of the migrations a database has, without changing it; 0 for an empty file.
    package static func schemaVersion(path: String) throws -> Int {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let applied = try queue.read(migrator.appliedIdentifiers)
            try queue.close()
            return applied.count
        } catch let error as DatabaseError {
            throw StoreFailure.cannotOpen(place: path, reason: error.reason)
        }
    }
}
