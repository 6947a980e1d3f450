// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import MonitoringPipeline
import Postgres
import Synchronization

/// Asks the log database for rows that were not there before, and hands them on.
///
/// Promises:
/// - A row is handed on once. Rows are told apart by their numbers, so that equal times and wrong clocks do not matter.
/// - A row that becomes visible after one with a higher number was read is found as long as that is no longer ago than the
///   look-back period (ten minutes at most, less after a flood of `LogDatabaseMark.maximumPublished` rows).
/// - The first start looks back by the look-back period, on the clock of the database. Later ones continue where the last one
///   ended, however long ago that is, in rounds of a bounded size.
final class LogDatabasePoll: Poll {
    struct Limits {
        /// How many rows are fetched with one question.
        var rowsPerPage = 500
        /// How many pages one round has at most; the rest waits for the next.
        var pagesPerRound = 100

        var rowsPerRound: Int { rowsPerPage * pagesPerRound }
    }

    private struct State {
        var mark: LogDatabaseMark?
        /// When everything up to a number had been read.
        var reads: [(at: Duration, id: Int64)] = []
        var unknownHosts: Set<String> = []
        var isBehind = false
    }

    /// How much is handed on in one go, in bytes, before the destinations get a moment to put it away.
    private static let portion = 2 << 20
    private static let moment: Duration = .milliseconds(500)
    private static let longestWait: Duration = .seconds(600)
    private static let maximumUnknownHosts = 100

    private let configuration: LogDatabaseConfiguration
    private let pool: PostgresPool
    private let sink: any ObservationSink
    private let limits: Limits
    private let clock: any Clock<Duration>
    private let elapsed: @Sendable () -> Duration
    private let logger: Logger
    private let state = Mutex(State())
    /// Tells that the mark moved.
    let changes: AsyncStream<Void>
    private let change: AsyncStream<Void>.Continuation

    init(
        _ configuration: LogDatabaseConfiguration, pool: PostgresPool, sink: any ObservationSink,
        limits: Limits = Limits(), clock: any Clock<Duration>, logger: Logger
    ) {
        self.configuration = configuration
        self.pool = pool
        self.sink = sink
        self.limits = limits
        self.clock = clock
        elapsed = clock.stopwatch()
        self.logger = logger
        (changes, change) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var target: PollTarget {
        PollTarget(.logDatabase, serverName: configuration.url.host, host: configuration.authority)
    }

    var mark: LogDatabaseMark? { state.withLock { $0.mark } }

    /// Continues from an earlier run.
    func resume(from mark: LogDatabaseMark) {
        let now = elapsed()
        state.withLock { state in
            state.mark = mark
            state.reads = mark.witness.map { [(now, $0.id)] } ?? []
        }
    }

    func ask(now: @Sendable () -> Timestamp) async throws(PollFailure) -> Observation? {
        guard !configuration.levels.isEmpty else { return nil }
        do {
            try await readRound()
            return nil
        } catch let error as PostgresError {
            throw PollFailure(error, host: configuration.url.host, port: configuration.url.port)
        } catch {
            throw PollFailure(.unknown, "the round was ended")
        }
    }

    private func readRound() async throws {
        let (position, mark) = try await begin()
        guard let newest = position.newest else { return }
        let levels = configuration.levels
        // Those that were published are among them: there must be room for others.
        let count = LogDatabaseMark.maximumPublished + limits.rowsPerRound + 1
        let ids = try await pool.withConnection {
            try LogDatabaseQuestions.ids($0, behind: mark, to: newest.id, levels: levels, atMost: count)
        }
        let unpublished = mark.unpublished(among: ids)
        var rest = unpublished[...]
        var portion = 0
        for _ in 0..<limits.pagesPerRound where !rest.isEmpty {
            let page = Array(rest.prefix(limits.rowsPerPage))
            let servers = configuration.servers
            let entries = try await entries(page, servers)
            // What is not handed on after the program was told to end comes with the next start.
            try Task.checkCancellation()
            if portion > Self.portion {
                try await clock.sleep(for: Self.moment)
                portion = 0
            }
            publish(entries, of: page)
            portion += entries.reduce(0) { $0 + $1.message.utf8.count + 200 }
            rest = rest.dropFirst(page.count)
        }
        finish(isComplete: rest.isEmpty, newest: newest)
    }

    /// The rows of a page. One that the database cannot put into words must not hold up the others.
    private func entries(
        _ page: [Int64], _ servers: [String: MonitoredServer]
    ) async throws -> [LogDatabaseEntry] {
        do {
            return try await pool.withConnection { try LogDatabaseQuestions.entries($0, page, servers: servers) }
        } catch let error as PostgresError where error.sqlState?.hasPrefix("22") == true {
            guard page.count > 1 else {
                logger.warning(
                    "LOGDB: a row cannot be read and is left out",
                    metadata: ["id": "\(page.first ?? 0)", "cause": "\(error)"])
                return []
            }
            let middle = page.count / 2
            return try await entries(Array(page[..<middle]), servers) + entries(Array(page[middle...]), servers)
        }
    }

    /// Asks where the database stands, and begins anew if it is another one or if this is the first time.
    private func begin() async throws -> (LogDatabaseQuestions.Position, LogDatabaseMark) {
        let known = mark
        let position = try await pool.withConnection {
            try LogDatabaseQuestions.position($0, witness: known?.witness)
        }
        if let known {
            guard let witness = known.witness, !position.continues(witness) else { return (position, known) }
            logger.warning(
                "LOGDB: these are not the rows that were read before, so reading begins anew",
                metadata: ["host": "\(configuration.authority)"])
        }
        let lookBack = configuration.lookBack
        let start = try await pool.withConnection { try LogDatabaseQuestions.start($0, lookBack: lookBack) }
        state.withLock { state in
            state.mark = start
            state.reads = []
        }
        change.yield()
        return (position, start)
    }

    private func publish(_ entries: [LogDatabaseEntry], of ids: [Int64]) {
        sink.receive(entries.map { .logDatabaseEntry($0) })
        let unknown = state.withLock { state -> [String] in
            state.mark?.publish(ids)
            var unknown: [String] = []
            for entry in entries where entry.server == nil && state.unknownHosts.count < Self.maximumUnknownHosts {
                if state.unknownHosts.insert(entry.processHost).inserted { unknown.append(entry.processHost) }
            }
            return unknown
        }
        change.yield()
        for host in unknown {
            logger.notice(
                "LOGDB: no server has this host as its logDbHost, so its rows are not stored in InfluxDB",
                metadata: ["host": "\(host.prefix(253))"])
        }
    }

    /// Notes what was read, and gives up waiting for late rows whose time is over.
    private func finish(isComplete: Bool, newest: LogDatabaseMark.Witness) {
        let now = elapsed()
        let patience = min(configuration.lookBack, Self.longestWait)
        let fellBehind = state.withLock { state -> Bool in
            defer { state.isBehind = !isComplete }
            guard isComplete else { return !state.isBehind }
            state.mark?.witness = newest
            state.reads.append((now, newest.id))
            let over = state.reads.prefix { $0.at + patience <= now }
            if let last = over.last { state.mark?.settle(last.id) }
            state.reads.removeFirst(over.count)
            return false
        }
        change.yield()
        if fellBehind {
            logger.notice(
                "LOGDB: more rows than one round takes; the rest follows with the next rounds",
                metadata: ["rows": "\(limits.rowsPerRound)"])
        }
    }
}
