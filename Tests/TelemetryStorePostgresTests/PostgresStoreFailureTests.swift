// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Postgres
import Synchronization
import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

@testable import TelemetryStorePostgres

/// What happens when the server refuses, breaks or is not there.
struct PostgresStoreFailureTests {
    private let day = Fleet.day

    private func failure(
        _ url: PostgresURL, tombstoneKey: TombstoneKey = Sample.tombstoneKey
    ) async -> StoreFailure? {
        await #expect(throws: StoreFailure.self) {
            _ = try await PostgresStore(url: url, tombstoneKey: tombstoneKey)
        }
    }

    @Test func `says why it cannot be opened, without user and password`() async throws {
        let server = try await PostgresServer.shared()
        let place = "postgres://127.0.0.1:\(server.port)"
        let wrong = await failure(try PostgresURL(server.url(password: "canary-password")))
        #expect(
            wrong
                == .cannotOpen(
                    place: "\(place)/postgres", reason: #"password authentication failed for user "test""#))
        let missing = await failure(try PostgresURL(server.url(database: "missing")))
        #expect(missing == .cannotOpen(place: "\(place)/missing", reason: #"database "missing" does not exist"#))
        let port = try RefusingPort()
        let refused = await failure(
            PostgresURL(host: "127.0.0.1", port: port.number, database: "a", password: "canary"))
        #expect(refused == .cannotOpen(place: "postgres://127.0.0.1:\(port.number)/a", reason: "Connection refused"))
        let unknown = await failure(PostgresURL(host: "nowhere.invalid", database: "a", password: "canary"))
        #expect(unknown.map { "\($0)" }?.contains("nowhere.invalid") == true)
        for failure in [wrong, missing, refused, unknown] {
            let text = failure.map { "\($0)" } ?? ""
            #expect(text.contains("cannot be used as a database") && !text.contains("canary"))
        }
    }

    @Test func `says that it may not make its tables`() async throws {
        let database = try await TestDatabase()
        try await database.connection().execute("CREATE ROLE visitor LOGIN PASSWORD 'visit'")
        var url = database.url
        (url.user, url.password) = ("visitor", "visit")
        let failure = await failure(url)
        #expect(
            failure
                == .cannotOpen(
                    place: url.description, reason: "permission denied for schema public (SQLSTATE 42501)"))
    }

    @Test func `refuses a database of a later version, and one under another pepper`() async throws {
        let database = try await TestDatabase()
        try await database.store().close()
        let other = TombstoneKey { Tombstone($0.bytes.map { $0 ^ 1 }) }
        #expect(await failure(database.url, tombstoneKey: other) == .otherPepper(place: database.url.description))
        try await database.connection().execute("INSERT INTO migration (number) VALUES (1000)")
        #expect(await failure(database.url) == .tooNew(place: database.url.description))
    }

    @Test func `waits for the disk, whatever the role says, and not without a server that does`() async throws {
        let server = try await PostgresServer(settings: ["synchronous_commit": "off"])
        let database = try await TestDatabase(on: server)
        let operatorConnection = try await database.connection()
        try await operatorConnection.execute("ALTER ROLE test SET synchronous_commit = off")
        let store = try await database.store()
        #expect(try await store.submit(Fleet.submission(1, counter: 1)) == .stored(day))
        try await store.checkWritable()
        // Somebody switches it off while the collector runs.
        try await operatorConnection.execute("ALTER SYSTEM SET fsync = off")
        try await operatorConnection.execute("SELECT pg_reload_conf()")
        let isRefused = try await poll {
            do {
                try await store.checkWritable()
                return false
            } catch StoreFailure.notDurable { return true }
        }
        #expect(isRefused)
        await #expect(throws: StoreFailure.notDurable(place: database.url.description)) {
            try await store.submit(Fleet.submission(2, counter: 1))
        }
        #expect(await failure(database.url) == .notDurable(place: database.url.description))
        await store.close()
    }

    @Test func `keeps what it acknowledged when the server is killed under load, and goes on by itself`() async throws {
        let server = try await PostgresServer()
        let database = try await TestDatabase(on: server)
        let store = try await database.store()
        let load = Load()
        try await withThrowingTaskGroup { group in
            for client in 0..<20 { group.addTask { try await load.submit(client, to: store) } }
            for _ in 0..<2 {
                let before = load.count
                #expect(try await poll { load.count > before + 200 })
                load.failures = []
                server.kill()
                #expect(try await poll { !load.failures.isEmpty })
                try await server.restart()
            }
            let before = load.count
            #expect(try await poll { load.count > before + 200 })
            load.isOver = true
            try await group.waitForAll()
        }
        for failure in load.failures {
            guard case .unavailable(let reason) = failure else {
                Issue.record("\(failure)")
                continue
            }
            #expect(!reason.contains(PostgresServer.password))
        }
        for (client, counter) in load.accepted {
            let proof = Submission.Proof(publicKey: Fleet.bytes(client + 100_000), counter: 0)
            let record = try await store.read(Fleet.keyedID(client), proof: proof)
            #expect(record == .failure(.counterUsed(last: UInt64(counter))))
        }
        await store.close()
    }

    @Test func `does not say that something is stored of which it is not known`() async throws {
        let server = try await PostgresServer()
        let database = try await TestDatabase(on: server)
        let store = try await database.store()
        _ = try await store.submit(Fleet.submission(1, counter: 1))
        let watcher = try await database.connection()
        // Now commits are stored, and then wait for a replica that does not exist.
        try await watcher.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        try await watcher.execute("SELECT pg_reload_conf()")
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        let ending = Task { try await poll { try await !watcher.query(end).isEmpty } }
        var report = Fleet.submission(1, counter: 1)
        var failure: StoreFailure?
        // The server takes a moment to do as it was told.
        for counter in 2..<100_000 where failure == nil {
            report = Fleet.submission(1, counter: counter)
            do { _ = try await store.submit(report) } catch let error as StoreFailure { failure = error }
        }
        #expect(try await ending.value)
        guard case .unavailable(let reason) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(reason.contains("not known whether the transaction is stored"))
        try await watcher.execute("ALTER SYSTEM RESET synchronous_standby_names")
        try await watcher.execute("SELECT pg_reload_conf()")
        #expect(try await store.submit(report) == .repeated(day))
        await store.close()
    }

    @Test func `refuses more than it can hold, and stores all that it took`() async throws {
        let database = try await TestDatabase()
        let store = try await database.store()
        let blocker = try await database.connection()
        try await blocker.query("SELECT pg_advisory_lock($1)", [.integer(FleetLock.fleet)])
        try await withThrowingTaskGroup(of: SubmissionOutcome.self) { group in
            // One is on its way to the server, and as many as may wait for it.
            group.addTask { try await store.submit(Fleet.submission(0, counter: 1)) }
            let wait = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = "
            let own = "(SELECT oid FROM pg_database WHERE datname = current_database())"
            #expect(try await poll { try await blocker.query(wait + own).count == 1 })
            for number in 1...PostgresStore.maximumPending {
                group.addTask { try await store.submit(Fleet.submission(number % 500, counter: number / 500 + 1)) }
            }
            #expect(try await poll { await store.waiting == PostgresStore.maximumPending })
            await #expect(throws: StoreFailure.overloaded) { try await store.submit(Fleet.submission(1, counter: 1)) }
            try await blocker.query("SELECT pg_advisory_unlock($1)", [.integer(FleetLock.fleet)])
            var count = 0
            for try await _ in group { count += 1 }
            #expect(count == PostgresStore.maximumPending + 1)
        }
        #expect(try await store.statistics().installations == 500)
        await store.close()
    }

    @Test func `stores the neighbours of what the server does not take`() async throws {
        let database = try await TestDatabase()
        let store = try await database.store()
        let results = await withTaskGroup(of: (Int, Result<SubmissionOutcome, any Error>).self) { group in
            for installation in 0..<60 {
                // No validated report contains it.
                let version = installation % 20 == 7 ? "1.0\0.0" : "1.0.0"
                let report = Fleet.submission(installation, counter: 1, version: version)
                group.addTask {
                    do { return (installation, .success(try await store.submit(report))) } catch {
                        return (installation, .failure(error))
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for (installation, result) in results {
            let isStored = if case .success(.stored) = result { true } else { false }
            #expect(isStored == (installation % 20 != 7), "\(installation)")
        }
        #expect(try await store.statistics().installations == 57)
        await store.close()
    }
}

/// Clients that report again and again.
private final class Load: Sendable {
    private let state = Mutex((accepted: [Int: Int](), failures: [StoreFailure](), isOver: false))

    /// The last counter of each client that was acknowledged.
    var accepted: [Int: Int] { state.withLock { $0.accepted } }
    var count: Int { accepted.values.reduce(0, +) }

    var failures: [StoreFailure] {
        get { state.withLock { $0.failures } }
        set { state.withLock { $0.failures = newValue } }
    }

    var isOver: Bool {
        get { state.withLock { $0.isOver } }
        set { state.withLock { $0.isOver = newValue } }
    }

    /// Sends the reports of one client until it is over, each until it is acknowledged.
    func submit(_ client: Int, to store: PostgresStore) async throws {
        var counter = 1
        while !isOver {
            let day = Fleet.day.advanced(by: counter % 50)
            do {
                let outcome = try await store.submit(Fleet.submission(client, counter: counter, day: day))
                if case .stored = outcome {} else if case .repeated = outcome {} else { Issue.record("\(outcome)") }
                let accepted = counter
                state.withLock { $0.accepted[client] = accepted }
                counter += 1
            } catch let failure as StoreFailure {
                state.withLock { $0.failures.append(failure) }
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }
}
