// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import MonitoringTestKit
import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

@testable import TelemetryStoreSQLite

struct SQLiteStoreTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let day = UTCDay(number: 20_000)

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("telemetry.sqlite")
    }

    /// The newest installation counts and the history of one installation, as everything that a store can tell.
    private func overview(_ store: SQLiteStore) async throws -> FleetOverview {
        try await store.overview(service: "butler-sos", asOf: day)
    }

    @Test func `waits for the disk before it acknowledges`() async throws {
        let store = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        let pool = await store.pool
        for _ in 0..<2 {
            let level = try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
            #expect(level == 2)
            let mode = try await pool.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
            #expect(mode == "wal")
            let erasing = try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA secure_delete") }
            #expect(erasing == 1)
            _ = try await store.submit(
                Sample.submission(installation: 1, counter: UInt64.random(in: 1...1 << 40), day: day))
        }
    }

    @Test func `has everything after it was closed and opened again`() async throws {
        let first = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        for index in 0..<20 {
            let flags = index.isMultiple(of: 2) ? "10000000100" : "1---------0"
            _ = try await first.submit(
                Sample.submission(
                    installation: index, counter: index.isMultiple(of: 3) ? nil : 7, body: 9,
                    day: day.advanced(by: -index),
                    version: "1.\(index % 4).0", flags: flags))
        }
        let before = try await overview(first)
        try await first.close()
        let second = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        #expect(try await overview(second) == before)
        #expect(before.installations == 20)
        // Keys, counters and digests are there too.
        let again = Sample.submission(installation: 1, counter: 7, body: 9, day: day)
        #expect(try await second.submit(again) == .repeated(day.advanced(by: -1)))
        let other = Sample.submission(installation: 1, key: 99, counter: 8, day: day)
        #expect(try await second.submit(other) == .identityPinned)
        let upgraded = Sample.submission(installation: 3, counter: 8, day: day)
        #expect(try await second.submit(upgraded) == .identityPinned)
        #expect(try await second.erase(Sample.keyedID(2)) == ErasureCounts(installations: 1, spans: 1))
    }

    @Test func `keeps what was acknowledged also if it is never closed`() async throws {
        let first = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        _ = try await first.submit(Sample.submission(installation: 1, day: day))
        let copy = directory.file("copy.sqlite")
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
        }
        #expect(
            try await overview(try SQLiteStore(path: copy, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero))
                .installations == 1)
        try await first.close()
    }

    @Test func `applies its migrations once`() async throws {
        let store = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        _ = try await store.submit(Sample.submission(installation: 1, day: day))
        try await store.close()
        let queue = try DatabaseQueue(path: path)
        let schema = {
            try await queue.read {
                try String.fetchAll($0, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
            }
        }
        let before = try await schema()
        try SQLiteStore.migrator.migrate(queue)
        try SQLiteStore.migrator.migrate(queue)
        #expect(try await schema() == before)
        #expect(!before.isEmpty)
        #expect(try await queue.read { try SQLiteStore.migrator.hasCompletedMigrations($0) })
        try queue.close()
        #expect(
            try await overview(try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero))
                .installations == 1)
    }

    @Test func `has one newest span per installation, also in a file from before that was a rule`() async throws {
        let queue = try DatabaseQueue(path: path)
        try SQLiteStore.migrator.migrate(queue, upTo: "1 installations, states and spans")
        try await queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO installation VALUES (1, x'01', NULL, 0, x'00', 20000), (2, x'02', NULL, 0, x'00', 20000);
                    INSERT INTO state VALUES
                        (1, 'butler-sos', '1.0.0', 'x64', 'linux', '12', 'Debian', '', 1, 'swift', '6.3', '1'),
                        (2, 'butler-sos', '2.0.0', 'x64', 'linux', '12', 'Debian', '', 1, 'swift', '6.3', '1');
                    INSERT INTO span (installation_id, first_day, last_day, state_id, is_newest) VALUES
                        (1, 19990, 20000, 2, 0), (1, 19980, 19980, 1, 1), (2, 19999, 19999, 1, 0), (2, 20000, 20000, 2, 1);
                    """)
        }
        try queue.close()
        let store = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        #expect(try await overview(store).serviceVersions == [ValueCount(value: "2.0.0", count: 2)])
        let pool = await store.pool
        let rows = try await pool.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT first_seen, is_confirmed, first_day, last_day, earlier_spans,
                        (SELECT group_concat(position || ':' || first_day || '-' || last_day) FROM span
                            WHERE installation_id = installation.id) AS spans
                    FROM installation ORDER BY id
                    """
            ).map { row in (0..<6).map { "\(row[$0] as DatabaseValue)" } }
        }
        #expect(
            rows == [
                ["19980", "1", "19990", "20000", "1", "\"0:19980-19980\""],
                ["19999", "1", "20000", "20000", "1", "\"0:19999-19999\""],
            ])
    }

    @Test func `names a file that is not a database, and leaves it as it is`() throws {
        let text = String(repeating: "this is somebody's diary, not a database\n", count: 200)
        let file = try directory.write(text, to: "diary.txt")
        #expect { try SQLiteStore(path: file, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero) } throws: {
            error in
            guard case StoreFailure.cannotOpen(let place, let reason)? = error as? StoreFailure else {
                return false
            }
            return place == file && !reason.isEmpty && "\(error)".hasPrefix(file)
        }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    }

    @Test(arguments: ["missing/telemetry.sqlite", "."])
    func `names a path that cannot be a database`(_ name: String) {
        let file = directory.file(name)
        #expect { try SQLiteStore(path: file, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero) } throws: {
            error in
            guard case StoreFailure.cannotOpen(let place, _)? = error as? StoreFailure else { return false }
            return place == file
        }
    }

    @Test func `stores a state once, whoever is in it`() async throws {
        let store = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        for index in 0..<10 { _ = try await store.submit(Sample.submission(installation: index, day: day)) }
        _ = try await store.submit(Sample.submission(installation: 3, counter: 2, day: day, version: "2.0.0"))
        try await store.close()
        let queue = try DatabaseQueue(path: path)
        #expect(try await queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM state") } == 2)
        #expect(try await queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM span") } == 1)
        #expect(try await queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM installation") } == 10)
    }

    @Test func `writes no text from which an ID could be read`() async throws {
        let store = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        _ = try await store.submit(Sample.submission(installation: 1, day: day))
        try await store.close()
        let queue = try DatabaseQueue(path: path)
        let columns = try await queue.read {
            try String.fetchAll($0, sql: "SELECT name FROM pragma_table_info('installation')")
        }
        #expect(
            columns == [
                "id", "keyed_id", "public_key", "counter", "body_sha256", "received_day", "first_seen", "is_confirmed",
                "state_id", "first_day", "last_day", "earlier_spans",
            ])
    }
}
