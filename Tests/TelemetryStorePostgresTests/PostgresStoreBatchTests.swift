// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Postgres
import Synchronization
import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

@testable import TelemetryStorePostgres

/// What a commit makes of many reports at once.
struct PostgresStoreBatchTests {
    /// Reports of a few installations, most of them in time and some of them late, the same for the same seed.
    private static func reports(seed: UInt64, count: Int) -> [Submission] {
        var random = seed &* 0x9E37_79B9_7F4A_7C15
        func number(below bound: UInt64) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % bound)
        }
        return (0..<count).map { index in
            let day = Fleet.day.advanced(
                by: index / 4 - [0, 0, 0, number(below: 12), number(below: 70)][number(below: 5)])
            var report = Fleet.submission(
                number(below: 12), counter: max(1, index - number(below: 3)), day: day,
                version: "\(number(below: 3)).0.0")
            if report.installation.bytes[0].isMultiple(of: 3) { report.proof = nil }
            return report
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `decides about a batch as about one report after the other`(_ seed: UInt64) async throws {
        let database = try await TestDatabase()
        let (store, model) = (try await database.store(), InMemoryStore())
        for target in [store, model] as [any FleetStore] {
            _ = try await target.submit(Fleet.submission(99, counter: 1, day: Fleet.day.advanced(by: -200)))
            _ = try await target.closeWeeks(before: Fleet.day.advanced(by: 20))
            _ = try await target.erase(Fleet.keyedID(3))
            _ = try await target.block(Fleet.keyedID(4), since: Fleet.day)
        }
        let reports = Self.reports(seed: seed, count: 300)
        let tasks = try await queue(reports, to: store, of: database)
        for (task, report) in zip(tasks, reports) {
            #expect(try await task.value == model.submit(report))
        }
        let closed = try #require(try await store.closedWeeks())
        for week in closed.recountable(from: ISOWeek(Fleet.day).advanced(by: -12)) {
            let cells = try await store.rollup(service: "butler-sos", weeks: week...week)
            let expected = await model.rollup(service: "butler-sos", weeks: week...week)
            #expect(Set(cells) == Set(expected), "\(week)")
            let recount = try await store.recount(service: "butler-sos", week: week)
            #expect(Dictionary(cells.map { ($0.cell, $0.count) }, uniquingKeysWith: +) == recount, "\(week)")
        }
        var (found, expected) = (try await store.statistics(), await model.statistics())
        (found.bytes, expected.bytes) = (nil, nil)
        #expect(found == expected)
    }

    @Test func `stores what still waits when it is closed`() async throws {
        let database = try await TestDatabase()
        let store = try await database.store()
        let reports = (1...20).map { Fleet.submission($0, counter: 1) }
        let tasks = try await queue(reports, to: store, of: database, isClosing: true)
        for task in tasks { #expect(try await task.value == .stored(Fleet.day)) }
        #expect(try await database.store().statistics().installations == 20)
    }

    /// Lets reports wait in their order, the first one alone and then a batch, while somebody else has the lock.
    ///
    /// - Parameter isClosing: whether the store is closed while they wait.
    private func queue(
        _ reports: [Submission], to store: PostgresStore, of database: TestDatabase, isClosing: Bool = false
    ) async throws -> [Task<SubmissionOutcome, any Error>] {
        let blocker = try await database.connection()
        try await blocker.query("SELECT pg_advisory_lock($1)", [.integer(FleetLock.fleet)])
        var tasks: [Task<SubmissionOutcome, any Error>] = []
        for (index, report) in reports.enumerated() {
            tasks.append(Task { try await store.submit(report) })
            let isQueued = try await poll {
                for _ in 0..<1000 where await store.waiting < index { await Task.yield() }
                return await store.waiting == index
            }
            try #require(isQueued)
        }
        let closing = isClosing ? Task { await store.close() } : nil
        let isClosed = try await poll { await store.isClosed == isClosing }
        try #require(isClosed)
        try await blocker.query("SELECT pg_advisory_unlock($1)", [.integer(FleetLock.fleet)])
        await closing?.value
        return tasks
    }

    @Test func `writes nothing when a report says nothing new`() async throws {
        let database = try await TestDatabase()
        let store = try await database.store()
        let connection = try await database.connection()
        func row() async throws -> [String] {
            try await connection.query("SELECT ctid::text || xmin::text AS version FROM installation")
                .map { try $0["version"] }
        }
        var report = Fleet.submission(1, counter: 1)
        report.proof = nil
        _ = try await store.submit(report)
        let first = try await row()
        #expect(try await store.submit(report) == .stored(Fleet.day))
        #expect(try await row() == first)
        report.day = Fleet.day.advanced(by: 1)
        #expect(try await store.submit(report) == .stored(report.day))
        #expect(try await row() != first)
        #expect(try await store.statistics().spans == 1)
    }

    @Test func `asks once whether an installation may be let in, also if its transaction runs again`() {
        let asked = Count()
        let gate = AdmissionGate { asked.next().isMultiple(of: 2) }
        for _ in 0..<3 {
            #expect(!gate.admits(Fleet.keyedID(1)))
            #expect(gate.admits(Fleet.keyedID(2)))
        }
        #expect(asked.next() == 3)
    }
}

private final class Count: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}
