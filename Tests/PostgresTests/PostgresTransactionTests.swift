// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Testing

@testable import Postgres

struct PostgresTransactionTests {
    private struct Stop: Error {}

    private let url: PostgresURL
    private let connection: PostgresConnection

    init() async throws {
        url = try PostgresURL(try await PostgresServer.shared().makeDatabase())
        connection = try await PostgresConnection.open(url)
        try await connection.execute("CREATE TABLE entry (number int8 PRIMARY KEY, note text)")
    }

    private func count() async throws -> Int? {
        let other = try await PostgresConnection.open(url)
        return try await other.query("SELECT count(*) AS entries FROM entry").first?["entries"]
    }

    @Test func `stores all that was done`() async throws {
        let last = try await connection.withTransaction { connection in
            for number in 0..<3 { try connection.query("INSERT INTO entry VALUES ($1)", [.integer(Int64(number))]) }
            return try connection.query("SELECT max(number) AS last FROM entry").first?["last"] as Int?
        }
        #expect(last == 2)
        #expect(try await count() == 3)
        #expect(await !connection.isInTransaction)
    }

    @Test func `stores nothing when something is thrown, and can be used again`() async throws {
        await #expect(throws: Stop.self) {
            try await connection.withTransaction { connection in
                try connection.query("INSERT INTO entry VALUES (1)")
                throw Stop()
            }
        }
        let refusal = await #expect(throws: PostgresError.self) {
            try await connection.withTransaction { connection in
                try connection.query("INSERT INTO entry VALUES (1)")
                try connection.query("INSERT INTO entry VALUES (1)")
            }
        }
        #expect(refusal?.sqlState == "23505")
        #expect(try await count() == 0)
        #expect(await connection.isUsable)
        try await connection.withTransaction { _ = try $0.query("INSERT INTO entry VALUES (1)") }
        #expect(try await count() == 1)
    }

    @Test func `tells that nothing was stored, also to who overlooked the refusal`() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await connection.withTransaction { connection in
                try connection.query("INSERT INTO entry VALUES (1)")
                _ = try? connection.query("SELECT 1 / 0")
            }
        }
        #expect(error?.kind == .misuse)
        #expect(try await count() == 0)
        #expect(await connection.isUsable)
    }

    @Test func `tells what is refused at the very end`() async throws {
        try await connection.execute(
            "ALTER TABLE entry ADD UNIQUE (note) DEFERRABLE INITIALLY DEFERRED")
        let error = await #expect(throws: PostgresError.self) {
            try await connection.withTransaction { connection in
                try connection.query("INSERT INTO entry VALUES (1, 'a'), (2, 'a')")
            }
        }
        #expect(error?.kind == .refused && error?.sqlState == "23505")
        #expect(try await count() == 0)
        #expect(await connection.isUsable)
    }

    @Test func `is not one within another`() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await connection.withTransaction { connection in
                try connection.query("INSERT INTO entry VALUES (1)")
                try connection.withTransaction { _ = try $0.query("INSERT INTO entry VALUES (2)") }
            }
        }
        #expect(error?.kind == .misuse)
        #expect(try await count() == 0)
    }

    @Test func `sees what was there when it began`() async throws {
        let other = try await PostgresConnection.open(url)
        try await connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM entry")
        try await other.execute("INSERT INTO entry VALUES (1)")
        #expect(try await connection.query("SELECT * FROM entry").isEmpty)
        try await connection.execute("COMMIT")
        let level = try await connection.withTransaction(.serializable) { connection in
            try connection.query("SHOW transaction_isolation").first?["transaction_isolation"] as String?
        }
        #expect(level == "serializable")
    }

    @Test func `runs again when it loses against another one`() async throws {
        let pool = PostgresPool(url, limits: .init(connections: 6))
        try await connection.execute("INSERT INTO entry VALUES (1, '0')")
        // Each reads and writes: one by one, or the sum is wrong.
        try await withThrowingTaskGroup { group in
            for _ in 0..<6 {
                group.addTask {
                    for _ in 0..<5 {
                        try await pool.withTransaction(.serializable, attempts: 60) { connection in
                            let note = try connection.query("SELECT note FROM entry").first?["note"] as Int?
                            try connection.query("UPDATE entry SET note = $1", [.text(String((note ?? 0) + 1))])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await connection.query("SELECT note FROM entry").first?["note"] == 30)
        await pool.close()
    }

    @Test func `does not run again for ever`() async throws {
        let pool = PostgresPool(url)
        let error = await #expect(throws: PostgresError.self) {
            try await pool.withTransaction(attempts: 3) { connection in
                try connection.query("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$")
            }
        }
        #expect(error?.isContention == true)
        await pool.close()
    }
}
