// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import MonitoringTestKit
import Synchronization
import Testing

extension Durability {
    /// A collector that is killed fifty times under load, each time a day later, so that weeks close and installations leave the
    /// quarantine in between.
    struct KillTests {
        private static let kills = 50

        private func killAgainAndAgain(_ collector: DurableCollector, _ fleet: SigningFleet) async throws {
            var random = SystemRandomNumberGenerator()
            for day in 0..<Self.kills {
                try await collector.start(daysLater: day)
                // Somewhere in the middle of what comes next.
                let target = fleet.acknowledged + Int.random(in: 1...60, using: &random)
                #expect(try await poll { fleet.acknowledged >= target })
                try await collector.kill()
            }
            try await collector.start(daysLater: Self.kills)
        }

        private func check(_ collector: DurableCollector, _ fleet: SigningFleet) async throws {
            #expect(fleet.acknowledged >= Self.kills)
            #expect(try await fleet.missing(from: collector.url) == [])
            // A killed program answers nothing; one that starts refuses connections. Nothing else went wrong.
            #expect(Set(fleet.answers.keys).isSubset(of: [0, 202]), "\(fleet.answers)")
            let verification = try await collector.run(["stats", "--verify"])
            #expect(verification.status == 0, "\(verification.text)")
            try await collector.stop()
        }

        @Test func `keeps on SQLite what it acknowledged, and figures that equal a recount`() async throws {
            let directory = try TemporaryDirectory()
            let collector = try DurableCollector(data: directory.file("data"))
            let fleet = SigningFleet(count: 8)
            try await fleet.report(to: [collector.url]) { try await killAgainAndAgain(collector, fleet) }
            try await check(collector, fleet)
            for name in ["telemetry.sqlite", "tombstones.sqlite"] {
                let queue = try DatabaseQueue(path: directory.file("data/\(name)"))
                #expect(try await queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
            }
        }

        @Test func `keeps on PostgreSQL what it acknowledged, and figures that equal a recount`() async throws {
            let directory = try TemporaryDirectory()
            let server = try await PostgresServer()
            let collector = try DurableCollector(
                data: directory.file("data"), database: try await server.makeDatabase())
            let fleet = SigningFleet(count: 8)
            try await fleet.report(to: [collector.url]) { try await killAgainAndAgain(collector, fleet) }
            try await check(collector, fleet)
        }
    }
}
