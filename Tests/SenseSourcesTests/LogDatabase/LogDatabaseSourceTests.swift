// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import MonitoringTestKit
import Postgres
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(3))) struct LogDatabaseSourceTests {
    private let log = LogCapture()
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func source(_ table: LogTable, _ sink: RecordingSink, folder: String? = nil) -> LogDatabaseSource {
        LogDatabaseSource(
            table.configuration(interval: .milliseconds(30)),
            markFile: LogDatabaseMarkFile(in: folder ?? self.folder.path), sink: sink, connecting: .seconds(5),
            answering: .seconds(5), now: { Timestamp(secondsSinceEpoch: 1) }, logger: log.logger)
    }

    /// Runs a source until it has had some rounds after `body`.
    private func run(
        _ table: LogTable, folder: String? = nil, _ body: (RecordingSink) async throws -> Void = { _ in }
    ) async throws -> RecordingSink {
        let sink = RecordingSink()
        try await withRunning([source(table, sink, folder: folder)]) {
            try await body(sink)
            let rounds = sink.observations.rounds.count
            await sink.wait { $0.rounds.count >= rounds + 2 }
        }
        return sink
    }

    @Test func `a restart repeats no row and loses none`() async throws {
        let table = try await LogTable()
        try await table.insert("a", count: 3, time: "date_trunc('second', now())")
        let first = try await run(table) { sink in
            await sink.wait { $0.logEntries.count == 3 }
            try await table.insert("b", count: 2000, time: "date_trunc('second', now())")
            await sink.wait { $0.logEntries.count == 2003 }
        }
        #expect(first.messages == (1...3).map { "a \($0)" } + (1...2000).map { "b \($0)" })
        try await table.insert("c", count: 3, time: "date_trunc('second', now())")
        let second = try await run(table)
        #expect(second.messages == (1...3).map { "c \($0)" })
        let third = try await run(table)
        #expect(third.messages.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: folder.file("logdb.json.new")))
    }

    @Test func `the mark is stored while it runs, when its rows are safe`() async throws {
        let table = try await LogTable()
        let file = LogDatabaseMarkFile(in: folder.path)
        let database = table.url.description
        _ = try await run(table) { sink in
            try await table.insert("a")
            await sink.wait { $0.logEntries.count == 1 }
            #expect(
                try await poll {
                    if case .mark(let mark) = file.read(for: database) { !mark.published.isEmpty } else { false }
                })
        }
    }

    @Test func `without a mark it looks back, and says why if one is damaged or another's`() async throws {
        let table = try await LogTable()
        try await table.insert("old", time: "now() - interval '1 hour'")
        try await table.insert("new")
        _ = try folder.write("{", to: "logdb.json")
        #expect(try await run(table).messages == ["new 1"])
        #expect(log.texts.count { $0.hasPrefix("warning: LOGDB: it is not known what was read before") } == 1)
        let other = try await LogTable()
        try await other.insert("other")
        #expect(try await run(other).messages == ["other 1"])
        #expect(log.texts.count { $0.contains("another log database than before") } == 1)
        // And the first one is another one again.
        #expect(try await run(table).messages == ["new 1"])
    }

    @Test func `a folder that takes no mark is told once, and rows come all the same`() async throws {
        let table = try await LogTable()
        let sink = try await run(table, folder: folder.file("missing")) { sink in
            for number in 1...2 {
                try await table.insert("row")
                await sink.wait { $0.logEntries.count == number }
                #expect(try await poll { log.texts.contains { $0.contains("cannot be stored") } })
            }
            try FileManager.default.createDirectory(
                atPath: folder.file("missing"), withIntermediateDirectories: false)
            try await table.insert("row")
            #expect(try await poll { log.texts.contains("notice: LOGDB: the mark is stored again") })
        }
        #expect(sink.messages == ["row 1", "row 1", "row 1"])
        #expect(log.texts.count { $0.hasPrefix("error: LOGDB: the mark cannot be stored") } == 1)
    }

    @Test func `a database that goes and comes is told once each`() async throws {
        let server = try await PostgresServer()
        let table = try await LogTable(on: server)
        let sink = try await run(table) { sink in
            try await table.insert("before")
            await sink.wait { $0.logEntries.count == 1 }
            server.kill()
            await sink.wait { $0.rounds.count { $0 != nil } >= 5 }
            try await server.restart()
            let connection = try await PostgresConnection.open(table.url)
            try await connection.execute(
                """
                INSERT INTO public.log_entries (entry_timestamp, entry_level, payload)
                VALUES (now(), 'WARN', '{"Message":"after"}')
                """)
            await sink.wait { $0.logEntries.count == 2 }
        }
        #expect(sink.messages == ["before 1", "after"])
        let lines = log.texts.filter { $0.contains("LOGDB: ") && !$0.contains("logDbHost") }
        #expect(lines.first == "notice: LOGDB: first data from server")
        #expect(lines.last == "notice: LOGDB: server answers again")
        // It breaks, refuses, and says that it is starting: at most once each.
        let failures = log.fullTexts.filter { $0.contains("LOGDB: no data from server") }
        #expect((1...4).contains(failures.count) && Set(failures).count == failures.count, "\(failures)")
    }

    @Test func `ends at once while the database hangs`() async throws {
        let table = try await LogTable()
        let locker = try await PostgresConnection.open(table.url)
        try await locker.execute("BEGIN; LOCK TABLE public.log_entries IN ACCESS EXCLUSIVE MODE")
        let sink = RecordingSink()
        let clock = ContinuousClock()
        var start = clock.now
        try await withRunning([source(table, sink)]) {
            let waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database"
            let isWaiting = try await poll {
                try await locker.query("\(waits) WHERE datname = current_database())").count == 1
            }
            #expect(isWaiting)
            start = clock.now
        }
        // It would have waited for five seconds.
        #expect(clock.now - start < .seconds(3))
        #expect(sink.entries.isEmpty && sink.observations.rounds.isEmpty)
    }
}
