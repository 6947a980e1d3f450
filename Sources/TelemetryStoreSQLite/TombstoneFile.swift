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

    /// A tombstone with its number: they are numbered in the order in which they were laid.
    struct Laid: Sendable, Equatable {
        var number: Int64
        var hash: Data
    }

    /// Lays a tombstone, durably.
    func add(_ installation: KeyedID) throws -> Laid {
        let hash = hash(installation)
        let number = try queue.write { database in
            try database.execute(sql: "INSERT OR IGNORE INTO tombstone (hash) VALUES (?)", arguments: [hash])
            return try Int64.fetchOne(database, sql: "SELECT number FROM tombstone WHERE hash = ?", arguments: [hash])
        }
        return Laid(number: number ?? 0, hash: hash)
    }

    func contains(_ installation: KeyedID) throws -> Bool {
        let hash = hash(installation)
        return try queue.read { database in
            try Int.fetchOne(
                try database.cachedStatement(sql: "SELECT 1 FROM tombstone WHERE hash = ?"), arguments: [hash]) != nil
        }
    }

    func count() throws -> Int { try queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM tombstone") ?? 0 } }

    /// The newest tombstone; `nil` if there is none.
    func newest() throws -> Laid? {
        try queue.read { database in
            try Row.fetchOne(database, sql: "SELECT number, hash FROM tombstone ORDER BY number DESC LIMIT 1")
                .map { Laid(number: $0[0], hash: $0[1]) }
        }
    }

    /// The tombstone with a number; `nil` if there is none.
    func hash(of number: Int64) throws -> Data? {
        try queue.read {
            try Data.fetchOne($0, sql: "SELECT hash FROM tombstone WHERE number = ?", arguments: [number])
        }
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
