// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import TelemetryStore

/// The tombstones, in a file of their own: a backup of the database that is restored brings nothing back that was erased
/// since.
final class TombstoneFile: Sendable {
    private let queue: DatabaseQueue
    private let key: TombstoneKey
    let path: String

    init(path: String, key: TombstoneKey) throws {
        self.path = path
        self.key = key
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            let level = try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                return try Int.fetchOne(database, sql: "PRAGMA synchronous")
            }
            guard level == 2 else { throw StoreFailure.notDurable(place: path) }
            try Self.migrator.migrate(queue)
        } catch let error as DatabaseError {
            throw StoreFailure.cannotOpen(place: path, reason: error.reason)
        }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 tombstones") { database in
            try database.execute(
                sql: "CREATE TABLE tombstone (number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE) STRICT")
        }
        return migrator
    }

    /// Lays a tombstone, durably, and returns its number: tombstones are numbered in the order in which they were laid.
    func add(_ installation: KeyedID) throws -> Int64 {
        let hash = hash(installation)
        return try queue.write { database in
            try database.execute(sql: "INSERT OR IGNORE INTO tombstone (hash) VALUES (?)", arguments: [hash])
            return try Int64.fetchOne(database, sql: "SELECT number FROM tombstone WHERE hash = ?", arguments: [hash])
                ?? 0
        }
    }

    func contains(_ installation: KeyedID) throws -> Bool {
        let hash = hash(installation)
        return try queue.read { database in
            try Int.fetchOne(
                try database.cachedStatement(sql: "SELECT 1 FROM tombstone WHERE hash = ?"), arguments: [hash]) != nil
        }
    }

    func count() throws -> Int { try queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM tombstone") ?? 0 } }

    /// The number of the newest tombstone; 0 if there is none.
    func newest() throws -> Int64 {
        try queue.read { try Int64.fetchOne($0, sql: "SELECT MAX(number) FROM tombstone") ?? 0 }
    }

    /// Those of `installations` that have a tombstone.
    func selectErased(_ installations: [KeyedID]) throws -> [KeyedID] {
        try queue.read { database in
            let select = try database.cachedStatement(sql: "SELECT 1 FROM tombstone WHERE hash = ?")
            return try installations.filter { try Int.fetchOne(select, arguments: [hash($0)]) != nil }
        }
    }

    func close() throws { try queue.close() }

    private func hash(_ installation: KeyedID) -> Data { Data(key.tombstone(of: installation).bytes) }
}
