// SPDX-License-Identifier: MIT

import Monitoring
import Postgres

/// What the log database is asked. Everything is bound as a parameter, and nothing is ever written.
enum LogDatabaseQuestions {
    /// How much of a payload is fetched, in characters.
    static let payloadLength: Int64 = 65_536
    /// Rows before the first one of the first start that may still be on their way.
    static let margin: Int64 = 10_000

    /// The newest row, and how an earlier one looks now.
    struct Position: Sendable, Equatable {
        var newest: LogDatabaseMark.Witness?
        /// The time of the witness; `nil` if it is gone.
        var witnessTime: Int64?

        /// True if the rows are those that were there before.
        func continues(_ witness: LogDatabaseMark.Witness) -> Bool {
            // An empty table may have been emptied.
            guard let newest else { return true }
            guard newest.id >= witness.id else { return false }
            return witnessTime == nil || witness.time == nil || witnessTime == witness.time
        }
    }

    static func position(
        _ connection: isolated PostgresConnection, witness: LogDatabaseMark.Witness?
    ) throws -> Position {
        let rows = try connection.query(
            """
            SELECT newest.id::int8 AS id, \(microseconds("newest.entry_timestamp")) AS time,
                (SELECT \(microseconds("witness.entry_timestamp")) FROM public.log_entries AS witness
                    WHERE witness.id = $1 LIMIT 1) AS witness_time
            FROM public.log_entries AS newest ORDER BY newest.id DESC LIMIT 1
            """, [.integer(orNull: witness?.id)])
        guard let row = rows.first else { return Position() }
        return Position(
            newest: .init(id: try row["id"], time: try row["time"]), witnessTime: try row["witness_time"])
    }

    /// The mark with which the first start begins: before what is no older than `lookBack` by the clock of the database.
    static func start(
        _ connection: isolated PostgresConnection, lookBack: Duration
    ) throws -> LogDatabaseMark {
        let rows = try connection.query(
            """
            SELECT \(microseconds("start.time")) AS time,
                (SELECT min(recent.id)::int8
                    FROM (SELECT id FROM public.log_entries WHERE entry_timestamp > start.time OFFSET 0) AS recent)
                    AS first,
                (SELECT max(id)::int8 FROM public.log_entries) AS newest
            FROM (SELECT now() - make_interval(secs => $1::int8) AS time) AS start
            """, [.integer(lookBack.components.seconds)])
        guard let row = rows.first else { throw PostgresError(.unexpectedValue, "a question without an answer") }
        let newest: Int64? = try row["newest"]
        let first: Int64? = try row["first"]
        let next = first ?? newest.map { $0 == .max ? $0 : $0 + 1 } ?? 1
        return LogDatabaseMark(
            settled: next < .min + margin + 1 ? .min : next - margin - 1, startID: newest ?? 0,
            startTime: try row["time"])
    }

    /// The numbers of the rows behind a mark, up to a number, in ascending order.
    static func ids(
        _ connection: isolated PostgresConnection, behind mark: LogDatabaseMark, to newest: Int64,
        levels: [LogDatabaseEntry.Level], atMost count: Int
    ) throws -> [Int64] {
        let rows = try connection.query(
            """
            SELECT id::int8 AS id FROM public.log_entries
            WHERE id > $1 AND id <= $2 AND (id > $3 OR entry_timestamp > to_timestamp($4::int8 / 1000000.0))
                AND isfinite(entry_timestamp) AND entry_level::text = ANY ($5)
            ORDER BY id LIMIT $6
            """,
            [
                .integer(mark.settled), .integer(newest), .integer(mark.startID), .integer(mark.startTime),
                .texts(levels.map(\.rawValue)),
                .integer(Int64(count)),
            ])
        return try rows.map { try $0["id"] }
    }

    /// Some rows, in ascending order of their numbers.
    static func entries(
        _ connection: isolated PostgresConnection, _ ids: [Int64], servers: [String: MonitoredServer]
    ) throws -> [LogDatabaseEntry] {
        let rows = try connection.query(
            """
            SELECT id::int8 AS id, \(microseconds("entry_timestamp")) AS time, entry_level::text AS level,
                process_host::text AS host, process_name::text AS process, left(payload::text, $2::int4) AS payload
            FROM public.log_entries WHERE id = ANY ($1) ORDER BY id
            """, [.integers(ids), .integer(payloadLength)])
        return try rows.compactMap { try entry($0, servers) }
    }

    private static func entry(_ row: PostgresRow, _ servers: [String: MonitoredServer]) throws -> LogDatabaseEntry? {
        let levelText: String? = try row["level"]
        let time: Int64? = try row["time"]
        // Somebody changed the row meanwhile.
        guard let level = levelText.flatMap(LogDatabaseEntry.Level.init(rawValue:)), let time else { return nil }
        let host: String = try (row["host"] as String?) ?? ""
        let process: String = try (row["process"] as String?) ?? ""
        let payload: String = try (row["payload"] as String?) ?? ""
        let (nanoseconds, isOver) = time.multipliedReportingOverflow(by: 1000)
        return LogDatabaseEntry(
            id: try row["id"], time: Timestamp(nanoseconds: isOver ? (time < 0 ? .min : .max) / 2 : nanoseconds),
            level: level, processHost: host, processName: process, message: PayloadMessage.read(payload),
            server: servers[host])
    }

    private static func microseconds(_ expression: String) -> String {
        // PostgreSQL's times reach further than the number.
        """
        CASE WHEN isfinite(\(expression)) THEN greatest(-9000000000000000000, least(9000000000000000000,
            round(extract(epoch FROM \(expression)::timestamptz) * 1000000)))::int8 END
        """
    }
}
