// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import HTTPExchange
import Logging
import Monitoring
import MonitoringPipeline
import MonitoringTestKit

/// A real InfluxDB 1, a destination for it, and something of every kind to store.
struct InfluxDBSite {
    enum Generation: CaseIterable {
        /// A database that version 5 of the original filled.
        case version5
        case version1
        case version2
        case version3
    }

    static let database = "sense ops, \"übrig\""
    static let time = Timestamp(nanoseconds: 1_700_000_000_123_456_789)
    private static let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .forExchanges())

    let influx: InfluxServer

    init() async throws { influx = try await InfluxServer() }

    init(_ influx: InfluxServer) { self.influx = influx }

    /// - Parameter generation: how points are written. The server is always an InfluxDB 1.
    func destination(
        _ generation: Generation = .version1, retention: String = "INF", logger: Logger = .silent
    ) -> InfluxDBDestination {
        let endpoint: InfluxDBConfiguration.Endpoint =
            switch generation {
            case .version5, .version1:
                .version1(
                    .init(
                        database: Self.database, credentials: nil,
                        retentionPolicy: .init(name: "10 \"days\"", duration: retention),
                        isFilledByVersion5: generation == .version5))
            case .version2:
                .version2(.init(organisation: "o", bucket: "b", description: "", token: "", retention: nil))
            case .version3: .version3(.init(database: "b", token: "", retention: nil))
            }
        return InfluxDBDestination(
            InfluxDBConfiguration(
                host: "127.0.0.1", port: influx.port, endpoint: endpoint,
                lists: AppListFields(active: true, loaded: true, inMemory: true),
                excludedUsers: [UserName(directory: "INTERNAL", id: "sa_api")], errorMeasurement: "butler_sos_errors"),
            client: Self.client, logger: logger)
    }

    /// The rows of a query in the test's database.
    func rows(_ query: String) async throws -> [[String: String]] {
        try await influx.query(query, database: Self.database)
    }

    /// The types of a measurement's fields.
    func types(of measurement: String) async throws -> [String: String] {
        let keys = try await rows("SHOW FIELD KEYS FROM \"\(measurement)\"")
        return Dictionary(keys.map { ($0["fieldKey"] ?? "", $0["fieldType"] ?? "") }) { first, _ in first }
    }

    /// How many points each measurement has.
    func counts() async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for name in try await rows("SHOW MEASUREMENTS").compactMap({ $0["name"] }) {
            counts[name] = try await rows("SELECT * FROM \"\(name)\"").count
        }
        return counts
    }

    static let health = EngineHealth(
        version: "14.201.3", started: "20231110T061500.000Z",
        memory: .init(committed: 18250.5, allocated: 20480.75, free: 43008.25),
        cpuTotal: 37.9, sessions: .init(active: 4, total: 27), users: .init(active: 3, total: 19),
        apps: .init(
            active: ["a", "b"], loaded: [], inMemory: ["a", "b", "SessionApp_1"], calls: 90211, selections: 3120),
        cache: .init(hits: 5120, lookups: 6400, added: 1280, replaced: 16, bytesAdded: 734_003_200), saturated: true)

    /// One observation of each kind, of a server and an app with these names, of users with this directory.
    static func observations(name: String = "Prod A", health: EngineHealth = health) -> [Observation] {
        let server = MonitoredServer(
            name: name, host: "sense-a.example.net:4747", description: name,
            extraTags: [Tag("group, of = servers", name), Tag("empty", "")])
        let users = [
            UserName(directory: name, id: "maria"), UserName(directory: "INTERNAL", id: "sa_api"),
            UserName(directory: "CORP", id: name), UserName(directory: name, id: "maria"),
        ]
        let details = PollFailure.Details(
            code: "ECONNREFUSED", httpStatus: 503, url: "https://a:4747/engine/healthcheck", timeoutMilliseconds: 5000,
            remoteAddress: "10.1.2.3", remotePort: 4747, systemCall: "connect")
        return [
            .engineHealth(health, server: server, apps: AppNames([("a", name), ("b", "x, y")]), at: time),
            .proxySessions(
                ProxySessions(
                    of: server, host: "sense-a.example.net:4243", virtualProxy: "/sales",
                    sessions: users.enumerated().map { .init(id: "s\($0.offset)", user: $0.element) }, at: time)),
            .polled(
                PollOutcome(
                    PollTarget(.health, serverName: name, host: "sense-a.example.net:4747"),
                    failure: PollFailure(.http5xx, "", details: details), duration: .seconds(1), at: time)),
        ]
    }
}
