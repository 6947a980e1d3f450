// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringTestKit
import Postgres

@testable import SenseSources

/// A log database as Sense makes it, with one table.
struct LogTable {
    let url: PostgresURL
    let connection: PostgresConnection

    /// - Parameter server: the server to make it on; `nil` takes the one that the tests share.
    init(on server: PostgresServer? = nil) async throws {
        let home = if let server { server } else { try await PostgresServer.shared() }
        try await self.init(at: PostgresURL(try await home.makeDatabase()))
    }

    /// - Parameter url: of a database without the table.
    init(at url: PostgresURL) async throws {
        self.url = url
        connection = try await PostgresConnection.open(url)
        try await create()
    }

    func create() async throws {
        try await connection.execute(
            """
            CREATE TABLE public.log_entries (
                id bigserial PRIMARY KEY, entry_timestamp timestamptz, entry_level varchar(16), process_host varchar,
                process_name varchar, payload json)
            """)
    }

    /// Adds rows that are alike but for their messages, `PREFIX 1`, `PREFIX 2` and so on.
    ///
    /// - Parameter time: in SQL.
    func insert(
        _ prefix: String, count: Int = 1, level: String = "ERROR", host: String = "QS-1", process: String = "Proxy",
        time: String = "now()"
    ) async throws {
        try await connection.execute(
            """
            INSERT INTO public.log_entries (entry_timestamp, entry_level, process_host, process_name, payload)
            SELECT \(time), '\(level)', '\(host)', '\(process)',
                json_build_object('Logger', 'System', 'Message', '\(prefix) ' || number)
            FROM generate_series(1, \(count)) AS number
            """)
    }

    static let server = MonitoredServer(
        name: "Prod A", host: "sense-a.example.net:4747", description: "Central node",
        extraTags: [Monitoring.Tag("qs_env", "prod")])

    func configuration(
        levels: [LogDatabaseEntry.Level] = [.error, .warning], interval: Duration = .seconds(60),
        lookBack: Duration = .seconds(300)
    ) -> LogDatabaseConfiguration {
        LogDatabaseConfiguration(
            url: url, interval: interval, lookBack: lookBack, levels: levels, servers: ["QS-1": Self.server])
    }
}

extension [Observation] {
    /// The rows of the log database, in the order in which they came.
    var logEntries: [LogDatabaseEntry] {
        compactMap { if case .logDatabaseEntry(let entry) = $0 { entry } else { nil } }
    }

    /// How the rounds ended, `nil` for those that went well.
    var rounds: [PollFailure.Category?] {
        compactMap { if case .polled(let outcome) = $0 { .some(outcome.failure?.category) } else { nil } }
    }
}

extension RecordingSink {
    var entries: [LogDatabaseEntry] { observations.logEntries }
    var messages: [String] { entries.map(\.message) }
}
