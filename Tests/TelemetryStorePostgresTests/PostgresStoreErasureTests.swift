// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Postgres
import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

@testable import TelemetryStorePostgres

/// Erased means gone from the files of the tables, not only from the answers.
struct PostgresStoreErasureTests {
    private let database: TestDatabase

    init() async throws { database = try await TestDatabase() }

    private static let rare = "9.9.9-veryrare"

    /// Those of `traces` that are in a file of this database, after all changes were written to the files.
    private func found(_ traces: [[UInt8]]) async throws -> [[UInt8]] {
        let connection = try await database.connection()
        try await connection.execute("CHECKPOINT", timeout: .seconds(120))
        let row = try await connection.query("SELECT oid FROM pg_database WHERE datname = current_database()").first
        let folder = try "\(database.server.dataFolder)/base/\(row?["oid"] as Int? ?? 0)"
        var found: Set<[UInt8]> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let file = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            found.formUnion(traces.filter { file.range(of: Data($0)) != nil })
        }
        return traces.filter(found.contains)
    }

    /// Fills several pages, and lets the planner look at all of it.
    private func fill(_ store: PostgresStore) async throws {
        let day = Fleet.day
        try await withThrowingTaskGroup { group in
            for installation in 1...300 {
                group.addTask {
                    for counter in 1...3 {
                        let version = installation == 2 && counter == 2 ? Self.rare : "1.\(installation % 9).\(counter)"
                        let when = day.advanced(by: (counter - 1) * 7)
                        _ = try await store.submit(
                            Fleet.submission(installation, counter: counter, day: when, version: version))
                    }
                }
            }
            try await group.waitForAll()
        }
        _ = try await store.closeWeeks(before: day.advanced(by: 30))
        try await database.connection().execute("ANALYZE")
    }

    @Test(arguments: [false, true])
    func `leaves no trace in any file, whoever asks`(_ isSigned: Bool) async throws {
        let store = try await database.store()
        try await fill(store)
        let last = Fleet.bytes(2 * 1000 + 3 + 1_000_000)
        let traces = [Fleet.bytes(2), Fleet.bytes(100_002), last, Array(Self.rare.utf8)]
        #expect(try await found(traces) == traces)
        let counts = ErasureCounts(installations: 1, spans: 3)
        if isSigned {
            let proof = Submission.Proof(publicKey: Fleet.bytes(100_002), counter: 4)
            #expect(try await store.erase(Fleet.keyedID(2), proof: proof) == .success(counts))
        } else {
            #expect(try await store.erase(Fleet.keyedID(2)) == counts)
        }
        // The others are still there, in the files too.
        #expect(try await found(traces + [Fleet.bytes(1)]) == [Fleet.bytes(1)])
        #expect(try await store.statistics().installations == 299)
        for week in ISOWeek(Fleet.day)...ISOWeek(Fleet.day.advanced(by: 14)) {
            let cells = try await store.rollup(service: "butler-sos", weeks: week...week)
            let recount = try await store.recount(service: "butler-sos", week: week)
            #expect(Dictionary(cells.map { ($0.cell, $0.count) }, uniquingKeysWith: +) == recount)
        }
    }

    @Test func `leaves large tables to the maintenance`() async throws {
        let store = try await database.store(rebuilding: .init(largestAtOnce: 0))
        try await fill(store)
        #expect(try await store.erase(Fleet.keyedID(2)).installations == 1)
        let pending = "SELECT 1 FROM progress WHERE erased > rebuilt"
        let connection = try await database.connection()
        #expect(try await connection.query(pending).count == 1)
        _ = try await store.prune(today: Fleet.day.advanced(by: 20))
        #expect(try await connection.query(pending).isEmpty)
        #expect(try await found([Fleet.bytes(2)]) == [])
    }

    @Test func `makes up later for what somebody looked at while it was erased`() async throws {
        let store = try await database.store(rebuilding: .init(patience: .milliseconds(200)))
        try await fill(store)
        let reader = try await database.connection()
        // Not the tables themselves are read: what counts is the view that goes back to before.
        try await reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM migration")
        #expect(try await store.erase(Fleet.keyedID(2)).installations == 1)
        #expect(try await store.overview(service: "butler-sos", asOf: Fleet.day).installations == 299)
        #expect(try await found([Fleet.bytes(2)]) == [Fleet.bytes(2)])
        try await reader.execute("COMMIT")
        #expect(try await store.erase(Fleet.keyedID(2)).installations == 0)
        #expect(try await found([Fleet.bytes(2)]) == [])

        try await reader.execute("BEGIN; LOCK TABLE span IN ACCESS SHARE MODE")
        #expect(try await store.erase(Fleet.keyedID(3)).installations == 1)
        try await reader.execute("COMMIT")
        await store.close()
        _ = try await database.store()
        #expect(try await found([Fleet.bytes(3)]) == [])
    }

    @Test func `keeps a state that somebody else is in`() async throws {
        let store = try await database.store()
        for installation in 1...2 {
            _ = try await store.submit(Fleet.submission(installation, counter: 1, version: "5.0.0-shared"))
        }
        _ = try await store.submit(Fleet.submission(2, counter: 2, day: Fleet.day.advanced(by: 1), version: "6.0.0"))
        _ = try await store.erase(Fleet.keyedID(1))
        #expect(try await store.statistics().states == 2)
        _ = try await store.erase(Fleet.keyedID(2))
        #expect(try await store.statistics().states == 0)
    }

    @Test func `erases at the start what tombstones from elsewhere say, though there are as many of them`() async throws
    {
        let store = try await database.store()
        for installation in 1...3 { _ = try await store.submit(Fleet.submission(installation, counter: 1)) }
        _ = try await store.erase(Fleet.keyedID(1))
        await store.close()
        let other = Sample.tombstoneKey.tombstone(of: Fleet.keyedID(2))
        let connection = try await database.connection()
        try await connection.query("UPDATE tombstone SET hash = $1", [.bytes(other.bytes)])
        let again = try await database.store()
        #expect(try await again.statistics().installations == 1)
        #expect(try await again.submit(Fleet.submission(2, counter: 2)) == .erased)
    }

    @Test func `erases at the start what a restored backup brought back`() async throws {
        let store = try await database.store()
        for installation in 1...5 { _ = try await store.submit(Fleet.submission(installation, counter: 1)) }
        _ = try await store.erase(Fleet.keyedID(1))
        let connection = try await database.connection()
        // A backup is made, two more are erased, and all but the tombstones are put back.
        try await connection.execute(
            "CREATE TABLE backup_i AS TABLE installation; CREATE TABLE backup_s AS TABLE state; CREATE TABLE backup_p AS TABLE progress"
        )
        _ = try await store.erase(Fleet.keyedID(2))
        _ = try await store.erase(Fleet.keyedID(3))
        await store.close()
        try await connection.execute(
            """
            TRUNCATE installation, state, progress;
            INSERT INTO installation TABLE backup_i;
            INSERT INTO state OVERRIDING SYSTEM VALUE TABLE backup_s;
            INSERT INTO progress TABLE backup_p;
            DROP TABLE backup_i, backup_s, backup_p;
            """)
        #expect(try await connection.query("SELECT 1 FROM installation").count == 4)
        let restored = try await database.store()
        let statistics = try await restored.statistics()
        #expect(statistics.installations == 2 && statistics.tombstones == 3)
        #expect(try await restored.submit(Fleet.submission(2, counter: 9)) == .erased)
        #expect(try await restored.submit(Fleet.submission(4, counter: 9)) == .stored(Fleet.day))
        #expect(try await found([Fleet.bytes(2)]) == [])
        // One more, and a start that finds nothing to do.
        _ = try await restored.erase(Fleet.keyedID(4))
        await restored.close()
        #expect(try await database.store().statistics().installations == 1)
    }
}
