// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import MonitoringTestKit
import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

@testable import TelemetryStoreSQLite

/// Erased means gone from the files, not only from the answers.
struct SQLiteStoreErasureTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let day = UTCDay(number: 20_000)

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("telemetry.sqlite")
    }

    /// Bytes that occur by chance nowhere else, the same in every run.
    private static func bytes(_ seed: UInt64) -> [UInt8] {
        var state = seed
        return (0..<32).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 40)
        }
    }

    private func submission(_ seed: UInt64, counter: UInt64 = 1, version: String) -> Submission {
        Submission(
            installation: KeyedID(Self.bytes(seed)),
            proof: .init(publicKey: Self.bytes(seed + 10_000), counter: counter),
            bodySHA256: Self.bytes(seed + 20_000), day: day, state: Sample.state(version: version))
    }

    /// The names of the files in the folder that contain `bytes`.
    private func files(containing bytes: [UInt8]) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { name in
            try Data(contentsOf: URL(fileURLWithPath: directory.file(name))).range(of: Data(bytes)) != nil
        }
    }

    @Test(arguments: [false, true])
    func `leaves no trace in any file, whoever asks`(_ isSigned: Bool) async throws {
        let store = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        _ = try await store.submit(submission(1, version: "1.0.0"))
        _ = try await store.submit(submission(2, version: "9.9.9-veryrare"))
        let traces = [Self.bytes(2), Self.bytes(10_002), Self.bytes(20_002), Array("9.9.9-veryrare".utf8)]
        for trace in traces { #expect(try !files(containing: trace).isEmpty) }
        if isSigned {
            let proof = Submission.Proof(publicKey: Self.bytes(10_002), counter: 2)
            let counts = ErasureCounts(installations: 1, spans: 1)
            #expect(try await store.erase(KeyedID(Self.bytes(2)), proof: proof) == .success(counts))
        } else {
            #expect(try await store.erase(KeyedID(Self.bytes(2))).installations == 1)
        }
        for trace in traces { #expect(try files(containing: trace) == []) }
        // The other one is still there, in the files too.
        #expect(try !files(containing: Self.bytes(1)).isEmpty)
        #expect(try await store.overview(service: "butler-sos", asOf: day).installations == 1)
        try await store.close()
        for trace in traces { #expect(try files(containing: trace) == []) }
    }

    @Test func `leaves no trace of many, after the tables have grown over several pages`() async throws {
        let store = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        for seed in 1...300 {
            _ = try await store.submit(submission(UInt64(seed), version: "1.\(seed).0-mark\(seed)end"))
        }
        // A changed state moves rows about, which must leave no copies either.
        for seed in 1...150 {
            _ = try await store.submit(submission(UInt64(seed), counter: 2, version: "2.\(seed).0-mark\(seed)end"))
        }
        let erased = (1...300).filter { $0.isMultiple(of: 3) }
        for seed in erased { #expect(try await store.erase(KeyedID(Self.bytes(UInt64(seed)))).installations == 1) }
        var files: [Data] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
            files.append(try Data(contentsOf: URL(fileURLWithPath: directory.file(name))))
        }
        var found: [String] = []
        for seed in erased {
            let traces = [
                ("ID", Self.bytes(UInt64(seed))), ("key", Self.bytes(UInt64(seed) + 10_000)),
                ("digest", Self.bytes(UInt64(seed) + 20_000)), ("state", Array("-mark\(seed)end".utf8)),
            ]
            for (what, trace) in traces where files.contains(where: { $0.range(of: Data(trace)) != nil }) {
                found.append("\(what) of \(seed)")
            }
        }
        #expect(found == [])
        #expect(try await store.overview(service: "butler-sos", asOf: day).installations == 200)
    }

    @Test(arguments: [false, true])
    func `makes up for an erasure that was cut short, at the next one and at the next start`(
        _ isRestarted: Bool
    ) async throws {
        let store = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        for seed in 1...200 { _ = try await store.submit(submission(UInt64(seed), version: "1.\(seed).0")) }
        _ = try await store.submit(submission(2, counter: 2, version: "9.9.9-veryrare"))
        let traces = [Self.bytes(2), Self.bytes(10_002), Self.bytes(20_002), Array("9.9.9-veryrare".utf8)]
        // The transaction is the first half; without the second, traces are left.
        let pool = await store.pool
        let counts = try await pool.write { try $0.erase(KeyedID(Self.bytes(2))) }
        #expect(counts == ErasureCounts(installations: 1, spans: 2))
        #expect(try traces.contains { try !files(containing: $0).isEmpty })
        if isRestarted {
            _ = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        } else {
            #expect(try await store.erase(KeyedID(Self.bytes(2))).installations == 0)
        }
        for trace in traces { #expect(try files(containing: trace) == []) }
    }

    @Test func `does not rebuild the file for nothing`() async throws {
        let store = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        _ = try await store.submit(submission(1, version: "1.0.0"))
        let pool = await store.pool
        try await pool.write { database in
            try database.execute(sql: "CREATE TABLE ballast (bytes BLOB)")
            for _ in 0..<50 { try database.execute(sql: "INSERT INTO ballast VALUES (randomblob(4000))") }
            try database.execute(sql: "DROP TABLE ballast")
        }
        let freePages = { try await pool.read { try Int.fetchOne($0, sql: "PRAGMA freelist_count") ?? 0 } }
        let before = try await freePages()
        #expect(before > 0)
        let stranger = Submission.Proof(publicKey: Self.bytes(7), counter: 1)
        let nothing = ErasureCounts(installations: 0, spans: 0)
        #expect(try await store.erase(KeyedID(Self.bytes(2)), proof: stranger) == .success(nothing))
        #expect(try await store.erase(KeyedID(Self.bytes(1)), proof: stranger) == .failure(.identityPinned))
        #expect(try await freePages() == before)
        #expect(try await store.erase(KeyedID(Self.bytes(1))).installations == 1)
        #expect(try await freePages() == 0)
    }

    @Test func `keeps a state that somebody else is in`() async throws {
        let store = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        _ = try await store.submit(submission(1, version: "5.0.0-shared"))
        _ = try await store.submit(submission(2, version: "5.0.0-shared"))
        _ = try await store.erase(KeyedID(Self.bytes(1)))
        let overview = try await store.overview(service: "butler-sos", asOf: day)
        #expect(overview.serviceVersions == [ValueCount(value: "5.0.0-shared", count: 1)])
    }

    @Test func `works while another instance writes to the same file`() async throws {
        let serving = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        let erasing = try SQLiteStore(path: path, tombstoneKey: Sample.tombstoneKey, rebuildPause: .zero)
        for seed in 1...40 { _ = try await serving.submit(submission(UInt64(seed), version: "1.0.0")) }
        let day = day
        let erasures = try await withThrowingTaskGroup(of: Int.self, returning: Int.self) { group in
            for seed in 41...160 {
                let submission = submission(UInt64(seed), version: "1.0.\(seed % 7)")
                group.addTask {
                    let outcome = try await serving.submit(submission)
                    #expect(outcome == .stored(day))
                    return 0
                }
            }
            group.addTask {
                var erased = 0
                for seed in 1...40 {
                    erased += try await erasing.erase(KeyedID(Self.bytes(UInt64(seed)))).installations
                }
                return erased
            }
            return try await group.reduce(0, +)
        }
        #expect(erasures == 40)
        for store in [serving, erasing] {
            #expect(try await store.overview(service: "butler-sos", asOf: day).installations == 120)
        }
        #expect(try files(containing: Self.bytes(1)) == [])
        #expect(try await serving.submit(submission(1, version: "1.0.0")) == .erased)
        #expect(try await serving.submit(submission(161, version: "1.0.0")) == .stored(day))
        #expect(try await erasing.overview(service: "butler-sos", asOf: day).installations == 121)
    }
}
