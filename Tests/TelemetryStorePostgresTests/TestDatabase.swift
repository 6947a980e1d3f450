// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Postgres
import TelemetryStore
import TelemetryStorePostgres
import TelemetryTestKit
import TelemetryWire

/// An empty database on a real server, for one test.
struct TestDatabase {
    let server: PostgresServer
    let url: PostgresURL

    /// - Parameter server: a server of the test's own; without one, the one that all tests share.
    init(on server: PostgresServer? = nil) async throws {
        if let server { self.server = server } else { self.server = try await PostgresServer.shared() }
        url = try PostgresURL(try await self.server.makeDatabase())
    }

    func store(rebuilding: RebuildingLimits = .init()) async throws -> PostgresStore {
        try await PostgresStore(
            url: url, tombstoneKey: Sample.tombstoneKey, limits: .init(connections: 3), rebuilding: rebuilding)
    }

    /// A connection of the operator's own.
    func connection() async throws -> PostgresConnection { try await PostgresConnection.open(url) }
}

/// Invented reports of more installations than `Sample` has.
enum Fleet {
    static let day = UTCDay(number: 20_000)

    /// Bytes that occur by chance nowhere else, the same in every run.
    static func bytes(_ seed: Int) -> [UInt8] {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
        return (0..<32).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 40)
        }
    }

    static func keyedID(_ installation: Int) -> KeyedID { KeyedID(bytes(installation)) }

    static func submission(
        _ installation: Int, counter: Int, day: UTCDay = Fleet.day, version: String = "1.0.0"
    ) -> Submission {
        Submission(
            installation: keyedID(installation),
            proof: .init(publicKey: bytes(installation + 100_000), counter: UInt64(counter)),
            bodySHA256: bytes(installation * 1000 + counter + 1_000_000), day: day,
            state: Sample.state(version: version))
    }
}
