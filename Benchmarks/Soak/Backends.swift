// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Synchronization

/// The real servers around the monitor, each of which can be killed and started again.
final class Backends: Sendable {
    let broker: MosquittoServer
    let database: PostgresServer
    /// The user and log events that were heard over MQTT, each in the topic that gets all of its kind.
    private let ear: Ear
    private let subscriber: MosquittoSubscriber
    private let influx: Mutex<InfluxServer>
    private let brokerFolder: TemporaryDirectory
    let influxPort: Int

    private final class Ear: Sendable {
        let events = Mutex(EventNumbers())
        let others = Mutex(0)
    }

    /// A series of its own for each event is what the original's tags make of events that have a number each.
    private static let influxSettings = [
        "index-version = \"tsi1\"", "max-series-per-database = 0", "max-values-per-tag = 0",
    ]

    init() async throws {
        let influx = try await InfluxServer(dataSettings: Self.influxSettings, limit: .seconds(60))
        influxPort = influx.port
        self.influx = Mutex(influx)
        brokerFolder = try TemporaryDirectory()
        // A broker that is killed comes back with what it wrote a second ago: sessions, and what waits for them.
        var options = MosquittoServer.Options()
        options.logTypes = ["error", "warning", "notice", "information"]
        options.lines = [
            "persistence true", "persistence_location \(brokerFolder.path)/", "autosave_interval 1",
            "connection_messages false",
        ]
        broker = try await MosquittoServer(options)
        let ear = Ear()
        self.ear = ear
        subscriber = try await MosquittoSubscriber(port: broker.port, session: "soak") { message in
            guard message.topic == "qliksense/userevent" || message.topic == "qliksense/logevent" else {
                return ear.others.withLock { $0 += 1 }
            }
            let payload = message.payload
            guard let number = EventNumbers.first(in: payload) ?? EventNumbers.handle(in: payload, after: "\"handle\":")
            else { return }
            ear.events.withLock { $0.insert(number) }
        }
        database = try await PostgresServer()
        try await makeLogTable()
    }

    var heard: EventNumbers { ear.events.withLock { $0 } }
    /// Messages of other topics.
    var otherMessages: Int { ear.others.withLock { $0 } }

    func kill(_ target: FaultSchedule.Target) async throws {
        switch target {
        case .influx: try await stopInflux()
        case .broker: try await broker.kill()
        case .database: database.kill()
        case .newRelic: break
        }
    }

    func restart(_ target: FaultSchedule.Target) async throws {
        switch target {
        case .influx: try await startInflux()
        case .broker: try await broker.restart()
        case .database: try await database.restart()
        case .newRelic: break
        }
    }

    private let influxFolder = Mutex<TemporaryDirectory?>(nil)

    private func stopInflux() async throws {
        let folder = try await influx.withLock { $0 }.kill()
        influxFolder.withLock { $0 = folder }
    }

    private func startInflux() async throws {
        guard let folder = influxFolder.withLock({ $0 }) else { return }
        let started = try await InfluxServer(
            port: influxPort, directory: folder, dataSettings: Self.influxSettings, limit: .seconds(120))
        influx.withLock { $0 = started }
    }

    private func makeLogTable() async throws {
        guard try await database.run("createdb", ["QLogs"]).status == 0 else { throw Failed(what: "createdb") }
        let made = try await execute(
            """
            CREATE TABLE public.log_entries (
                id bigserial PRIMARY KEY, entry_timestamp timestamptz, entry_level varchar, process_host varchar,
                process_name varchar, payload json)
            """)
        guard made else { throw Failed(what: "CREATE TABLE") }
    }

    /// Adds rows with these numbers to the log database. Whether it did is seen when they are asked for.
    func insertRows(_ numbers: Range<Int>) async throws {
        _ = try await execute(
            """
            INSERT INTO public.log_entries (entry_timestamp, entry_level, process_host, process_name, payload)
            SELECT now(), (ARRAY['ERROR', 'WARN', 'INFO'])[1 + number % 3], '\(SoakSite.rowHost)', 'Proxy',
                json_build_object('Message', 'row ' || lpad(number::text, 10, '0'))
            FROM generate_series(\(numbers.lowerBound), \(numbers.upperBound - 1)) AS number
            """)
    }

    /// The numbers of the rows that are in the log database.
    func insertedRows() async throws -> EventNumbers {
        let answer = try await database.run(
            "psql", ["--dbname", "QLogs", "-At", "--command", "SELECT payload->>'Message' FROM public.log_entries"])
        guard answer.status == 0 else { throw Failed(what: "psql: \(answer.text)") }
        var numbers = EventNumbers()
        numbers.insert(partsOf: Array(answer.text.utf8), separatedBy: 10)
        return numbers
    }

    private func execute(_ statement: String) async throws -> Bool {
        try await database.run("psql", ["--dbname", "QLogs", "--command", statement]).status == 0
    }

    struct Failed: Error, CustomStringConvertible {
        var what: String
        var description: String { "\(what) failed" }
    }
}
