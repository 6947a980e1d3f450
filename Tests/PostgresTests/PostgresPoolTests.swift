// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Testing

@testable import Postgres

struct PostgresPoolTests {
    private let url: PostgresURL

    init() async throws { url = try PostgresURL(try await PostgresServer.shared().makeDatabase()) }

    private static let me = "SELECT pg_backend_pid() AS me"

    @Test func `makes as many connections as it may, and uses them again`() async throws {
        let pool = PostgresPool(url, limits: .init(connections: 3))
        let processes = try await withThrowingTaskGroup(of: Int.self, returning: Set<Int>.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await pool.withConnection { connection in
                        try connection.query("SELECT pg_sleep(0.01)")
                        return try connection.query(Self.me).first?["me"] as Int? ?? 0
                    }
                }
            }
            return try await group.reduce(into: []) { $0.insert($1) }
        }
        #expect(processes.count == 3 && !processes.contains(0))
        await pool.close()
        let watcher = try await PostgresConnection.open(url)
        let connections = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        #expect(try await poll { try await watcher.query(connections).count == 1 })
    }

    /// Holds the only connection of a pool until it is told to let go.
    private func holding(_ pool: PostgresPool, _ body: () async throws -> Void) async throws {
        let locker = try await PostgresConnection.open(url)
        try await locker.execute("BEGIN; SELECT pg_advisory_xact_lock(1)")
        let holder = Task { try await pool.withConnection { _ = try $0.query("SELECT pg_advisory_lock(1)") } }
        let waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        let database = "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        #expect(try await poll { try await locker.query("\(waits) \(database)").count == 1 })
        try await body()
        try await locker.execute("COMMIT")
        try await holder.value
    }

    @Test func `refuses who has waited long enough, and who comes when too many wait`() async throws {
        let clock = TestClock()
        let pool = PostgresPool(url, limits: .init(connections: 1, waiting: .seconds(7), waiters: 1), clock: clock)
        try await holding(pool) {
            let waiting = Task { try await pool.withConnection { _ = try $0.query("SELECT 1") } }
            await clock.untilSleeping(1)
            let excess = await #expect(throws: PostgresError.self) { try await pool.withConnection { _ in } }
            #expect(excess == PostgresError(.busy, "too many calls wait for the database"))
            clock.advance(by: .seconds(7))
            let late = await #expect(throws: PostgresError.self) { try await waiting.value }
            #expect(late == PostgresError(.busy, "no connection to the database became free in time"))
        }
        try await pool.withConnection { _ = try $0.query("SELECT 1") }
        await pool.close()
    }

    @Test func `lets in who waits, in the order of arrival, and lets go who is cancelled`() async throws {
        let clock = TestClock()
        let pool = PostgresPool(url, limits: .init(connections: 1), clock: clock)
        try await pool.withConnection { _ = try $0.execute("CREATE TABLE arrival (number serial, who int8)") }
        var tasks: [Task<Void, any Error>] = []
        try await holding(pool) {
            for index in 0..<4 {
                tasks.append(
                    Task {
                        try await pool.withConnection {
                            _ = try $0.query("INSERT INTO arrival (who) VALUES ($1)", [.integer(Int64(index))])
                        }
                    })
                await clock.untilSleeping(index + 1)
            }
            tasks[1].cancel()
            let error = await #expect(throws: PostgresError.self) { try await tasks[1].value }
            #expect(error?.kind == .cancelled)
        }
        for index in [0, 2, 3] { try await tasks[index].value }
        let arrivals = try await pool.withConnection { connection in
            try connection.query("SELECT who FROM arrival ORDER BY number").map { try $0["who"] as Int }
        }
        #expect(arrivals == [0, 2, 3])
        await pool.close()
    }

    @Test func `closes when those who are in have finished, and lets nobody in`() async throws {
        let pool = PostgresPool(url, limits: .init(connections: 1))
        var closing: Task<Void, Never>?
        var waiting: Task<Void, any Error>?
        try await holding(pool) {
            waiting = Task { try await pool.withConnection { _ in } }
            let isWaiting = try await poll { await pool.waiting == 1 }
            #expect(isWaiting)
            closing = Task { await pool.close() }
            let refused = await #expect(throws: PostgresError.self) { try await waiting?.value }
            #expect(refused?.kind == .closed)
        }
        await closing?.value
        let late = await #expect(throws: PostgresError.self) { try await pool.withConnection { _ in } }
        #expect(late?.kind == .closed)
    }

    @Test func `does not hand out what is left of a transaction`() async throws {
        let pool = PostgresPool(url, limits: .init(connections: 1))
        let first = try await pool.withConnection { connection in
            try connection.execute("BEGIN; CREATE TABLE left_open (a int8)")
            return try connection.query(Self.me).first?["me"] as Int?
        }
        let second = try await pool.withConnection { try $0.query(Self.me).first?["me"] as Int? }
        #expect(first != second)
        let table = try await pool.withConnection {
            try $0.query("SELECT to_regclass('left_open') AS it").first?["it"] as String?
        }
        #expect(table == nil)
        await pool.close()
    }

    @Test func `recovers by itself when the server was killed and started again`() async throws {
        let server = try await PostgresServer()
        let pool = PostgresPool(try PostgresURL(server.url()), limits: .init(connections: 2))
        try await pool.withConnection {
            _ = try $0.execute("CREATE TABLE survivor (a int8); INSERT INTO survivor VALUES (7)")
        }
        server.kill()
        // A call may meet the end of its connection, and then there is nobody to connect to.
        let isGone = try await poll {
            do {
                try await pool.withConnection { _ = try $0.query("SELECT 1") }
                return false
            } catch let error as PostgresError {
                #expect(error.isUnavailability, "\(error)")
                return error.kind == .cannotConnect
            }
        }
        #expect(isGone)
        try await server.restart()
        let isBack = try await poll {
            (try? await pool.withConnection { try $0.query("SELECT a FROM survivor").first?["a"] as Int? }) == 7
        }
        #expect(isBack)
        // Who comes after a restart that nobody met does not meet its remains.
        try await server.stop()
        try await server.restart()
        #expect(try await pool.withConnection { try $0.query("SELECT a FROM survivor").first?["a"] as Int? } == 7)
        await pool.close()
    }

    @Test func `tries again later after each failure`() {
        var attempts = ConnectionAttempts()
        let start = ContinuousClock.now
        let error = PostgresError(.cannotConnect, "no")
        #expect(attempts.refusal(at: start) == nil)
        for pause in [100, 200, 400, 800, 1600, 3200, 5000, 5000] as [Int64] {
            attempts.failed(error, at: start)
            #expect(attempts.refusal(at: start + .milliseconds(pause - 1)) == error)
            #expect(attempts.refusal(at: start + .milliseconds(pause)) == nil)
        }
        for _ in 0..<100 { attempts.failed(error, at: start) }
        #expect(attempts.refusal(at: start + .seconds(5)) == nil)
        attempts.succeeded()
        attempts.failed(error, at: start)
        #expect(attempts.refusal(at: start + .milliseconds(100)) == nil)
    }
}
