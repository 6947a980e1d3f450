// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// A log database as Sense has it → monitor → InfluxDB and Prometheus, as real processes.
@Suite(.serialized)
struct LogDatabaseEndToEndTests {
    private let database: PostgresServer
    private let influx: InfluxServer
    private let simulation: Simulation

    init() async throws {
        database = try await PostgresServer()
        influx = try await InfluxServer()
        simulation = try await Simulation(servers: 1)
        try simulation.replace("serverName: sense1", with: "serverName: sense1\n        logDbHost: QS-1")
        try simulation.add(
            """
            influxdbConfig:
              enable: true
              host: 127.0.0.1
              port: \(influx.port)
              version: 1
              v1Config:
                dbName: SenseOps
            logdb:
              enable: true
              pollingInterval: 1000
              host: 127.0.0.1
              port: \(database.port)
              qlogsReaderUser: \(PostgresServer.user)
              qlogsReaderPwd: \(PostgresServer.password)
              extractInfo: true
            """)
        try #require(try await database.run("createdb", ["QLogs"]).status == 0)
        try await execute(
            """
            CREATE TABLE public.log_entries (
                id bigserial PRIMARY KEY, entry_timestamp timestamptz, entry_level varchar, process_host varchar,
                process_name varchar, payload json)
            """)
    }

    private func execute(_ statement: String) async throws {
        let result = try await database.run("psql", ["--dbname", "QLogs", "--command", statement])
        try #require(result.status == 0, "\(result.text)")
    }

    private func insert(_ count: Int, level: String = "ERROR", host: String = "QS-1") async throws {
        try await execute(
            """
            INSERT INTO public.log_entries (entry_timestamp, entry_level, process_host, process_name, payload)
            SELECT date_trunc('second', now()), '\(level)', '\(host)', 'Proxy',
                json_build_object('Message', 'Login "' || number || '" failed')
            FROM generate_series(1, \(count)) AS number
            """)
    }

    private func points() async throws -> Int {
        try await influx.query("SELECT message FROM log_event", database: "SenseOps").count
    }

    @Test func `rows arrive once, also through a restart, a kill, and an outage of the database`() async throws {
        try await insert(1500)
        try await insert(3, level: "INFO", host: "QS-9")
        var monitor = try simulation.startMonitor()
        #expect(try await poll { try await points() == 1500 }, "\(monitor.text)")
        let first = try await influx.query("SELECT * FROM log_event LIMIT 1", database: "SenseOps")
        #expect(first.first?["host"] == "QS-1")
        #expect(first.first?["server_name"] == "sense1")
        #expect(first.first?["source_process"] == "Proxy")
        #expect(first.first?["log_level"] == "ERROR")
        #expect(
            try await poll { try await simulation.metric("butlersos_log_database_rows_total") == 1503 })
        let page = try #require(try await Web.get(simulation.metricsURL)).text
        #expect(page.contains("butlersos_log_database_rows_total{level=\"INFO\",host=\"QS-9\"} 3"))
        #expect(page.contains("butlersos_log_database_rows_total{level=\"WARN\",host=\"QS-1\"} 0"))
        var log = monitor.text
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)

        // An orderly restart: only what is new is read.
        try await insert(10)
        monitor = try simulation.startMonitor()
        #expect(try await poll { try await points() == 1510 }, "\(monitor.text)")
        #expect(try await poll { try await simulation.metric("butlersos_log_database_rows_total") == 10 })

        // The database goes, and comes back with more.
        database.kill()
        #expect(
            try await poll {
                let page = try await Web.get(simulation.metricsURL)?.text ?? ""
                return page.contains("butlersos_poll_errors_total{kind=\"log_database\"")
            })
        #expect(try await simulation.metric("butlersos_up") == 1)
        try await database.restart()
        try await insert(20)
        #expect(try await poll { try await points() == 1530 }, "\(monitor.text)")
        log += monitor.text

        // A kill: what it had read and not delivered comes again, as the same points.
        try await insert(3000)
        #expect(try await poll { try await simulation.metric("butlersos_log_database_rows_total") > 30 })
        monitor.send(SIGKILL)
        _ = try await monitor.waitForExit()
        monitor = try simulation.startMonitor()
        #expect(try await poll { try await points() == 4530 }, "\(monitor.text)")
        try await insert(1)
        #expect(try await poll { try await points() == 4531 }, "\(monitor.text)")
        log += monitor.text
        #expect(!log.contains(PostgresServer.password))
        #expect(log.contains("LOGDB: no data from server") && log.contains("LOGDB: server answers again"))
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }
}
