// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import MonitoringTestKit
import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

@testable import TelemetryStoreSQLite

/// What was erased stays erased, also when files come back.
struct SQLiteTombstoneTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let day = UTCDay(number: 20_000)

    init() throws {
        directory = try TemporaryDirectory(inMemory: true)
        path = directory.file("telemetry.sqlite")
    }

    private func open(_ key: TombstoneKey = Sample.tombstoneKey) throws -> SQLiteStore {
        try SQLiteStore(path: path, tombstoneKey: key, rebuildPause: .zero)
    }

    private func fill(_ store: SQLiteStore) async throws {
        for installation in 0..<5 {
            _ = try await store.submit(Sample.submission(installation: installation, counter: 1, day: day))
            _ = try await store.submit(
                Sample.submission(installation: installation, counter: 2, day: day.advanced(by: 1)))
        }
        _ = try await store.closeWeeks(before: day.advanced(by: 14))
    }

    private func cells(_ store: SQLiteStore) async throws -> [RollupCell: Int] {
        let rows = try await store.rollup(service: "butler-sos", weeks: ISOWeek(day)...ISOWeek(day))
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.cell, $0.count) })
    }

    @Test func `erases again what a restored backup brings back, with its part of the figures`() async throws {
        let store = try open()
        try await fill(store)
        let backup = directory.file("backup.sqlite")
        try await store.backup(to: backup)
        for installation in [1, 3] { _ = try await store.erase(Sample.keyedID(installation)) }
        let erased = try await cells(store)
        try await store.close()
        for file in [path, path + "-wal", path + "-shm"] { try? FileManager.default.removeItem(atPath: file) }
        try FileManager.default.moveItem(atPath: backup, toPath: path)
        let restored = try open()
        #expect(try await restored.statistics().installations == 3)
        #expect(try await cells(restored) == erased)
        #expect(try await restored.recount(service: "butler-sos", week: ISOWeek(day)) == erased)
        for installation in [1, 3] {
            let late = Sample.submission(installation: installation, counter: 3, day: day)
            #expect(try await restored.submit(late) == .erased)
            let bytes = Data(Sample.keyedID(installation).bytes)
            for name in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
                let file = try Data(contentsOf: URL(fileURLWithPath: directory.file(name)))
                #expect(file.range(of: bytes) == nil, "\(name)")
            }
        }
    }

    @Test func `leaves nothing in a backup, and figures as if it had never been`() async throws {
        let store = try open()
        let apart = try TemporaryDirectory(inMemory: true)
        let other = try SQLiteStore(
            path: apart.file("telemetry.sqlite"), tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        for installation in 0..<9 {
            for report in 0..<12 {
                let submission = Sample.submission(
                    installation: installation, counter: UInt64(report + 1), day: day.advanced(by: report * 5),
                    version: installation == 3 ? "9.9.\(report)-rare" : "1.\(report / 4).0",
                    flags: report.isMultiple(of: 3) ? "10000000100" : "0-000000010")
                _ = try await store.submit(submission)
                if installation != 3 { _ = try await other.submit(submission) }
            }
            if installation == 5 {
                for store in [store, other] { _ = try await store.closeWeeks(before: day.advanced(by: 40)) }
            }
        }
        for store in [store, other] { _ = try await store.closeWeeks(before: day.advanced(by: 70)) }
        #expect(try await store.erase(Sample.keyedID(3)).spans == 12)
        for week in ISOWeek(day)...ISOWeek(day.advanced(by: 55)) {
            let cells = try await Set(store.rollup(service: "butler-sos", weeks: week...week))
            #expect(try await cells == Set(other.rollup(service: "butler-sos", weeks: week...week)), "\(week)")
            #expect(!cells.isEmpty)
        }
        let backup = directory.file("backup.sqlite")
        try await store.backup(to: backup)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: backup))
        let key = Sample.proof(installation: 3, counter: 1).publicKey
        for trace in [Sample.keyedID(3).bytes, key, Array("-rare".utf8)] {
            #expect(bytes.range(of: Data(trace)) == nil)
        }
        #expect(bytes.range(of: Data(Sample.keyedID(4).bytes)) != nil)
    }

    @Test func `completes at the next start an erasure that was cut short behind its tombstone`() async throws {
        let store = try open()
        try await fill(store)
        _ = try await store.erase(Sample.keyedID(4))
        let tombstones = await store.tombstones
        _ = try tombstones.add(Sample.keyedID(2))
        #expect(try await store.statistics().installations == 4)
        // Another erasure that goes well does not hide the one that did not.
        _ = try await store.erase(Sample.keyedID(0))
        try await store.close()
        let next = try open()
        #expect(try await next.statistics().installations == 2)
        #expect(try await next.submit(Sample.submission(installation: 2, counter: 3, day: day)) == .erased)
    }

    @Test func `notices tombstones that are older than the database, and erases again what it can`() async throws {
        let tombstones = directory.file("tombstones.sqlite")
        let store = try open()
        try await fill(store)
        _ = try await store.erase(Sample.keyedID(0))
        try await store.close()
        try FileManager.default.copyItem(atPath: tombstones, toPath: directory.file("older"))
        let second = try open()
        for installation in [1, 2] { _ = try await second.erase(Sample.keyedID(installation)) }
        try await second.backup(to: directory.file("backup.sqlite"))
        try await second.close()
        // The machine is lost, and of the tombstones there is only the older copy; one more is erased after that.
        try FileManager.default.removeItem(atPath: tombstones)
        try FileManager.default.moveItem(atPath: directory.file("older"), toPath: tombstones)
        let third = try open()
        _ = try await third.erase(Sample.keyedID(3))
        try await third.close()
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: directory.file("backup.sqlite"), toPath: path)
        let restored = try open()
        #expect(try await restored.statistics().installations == 1)
        #expect(try await restored.submit(Sample.submission(installation: 3, counter: 9, day: day)) == .erased)
    }

    @Test func `rebuilds once for many erasures, and what waits is made up for`() async throws {
        let store = try SQLiteStore(
            path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .seconds(3600))
        try await fill(store)
        let pool = await store.pool
        func waiting() async throws -> Int? {
            try await pool.read { try Int.fetchOne($0, sql: "SELECT erased - rebuilt FROM erasure_progress") }
        }
        _ = try await store.erase(Sample.keyedID(0))
        #expect(try await waiting() == 0)
        for installation in [1, 2, 3] { _ = try await store.erase(Sample.keyedID(installation)) }
        #expect(try await waiting() == 3)
        #expect(try await store.statistics().installations == 1)
        try await store.close()
        let file = try Data(contentsOf: URL(fileURLWithPath: path))
        for installation in 1...3 { #expect(file.range(of: Data(Sample.keyedID(installation).bytes)) == nil) }
    }

    @Test func `looks at no installation if every tombstone is applied`() async throws {
        let store = try open()
        try await fill(store)
        _ = try await store.erase(Sample.keyedID(4))
        let pool = await store.pool
        // What would be found if anything were looked at.
        try await pool.write { database in
            try database.execute(
                sql: "UPDATE installation SET keyed_id = ? WHERE id = 1", arguments: [Sample.keyedID(4).data])
        }
        try await store.close()
        #expect(try await open().statistics().installations == 4)
    }

    @Test func `keeps no ID and no keyed ID in the file of the tombstones`() async throws {
        let store = try open()
        _ = try await store.erase(Sample.keyedID(77))
        try await store.close()
        let file = try Data(contentsOf: URL(fileURLWithPath: directory.file("tombstones.sqlite")))
        #expect(file.range(of: Data(Sample.keyedID(77).bytes)) == nil)
        #expect(file.range(of: Data(Sample.tombstoneKey.tombstone(of: Sample.keyedID(77)).bytes)) != nil)
    }

    @Test func `sees at once what another process erased`() async throws {
        let (serving, erasing) = (try open(), try open())
        try await fill(serving)
        _ = try await erasing.erase(Sample.keyedID(1))
        #expect(try await serving.submit(Sample.submission(installation: 1, counter: 9, day: day)) == .erased)
        #expect(try await serving.statistics().tombstones == 1)
    }

    @Test func `is not opened with another pepper`() async throws {
        try await fill(try open())
        let other = TombstoneKey { Tombstone($0.bytes.map { $0 ^ 0x11 }) }
        #expect(throws: StoreFailure.otherPepper(place: path)) { try open(other) }
        #expect(try await open().statistics().installations == 5)
    }

    @Test func `makes a backup that is whole, and none over a file`() async throws {
        let store = try open()
        try await fill(store)
        let (backup, other) = (directory.file("backup.sqlite"), directory.file("other.sqlite"))
        try await store.backup(to: backup)
        _ = try await store.submit(Sample.submission(installation: 9, counter: 1, day: day))
        let queue = try DatabaseQueue(path: backup)
        #expect(try await queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
        #expect(try await queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM installation") } == 5)
        try "something else".write(toFile: other, atomically: false, encoding: .utf8)
        await #expect(throws: StoreFailure.self) { try await store.backup(to: other) }
        #expect(try String(contentsOfFile: other, encoding: .utf8) == "something else")
    }

    @Test func `is not opened by a program that is older than the file`() async throws {
        try await open().close()
        let queue = try DatabaseQueue(path: path)
        try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 of the future')") }
        try queue.close()
        #expect(throws: StoreFailure.tooNew(place: path)) { try open() }
    }
}
