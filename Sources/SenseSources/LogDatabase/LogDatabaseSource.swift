// SPDX-License-Identifier: MIT

package import Logging
package import Monitoring
package import MonitoringPipeline
import Postgres
import ServiceLifecycle

/// Reads the log database of an older Sense site, at start and then once per interval, and remembers up to where.
///
/// The mark is stored two seconds after the rows were handed on: by then they are delivered, or on disk in a spool. At an
/// orderly end it is stored at once. So a restart repeats no row and loses none; if the process is killed, the rows of the
/// last seconds are handed on again, which for InfluxDB are the same points.
package struct LogDatabaseSource: Service, CustomStringConvertible {
    static let markDelay: Duration = .seconds(2)

    private let pool: PostgresPool
    private let poll: LogDatabasePoll
    private let polling: PollingSource
    private let marks: LogDatabaseMarkKeeper
    private let clock: any Clock<Duration>

    /// - Parameters:
    ///   - markFile: where it is remembered up to where rows were read; `nil` looks back at each start.
    ///   - connecting: how long a connection may take.
    ///   - answering: how long an answer may take.
    package init(
        _ configuration: LogDatabaseConfiguration, markFile: LogDatabaseMarkFile?, sink: any ObservationSink,
        connecting: Duration = .seconds(10), answering: Duration = .seconds(30),
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        marks = LogDatabaseMarkKeeper(markFile, database: configuration.url.description, logger: logger)
        self.clock = clock
        pool = PostgresPool(
            configuration.url,
            limits: .init(connections: 1, timeouts: .init(connecting: connecting, statement: answering)))
        poll = LogDatabasePoll(configuration, pool: pool, sink: sink, clock: clock, logger: logger)
        polling = PollingSource(
            "LOGDB", polls: [poll], interval: configuration.interval, sink: sink, clock: clock, now: now,
            logger: logger)
    }

    /// Service groups log their services; nothing of the configuration must show there.
    package var description: String { "LogDatabaseSource" }

    package func run() async throws {
        if let mark = marks.read() { poll.resume(from: mark) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await polling.run() }
            group.addTask { await storeMarks() }
            await group.next()
            group.cancelAll()
        }
        if let mark = poll.mark { marks.write(mark) }
        await pool.close()
    }

    /// Stores each mark when its rows are safe, until cancelled.
    private func storeMarks() async {
        for await _ in poll.changes {
            guard let mark = poll.mark, (try? await clock.sleep(for: Self.markDelay)) != nil else { continue }
            marks.write(mark)
        }
    }
}
