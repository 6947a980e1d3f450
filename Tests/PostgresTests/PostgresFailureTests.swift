// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Testing

@testable import Postgres

/// What happens when the server is not there, goes away or does not answer.
struct PostgresFailureTests {
    private func error(_ url: PostgresURL, timeouts: PostgresTimeouts = PostgresTimeouts()) async -> PostgresError? {
        await #expect(throws: PostgresError.self) { _ = try await PostgresConnection.open(url, timeouts: timeouts) }
    }

    @Test func `says why it cannot connect, without the password`() async throws {
        let server = try await PostgresServer.shared()
        let wrong = await error(try PostgresURL(server.url(password: "canary-password")))
        #expect(wrong == PostgresError(.cannotConnect, #"password authentication failed for user "test""#))
        let missing = await error(try PostgresURL(server.url(database: "missing")))
        #expect(missing == PostgresError(.cannotConnect, #"database "missing" does not exist"#))
        let port = try RefusingPort()
        let refused = await error(PostgresURL(host: "127.0.0.1", port: port.number, database: "a", password: "canary"))
        #expect(refused == PostgresError(.cannotConnect, "Connection refused"))
        var plain = try PostgresURL(server.url())
        plain.parameters["sslmode"] = "require"
        let encrypted = await error(plain)
        #expect(encrypted == PostgresError(.cannotConnect, "server does not support SSL, but SSL was required"))
        plain.parameters["sslmode"] = "nonsense"
        let nonsense = await error(plain)
        #expect(nonsense == PostgresError(.cannotConnect, #"invalid sslmode value: "nonsense""#))
        let folder = await error(PostgresURL(host: "/nowhere/at all", database: "a"))
        #expect(folder == PostgresError(.cannotConnect, "No such file or directory"))
    }

    @Test func `takes a password out of a message in which it stands`() async throws {
        let server = try await PostgresServer.shared()
        var url = try PostgresURL(server.url())
        let connection = try await PostgresConnection.open(url)
        let refusal = await #expect(throws: PostgresError.self) {
            try await connection.execute("SELECT \"\(PostgresServer.password)\"")
        }
        #expect(refusal?.message == #"column "<redacted>" does not exist"#)
        url.user = PostgresServer.password
        #expect(await error(url)?.message == #"password authentication failed for user "<redacted>""#)
    }

    @Test func `gives up a server that never answers`() async throws {
        // The kernel takes the connection, and nobody reads from it.
        let silence = try SilentServer()
        let url = PostgresURL(host: "127.0.0.1", port: silence.port, database: "a")
        let clock = ContinuousClock()
        let start = clock.now
        let timeouts = PostgresTimeouts(connecting: .milliseconds(200))
        #expect(
            await error(url, timeouts: timeouts) == PostgresError(.cannotConnect, "the server did not answer in time"))
        #expect(start.duration(to: clock.now) < .seconds(5))
    }

    @Test func `ends a statement that takes too long, at the server, too`() async throws {
        let server = try await PostgresServer.shared()
        let url = try PostgresURL(try await server.makeDatabase())
        let watcher = try await PostgresConnection.open(url)
        let connection = try await PostgresConnection.open(url)
        let error = await #expect(throws: PostgresError.self) {
            try await connection.query("SELECT pg_sleep(60)", timeout: .milliseconds(100))
        }
        #expect(error?.kind == .timedOut)
        let closed = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1") }
        #expect(closed?.kind == .closed)
        #expect(try await others(watcher) == 0)
    }

    @Test func `ends a statement whose task is cancelled`() async throws {
        let server = try await PostgresServer.shared()
        let url = try PostgresURL(try await server.makeDatabase())
        let watcher = try await PostgresConnection.open(url)
        let connection = try await PostgresConnection.open(url)
        let waiting = Task { try await connection.query("SELECT pg_sleep(60)") }
        #expect(try await poll { try await statements(watcher).contains("SELECT pg_sleep(60)") })
        waiting.cancel()
        let error = await #expect(throws: PostgresError.self) { try await waiting.value }
        #expect(error?.kind == .cancelled)
        #expect(try await others(watcher) == 0)
    }

    @Test func `knows that the server went away, in a question and in between`() async throws {
        let server = try await PostgresServer.shared()
        let url = try PostgresURL(try await server.makeDatabase())
        let watcher = try await PostgresConnection.open(url)
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        let connection = try await PostgresConnection.open(url)
        let waiting = Task { try await connection.query("SELECT pg_sleep(60)") }
        #expect(try await poll { try await statements(watcher).contains("SELECT pg_sleep(60)") })
        try await watcher.query("\(end) AND pid <> pg_backend_pid()")
        let error = await #expect(throws: PostgresError.self) { try await waiting.value }
        #expect(error?.kind == .connectionLost && error?.sqlState == "57P01")

        let idle = try await PostgresConnection.open(url)
        #expect(await idle.isUsable)
        try await watcher.query("\(end) AND pid <> pg_backend_pid()")
        #expect(try await poll { await !idle.isUsable })
        let lost = await #expect(throws: PostgresError.self) { try await idle.query("SELECT 1") }
        #expect(lost?.kind == .connectionLost)
    }

    @Test func `does not know what became of a commit during which the connection broke`() async throws {
        let server = try await PostgresServer.shared()
        let connection = try await PostgresConnection.open(PostgresURL(try await server.makeDatabase()))
        // The commit itself ends the connection: a deferred trigger runs in it.
        try await connection.execute(
            """
            CREATE TABLE entry (number int8);
            CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(10); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER leaving AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION leave();
            """)
        let error = await #expect(throws: PostgresError.self) {
            try await connection.withTransaction { _ = try $0.query("INSERT INTO entry VALUES (1)") }
        }
        #expect(error?.kind == .commitUncertain && error?.sqlState == "57P01")
        #expect(error?.message.hasSuffix("so that it is not known whether the transaction is stored") == true)
        #expect(await !connection.isUsable)
    }

    private func statements(_ watcher: PostgresConnection) async throws -> [String] {
        try await watcher.query("SELECT query FROM pg_stat_activity WHERE datname = current_database()")
            .map { try $0["query"] }
    }

    /// How many others are connected, when nobody leaves any more.
    private func others(_ watcher: PostgresConnection) async throws -> Int {
        _ = try await poll { try await statements(watcher).count == 1 }
        return try await statements(watcher).count - 1
    }
}
