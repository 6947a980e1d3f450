// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Postgres
import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

@testable import TelemetryStorePostgres

/// Several collectors on one database.
struct PostgresStoreSharingTests {
    private let day = ISOWeek(Fleet.day).monday

    @Test func `loses nothing and counts nothing twice when two write at once`() async throws {
        let database = try await TestDatabase()
        let stores = [try await database.store(), try await database.store()]
        let day = day
        let installations = 150
        // Each installation is known to both, and the weeks are closed while the reports come: also late ones.
        let outcomes = try await withThrowingTaskGroup(of: [SubmissionOutcome].self) { group in
            for installation in 0..<installations {
                group.addTask {
                    var outcomes: [SubmissionOutcome] = []
                    for counter in 1...8 {
                        let offset = [0, 1, 9, 4, 16, 15, 20, 2][counter - 1]
                        let report = Fleet.submission(
                            installation, counter: counter, day: day.advanced(by: offset),
                            version: "1.\((installation + counter) % 5).0")
                        outcomes.append(try await stores[(installation + counter) % 2].submit(report))
                    }
                    return outcomes
                }
            }
            group.addTask {
                for weeks in 1...4 { _ = try await stores[0].closeWeeks(before: day.advanced(by: weeks * 7)) }
                return []
            }
            group.addTask {
                for installation in installations..<installations + 30 {
                    let report = Fleet.submission(installation, counter: 1, day: day, version: "7.\(installation).0")
                    _ = try await stores[0].submit(report)
                    #expect(try await stores[1].erase(report.installation).installations == 1)
                }
                return []
            }
            return try await group.reduce([], +)
        }
        #expect(outcomes.count == installations * 8)
        #expect(outcomes.allSatisfy { if case .stored = $0 { true } else { false } })
        let statistics = try await stores[1].statistics()
        #expect(statistics.installations == installations && statistics.quarantined == 0)
        #expect(statistics.tombstones == 30 && statistics.states == 5)
        let closed = try #require(try await stores[0].closedWeeks())
        #expect(closed.through == ISOWeek(day).advanced(by: 3))
        for week in ISOWeek(day)...closed.through {
            let cells = try await stores[0].rollup(service: "butler-sos", weeks: week...week)
            let recount = try await stores[1].recount(service: "butler-sos", week: week)
            #expect(Dictionary(cells.map { ($0.cell, $0.count) }, uniquingKeysWith: +) == recount, "\(week)")
            let counted = cells.filter { $0.cell.dimension == .installations }.reduce(0) { $0 + $1.count }
            #expect(counted == (week == closed.through ? 0 : installations), "\(week)")
        }
        for store in stores { await store.close() }
    }

    @Test func `lets an installation in once, whichever of two it comes to at the same time`() async throws {
        let database = try await TestDatabase()
        let stores = [try await database.store(), try await database.store()]
        let outcomes = try await withThrowingTaskGroup(of: (Int, SubmissionOutcome).self) { group in
            for installation in 0..<200 {
                for store in stores {
                    let report = Fleet.submission(installation, counter: 1, version: "1.\(installation).0")
                    group.addTask { (installation, try await store.submit(report)) }
                }
            }
            return try await group.reduce(into: [Int: [SubmissionOutcome]]()) { $0[$1.0, default: []].append($1.1) }
        }
        for (installation, outcomes) in outcomes {
            #expect(outcomes.contains(.stored(Fleet.day)) && outcomes.contains(.repeated(Fleet.day)), "\(installation)")
        }
        let statistics = try await stores[0].statistics()
        #expect(statistics.installations == 200 && statistics.states == 200 && statistics.spans == 200)
        for store in stores { await store.close() }
    }

