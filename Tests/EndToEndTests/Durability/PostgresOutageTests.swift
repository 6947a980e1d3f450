// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

extension Durability {
    /// Collectors whose database goes away under load, and two that share one.
    struct PostgresOutageTests {
        @Test func `loses nothing while the database is killed and restarted`() async throws {
            let directory = try TemporaryDirectory()
            let server = try await PostgresServer()
            let collector = try DurableCollector(
                data: directory.file("data"), database: try await server.makeDatabase())
            try await collector.start()
            let fleet = SigningFleet(count: 8)
            try await fleet.report(to: [collector.url]) {
                for _ in 0..<5 {
                    let target = fleet.acknowledged + 40
                    #expect(try await poll { fleet.acknowledged >= target })
                    server.kill()
                    let refusals = fleet.answers[503] ?? 0
                    #expect(try await poll { (fleet.answers[503] ?? 0) > refusals })
                    try await server.restart()
                }
                let target = fleet.acknowledged + 40
                #expect(try await poll { fleet.acknowledged >= target })
            }
            #expect(Set(fleet.answers.keys).isSubset(of: [0, 202, 503]), "\(fleet.answers)")
            #expect(try await fleet.missing(from: collector.url) == [])
            let log = collector.process?.text ?? ""
            #expect(!log.contains(PostgresServer.password))
            try await collector.stop()
        }

        @Test func `counts once what two collectors on one database take, both killed in turn`() async throws {
            let directory = try TemporaryDirectory()
            let server = try await PostgresServer()
            let database = try await server.makeDatabase()
            // The same secrets, or the same installation would be another one to each.
            let first = try DurableCollector(data: directory.file("data"), database: database)
            let second = try DurableCollector(data: directory.file("data"), database: database)
            let fleet = SigningFleet(count: 8)
            try await fleet.report(to: [first.url, second.url]) {
                try await first.start()
                for day in 0..<12 {
                    let (starting, dying) = day.isMultiple(of: 2) ? (second, first) : (first, second)
                    try await starting.start(daysLater: day)
                    let target = fleet.acknowledged + 40
                    #expect(try await poll { fleet.acknowledged >= target })
                    try await dying.kill()
                }
            }
            try await first.kill()
            try await second.kill()
            try await first.start(daysLater: 14)
            #expect(try await fleet.missing(from: first.url) == [])
            #expect(Set(fleet.answers.keys).isSubset(of: [0, 202, 503]), "\(fleet.answers)")
            let statistics = try await first.run(["stats", "--json"])
            #expect(statistics.text.contains("\"installations\":\(fleet.installations.count),"), "\(statistics.text)")
            let verification = try await first.run(["stats", "--verify"])
            #expect(verification.status == 0, "\(verification.text)")
            try await first.stop()
        }
    }
}
