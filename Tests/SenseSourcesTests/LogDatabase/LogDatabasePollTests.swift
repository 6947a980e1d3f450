// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Postgres
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(3))) struct LogDatabasePollTests {
    private let sink = RecordingSink()
    private let clock = TestClock()
    private let log = LogCapture()
    private let now: @Sendable () -> Timestamp = { Timestamp(secondsSinceEpoch: 1) }

    private func poll(
        _ configuration: LogDatabaseConfiguration, sink: (any ObservationSink)? = nil,
        limits: LogDatabasePoll.Limits = .init(), answering: Duration = .seconds(30)
    ) -> LogDatabasePoll {
        LogDatabasePoll(
            configuration,
            pool: PostgresPool(configuration.url, limits: .init(connections: 1, timeouts: .init(statement: answering))),
            sink: sink ?? self.sink, limits: limits, clock: clock, logger: log.logger)
    }

    /// Asks until a round goes well.
    private func recovers(_ poll: LogDatabasePoll) async throws -> Bool {
        try await MonitoringTestKit.poll {
            do {
                _ = try await poll.ask(now: now)
                return true
            } catch {
                return false
            }
        }
    }

    @Test func `a row that cannot be read does not hold up the others`() async throws {
        let server = try await PostgresServer.shared()
        let name = "ascii\(UInt32.random(in: 0 ... .max))"
        #expect(try await server.run("createdb", ["-E", "SQL_ASCII", "-T", "template0", name]).status == 0)
        let table = try await LogTable(at: PostgresURL(server.url(database: name)))
        try await table.insert("good", count: 3)
        try await table.connection.execute(
            "INSERT INTO public.log_entries VALUES (4, now(), 'ERROR', E'\\xff', 'Proxy', '{}')")
        try await table.connection.execute(
            "INSERT INTO public.log_entries VALUES (5, '294270-01-01', 'ERROR', 'QS-1', 'Proxy', '{\"Message\":\"far\"}')"
        )
        let poll = poll(table.configuration())
        _ = try await poll.ask(now: now)
        #expect(sink.messages == ["good 1", "good 2", "good 3", "far"])
        let told = log.fullTexts.filter { $0.hasPrefix("warning: LOGDB: a row cannot be read and is left out") }
        #expect(told.count == 1 && told.first?.contains("id=4") == true, "\(log.fullTexts)")
        // And never again.
        _ = try await poll.ask(now: now)
        #expect(sink.messages.count == 4)
    }

    @Test func `takes over what the specification names`() async throws {
        let table = try await LogTable()
        try await table.connection.execute(
            """
            INSERT INTO public.log_entries VALUES (4711, date_trunc('minute', now()) + interval '5.123456 s', 'WARN',
                'QS-PROXY-01', 'Qlik.Sense.Proxy', '{"Message":"Certificate about to expire","Logger":"System.Proxy"}')
            """)
        let rows = try await table.connection.query(
            "SELECT extract(epoch FROM date_trunc('minute', entry_timestamp))::int8 AS time FROM public.log_entries")
        let minute: Int = try rows[0]["time"]
        var configuration = table.configuration()
        _ = try await poll(configuration).ask(now: now)
        let time = Timestamp(nanoseconds: Timestamp(secondsSinceEpoch: minute + 5).nanoseconds + 123_456_000)
        var entry = LogDatabaseEntry(
            id: 4711, time: time, level: .warning, processHost: "QS-PROXY-01", processName: "Qlik.Sense.Proxy",
            message: "Certificate about to expire", server: nil)
        #expect(sink.entries == [entry])
        #expect(log.fullTexts.count { $0.contains("no server has this host") && $0.contains("QS-PROXY-01") } == 1)
        configuration.servers = ["QS-PROXY-01": LogTable.server]
        entry.server = LogTable.server
        _ = try await poll(configuration).ask(now: now)
        #expect(sink.entries.last == entry)
    }

    @Test func `fetches the levels that are switched on`() async throws {
        let table = try await LogTable()
        for level in ["ERROR", "WARN", "INFO", "DEBUG", "error"] { try await table.insert(level, level: level) }
        for levels: [LogDatabaseEntry.Level] in [[.error], [.warning, .information], []] {
            let sink = RecordingSink()
            _ = try await poll(table.configuration(levels: levels), sink: sink).ask(now: now)
            #expect(sink.entries.map(\.level) == levels)
            #expect(sink.messages == levels.map { "\($0.rawValue) 1" })
        }
    }

    @Test func `looks back no further than told, and only at the first start`() async throws {
        let table = try await LogTable()
        try await table.insert("old", count: 20_000, time: "now() - interval '5 minutes 5 seconds'")
        try await table.insert("new", time: "now() - interval '4 minutes 55 seconds'")
        try await table.insert("older", time: "now() - interval '1 day'")
        let poll = poll(table.configuration())
        _ = try await poll.ask(now: now)
        #expect(sink.messages == ["new 1"])
        // From now on times say nothing: they come from many clocks.
        try await table.insert("late clock", time: "now() - interval '1 day'")
        try await table.insert("early clock", time: "now() + interval '1 day'")
        _ = try await poll.ask(now: now)
        #expect(sink.messages == ["new 1", "late clock 1", "early clock 1"])
    }

    @Test func `an empty table is a beginning, too`() async throws {
        let table = try await LogTable()
        let poll = poll(table.configuration())
        _ = try await poll.ask(now: now)
        try await table.insert("a", time: "now() - interval '1 day'")
        _ = try await poll.ask(now: now)
        #expect(sink.messages == ["a 1"])
    }

    @Test func `hands on ten thousand rows of one second, and each once`() async throws {
        let table = try await LogTable()
        let poll = poll(table.configuration())
        _ = try await poll.ask(now: now)
        try await table.insert("same", count: 5000, time: "timestamptz '2026-03-10 09:15:00.123+00'")
        try await table.insert(
            "spread", count: 5000, time: "timestamptz '2026-03-10 09:15:00+00' + number * interval '0.1 ms'")
        for _ in 1...3 { _ = try await poll.ask(now: now) }
        #expect(sink.entries.count == 10_000)
        #expect(Set(sink.messages).count == 10_000)
        let times = Set(sink.entries.compactMap { $0.measurement?.time })
        #expect(times.count == 10_000)
        try await table.insert("after", time: "timestamptz '2026-03-10 09:15:00.123+00'")
        _ = try await poll.ask(now: now)
        #expect(sink.messages.suffix(1) == ["after 1"])
        #expect(sink.entries.count == 10_001)
    }

    @Test func `finds rows that were committed late, as long as it looks back`() async throws {
        let table = try await LogTable()
        let poll = poll(table.configuration())
        _ = try await poll.ask(now: now)
        let slow = try await PostgresConnection.open(table.url)
        let slower = try await PostgresConnection.open(table.url)
        func begin(_ connection: PostgresConnection, _ message: String) async throws {
            try await connection.execute(
                """
                BEGIN; INSERT INTO public.log_entries (entry_timestamp, entry_level, process_host, process_name, payload)
                VALUES (now(), 'ERROR', 'QS-1', 'Proxy', '{"Message":"\(message)"}')
                """)
        }
        try await begin(slow, "slow")
        try await begin(slower, "slower")
        try await table.insert("quick")
        _ = try await poll.ask(now: now)
        #expect(sink.messages == ["quick 1"])
        clock.advance(by: .seconds(299))
        try await slow.execute("COMMIT")
        _ = try await poll.ask(now: now)
        #expect(sink.messages == ["quick 1", "slow"])
        clock.advance(by: .seconds(1))
        _ = try await poll.ask(now: now)
        try await slower.execute("COMMIT")
        _ = try await poll.ask(now: now)
        #expect(sink.messages == ["quick 1", "slow"])
        #expect(poll.mark?.published.isEmpty == true)
    }

    @Test func `goes on where an earlier run ended, however long ago that was`() async throws {
        let table = try await LogTable()
        let first = poll(table.configuration())
        try await table.insert("a", count: 3, time: "timestamptz '2026-03-10 09:15:00.123+00'")
        try await table.insert("b", count: 3)
        _ = try await first.ask(now: now)
        #expect(sink.messages == ["b 1", "b 2", "b 3"])
        let mark = try #require(first.mark)
        try await table.insert("c", count: 3, time: "now() - interval '6 hours'")
        for _ in 1...2 {
            let second = poll(table.configuration())
            second.resume(from: mark)
            _ = try await second.ask(now: now)
            _ = try await second.ask(now: now)
        }
        // Twice, since both started from the same mark.
        #expect(sink.messages == ["b 1", "b 2", "b 3", "c 1", "c 2", "c 3", "c 1", "c 2", "c 3"])
    }

    @Test func `begins anew with a table that is not the one it knows`() async throws {
        let table = try await LogTable()
        let poll = poll(table.configuration())
        try await table.insert("a", count: 5)
        _ = try await poll.ask(now: now)
        // Emptied, as a retention rule does: the numbers go on.
        try await table.connection.execute("DELETE FROM public.log_entries")
        _ = try await poll.ask(now: now)
        try await table.insert("b")
        _ = try await poll.ask(now: now)
        #expect(sink.messages.suffix(1) == ["b 1"])
        #expect(!log.texts.contains { $0.contains("begins anew") })
        // Made anew: the numbers begin at one.
        for count in [2, 30] {
            try await table.connection.execute("DROP TABLE public.log_entries")
            try await table.create()
            try await table.insert("other", time: "now() - interval '1 day'")
            try await table.insert("new \(count)", count: count)
            _ = try await poll.ask(now: now)
            _ = try await poll.ask(now: now)
            #expect(sink.messages.suffix(count) == (1...count).map { "new \(count) \($0)" }[...])
            #expect(sink.messages.count { $0.hasPrefix("new \(count) ") } == count)
        }
        #expect(!sink.messages.contains("other 1"))
        #expect(log.texts.count { $0.contains("begins anew") } == 2)
    }

    @Test func `a round is bounded, and the next one goes on`() async throws {
        let table = try await LogTable()
        let poll = poll(table.configuration(), limits: .init(rowsPerPage: 10, pagesPerRound: 4))
        try await table.insert("a", count: 95)
        var counts: [Int] = []
        for _ in 1...4 {
            _ = try await poll.ask(now: now)
            counts.append(sink.entries.count)
        }
        #expect(counts == [40, 80, 95, 95])
        #expect(sink.messages == (1...95).map { "a \($0)" })
        #expect(log.texts.count { $0.contains("more rows than one round takes") } == 1)
    }

    /// Does something with the first page that comes.
    private final class Interruption: ObservationSink {
        let sink: RecordingSink
        let act: @Sendable () -> Void

        init(_ sink: RecordingSink, act: @escaping @Sendable () -> Void) {
            self.sink = sink
            self.act = act
        }

        func receive(_ observations: [Observation]) {
            if sink.entries.isEmpty { act() }
            sink.receive(observations)
        }
    }

    @Test func `a server that is killed in the middle costs no row, and repeats none`() async throws {
        let server = try await PostgresServer()
        let table = try await LogTable(on: server)
        try await table.insert("a", count: 5000)
        // It says that it is gone when the next page is asked for.
        let poll = poll(table.configuration(), sink: Interruption(sink) { server.kill() })
        let failure = await #expect(throws: PollFailure.self) { _ = try await poll.ask(now: now) }
        #expect(
            failure.map { [.connectionReset, .connectionRefused].contains($0.category) } == true, "\(failure as Any)")
        #expect((500..<5000).contains(sink.entries.count))
        try await server.restart()
        #expect(try await recovers(poll))
        #expect(sink.messages == (1...5000).map { "a \($0)" })
    }

    @Test func `what is missing in a row or strange about it costs no other row`() async throws {
        let table = try await LogTable()
        let poll = poll(table.configuration())
        _ = try await poll.ask(now: now)
        try await table.connection.execute(
            #"""
            INSERT INTO public.log_entries (entry_timestamp, entry_level, process_host, process_name, payload) VALUES
                (now(), 'ERROR', NULL, NULL, NULL), (now(), 'ERROR', 'QS-1', 'p', '{"Message":"a\u0000\ud800"}'),
                (NULL, 'ERROR', 'QS-1', 'p', '{}'), ('infinity', 'ERROR', 'QS-1', 'p', '{}'),
                ('-infinity', 'ERROR', 'QS-1', 'p', '{}'), (now(), NULL, 'QS-1', 'p', '{}'),
                ('4000-01-01 BC', 'ERROR', 'QS-1', 'p', '[1]'), ('294000-01-01', 'ERROR', 'QS-1', 'p', '7'),
                (now(), 'ERROR', 'QS-1', 'p', '{"Message":"good"}')
            """#)
        _ = try await poll.ask(now: now)
        #expect(sink.messages == ["", "a\u{FFFD}\u{FFFD}", "", "", "good"])
        #expect(sink.entries[0].processHost.isEmpty && sink.entries[0].processName.isEmpty)
    }

    @Test func `payloads may be huge`() async throws {
        let table = try await LogTable()
        try await table.connection.execute(
            """
            INSERT INTO public.log_entries (entry_timestamp, entry_level, process_host, process_name, payload)
            SELECT now(), 'ERROR', 'QS-1', 'p', json_build_object('Message', repeat('ä', 5000000))
            FROM generate_series(1, 3)
            """)
        _ = try await poll(table.configuration()).ask(now: now)
        #expect(sink.entries.count == 3)
        #expect(sink.entries.allSatisfy { $0.message.utf8.count == PayloadMessage.maximumLength })
    }

    @Test func `columns may have other types`() async throws {
        let table = try await LogTable()
        for (id, time, level, payload) in [
            ("integer", "timestamp", "text", "jsonb"), ("numeric(20)", "timestamptz", "char(5)", "text"),
        ] {
            try await table.connection.execute(
                """
                DROP TABLE public.log_entries; CREATE TABLE public.log_entries (
                    id \(id) PRIMARY KEY, entry_timestamp \(time), entry_level \(level), process_host text,
                    process_name text, payload \(payload));
                INSERT INTO public.log_entries VALUES (1, now(), 'ERROR', 'QS-1', 'p', '{"Message":"good"}')
                """)
            let sink = RecordingSink()
            _ = try await poll(table.configuration(), sink: sink).ask(now: now)
            #expect(sink.messages == ["good"])
        }
    }

    @Test(arguments: [
        ("DROP TABLE public.log_entries", PollFailure.Category.notFound),
        ("ALTER TABLE public.log_entries DROP COLUMN payload", .badAnswer),
        ("ALTER TABLE public.log_entries ALTER COLUMN id TYPE text", .badAnswer),
        ("ALTER TABLE public.log_entries ALTER COLUMN entry_timestamp TYPE text", .badAnswer),
    ])
    func `a table that is none is a failure, not the end`(change: String, category: PollFailure.Category) async throws {
        let table = try await LogTable()
        let poll = poll(table.configuration())
        _ = try await poll.ask(now: now)
        try await table.insert("pending")
        try await table.connection.execute(change)
        let failure = await #expect(throws: PollFailure.self) { _ = try await poll.ask(now: now) }
        #expect(failure?.category == category, "\(failure as Any)")
        try await table.connection.execute("DROP TABLE IF EXISTS public.log_entries")
        try await table.create()
        try await table.insert("back")
        _ = try await poll.ask(now: now)
        #expect(sink.messages == ["back 1"])
    }

    @Test func `names what is wrong with the connection, without secrets`() async throws {
        let table = try await LogTable()
        var wrong = table.configuration()
        wrong.url.password = "s3cr3t-word"
        var missing = table.configuration()
        missing.url.database = "nowhere"
        var refused = table.configuration()
        let port = try RefusingPort()
        refused.url.port = port.number
        var unknown = table.configuration()
        unknown.url.host = "nobody.invalid"
        var plain = table.configuration()
        plain.url.parameters["sslmode"] = "require"
        for (configuration, category) in [
            (wrong, PollFailure.Category.authError), (missing, .notFound), (refused, .connectionRefused),
            (unknown, .hostNotFound), (plain, .certificateError),
        ] {
            let poll = poll(configuration)
            let failure = await #expect(throws: PollFailure.self) { _ = try await poll.ask(now: now) }
            #expect(failure?.category == category, "\(failure as Any)")
            for text in [failure.map { "\($0)" } ?? "", "\(configuration)", String(reflecting: configuration)] {
                #expect(!text.contains("s3cr3t-word") && !text.contains(PostgresServer.password), "\(text)")
            }
        }
    }

    @Test func `a database that hangs is given up in time, and asked again`() async throws {
        let table = try await LogTable()
        try await table.insert("a")
        let poll = poll(table.configuration(), answering: .milliseconds(300))
        let locker = try await PostgresConnection.open(table.url)
        try await locker.execute("BEGIN; LOCK TABLE public.log_entries IN ACCESS EXCLUSIVE MODE")
        let failure = await #expect(throws: PollFailure.self) { _ = try await poll.ask(now: now) }
        #expect(failure?.category == .timeout)
        try await locker.execute("COMMIT")
        #expect(try await recovers(poll))
        #expect(sink.messages == ["a 1"])
    }

    @Test func `a round that is cancelled stops at once`() async throws {
        let table = try await LogTable()
        let poll = poll(table.configuration())
        let locker = try await PostgresConnection.open(table.url)
        try await locker.execute("BEGIN; LOCK TABLE public.log_entries IN ACCESS EXCLUSIVE MODE")
        let round = Task { [now] in try? await poll.ask(now: now) }
        let waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database"
        #expect(
            try await MonitoringTestKit.poll {
                try await locker.query("\(waits) WHERE datname = current_database())").count == 1
            })
        round.cancel()
        _ = await round.value
        #expect(sink.entries.isEmpty)
    }
}