    @Test func `takes a counter only upwards, also when two take reports of one installation at once`() async throws {
        let database = try await TestDatabase()
        let stores = [try await database.store(), try await database.store()]
        let accepted = try await withThrowingTaskGroup(of: (Int, Int)?.self) { group in
            for counter in 1...30 {
                for installation in 0..<20 {
                    group.addTask {
                        // Of one half each is a span of its own, of the other half none is.
                        let version = installation.isMultiple(of: 2) ? "\(counter).0.0" : "1.0.0"
                        let report = Fleet.submission(installation, counter: counter, version: version)
                        switch try await stores[counter % 2].submit(report) {
                        case .stored: return (installation, counter)
                        case .counterUsed(let last) where last > UInt64(counter): return nil
                        case let outcome:
                            Issue.record("\(outcome)")
                            return nil
                        }
                    }
                }
            }
            return try await group.reduce(into: [Int: Set<Int>]()) { accepted, report in
                if let report { accepted[report.0, default: []].insert(report.1) }
            }
        }
        for (installation, counters) in accepted {
            let key = Fleet.bytes(installation + 100_000)
            let used = try await stores[0].read(Fleet.keyedID(installation), proof: .init(publicKey: key, counter: 0))
            #expect(used == .failure(.counterUsed(last: UInt64(counters.max() ?? 0))))
            let next = Submission.Proof(publicKey: key, counter: 31)
            let record = try await stores[0].read(Fleet.keyedID(installation), proof: next).get()
            let versions = installation.isMultiple(of: 2) ? counters.sorted().map { "\($0).0.0" } : ["1.0.0"]
            #expect(record?.spans.map(\.state.serviceVersion) == versions)
        }
        #expect(accepted.count == 20)
        for store in stores { await store.close() }
    }

    @Test func `forgets a state that another one has removed`() async throws {
        let database = try await TestDatabase()
        let (first, second) = (try await database.store(), try await database.store())
        _ = try await first.submit(Fleet.submission(1, counter: 1, version: "3.1.4"))
        _ = try await second.erase(Fleet.keyedID(1))
        #expect(try await second.statistics().states == 0)
        _ = try await first.submit(Fleet.submission(2, counter: 1, version: "3.1.4"))
        for store in [first, second] {
            let overview = try await store.overview(service: "butler-sos", asOf: Fleet.day)
            #expect(overview.serviceVersions == [ValueCount(value: "3.1.4", count: 1)])
        }
        #expect(try await second.submit(Fleet.submission(1, counter: 2)) == .erased)
        #expect(try await first.submit(Fleet.submission(1, counter: 2)) == .erased)
    }

    @Test func `makes its tables once when several start at once`() async throws {
        let database = try await TestDatabase()
        let stores = try await withThrowingTaskGroup(of: PostgresStore.self) { group in
            for _ in 0..<4 { group.addTask { try await database.store() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (installation, store) in stores.enumerated() {
            #expect(try await store.submit(Fleet.submission(installation, counter: 1)) == .stored(Fleet.day))
        }
        let again = try await database.store()
        #expect(try await again.statistics().installations == 4)
        let made = try await database.connection().query("SELECT number FROM migration ORDER BY number")
        #expect(try made.map { try $0["number"] } == Array(1...PostgresStore.schema.count))
    }

    @Test func `hands over while reports come, from one collector to the next`() async throws {
        let database = try await TestDatabase()
        let day = Fleet.day
        var current = try await database.store()
        var outcomes: [SubmissionOutcome] = []
        for turn in 0..<5 {
            let next = try await database.store()
            let (old, new) = (current, next)
            outcomes += try await withThrowingTaskGroup(of: SubmissionOutcome.self) { group in
                for installation in 0..<200 {
                    group.addTask {
                        let report = Fleet.submission(
                            installation, counter: turn + 1, day: day.advanced(by: turn), version: "1.\(turn % 2).0")
                        // Whoever is refused because a collector ends asks the next one.
                        do { return try await old.submit(report) } catch StoreFailure.unavailable {
                            return try await new.submit(report)
                        }
                    }
                }
                group.addTask {
                    await old.close()
                    return .repeated(day)
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            current = next
        }
        #expect(outcomes.count { if case .stored = $0 { true } else { false } } == 1000)
        let statistics = try await current.statistics()
        #expect(statistics.installations == 200 && statistics.spans == 1000)
        await current.close()
        await #expect(throws: StoreFailure.unavailable(reason: "the store is closed")) {
            try await current.submit(Fleet.submission(1, counter: 9))
        }
    }
}
