// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import Foundation
import HTTPExchange
import Logging
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import ServiceLifecycle
import Testing

/// Against a real InfluxDB 1: what it stores is what was meant.
@Suite(.serialized)
struct InfluxDBIntegrationTests {
    private static let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .forExchanges())
    private let time = Timestamp(nanoseconds: 1_700_000_000_123_456_789)

    private func destination(_ influx: InfluxServer, retention: String = "INF")
        -> InfluxDBDestination
    {
        InfluxDBDestination(
            InfluxDBConfiguration(
                host: "127.0.0.1", port: influx.port,
                endpoint: .version1(
                    .init(
                        database: "senseops", credentials: nil,
                        retentionPolicy: .init(name: "10 days", duration: retention))
                ),
                lists: AppListFields(active: true, loaded: true, inMemory: true)),
            client: Self.client, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private let health = EngineHealth(
        version: "14.201.3", started: "20260310T061500.000Z",
        memory: .init(committed: 18250.5, allocated: 20480.75, free: 43008.25),
        cpuTotal: 37.9, sessions: .init(active: 4, total: 27), users: .init(active: 3, total: 19),
        apps: .init(
            active: ["a", "b"], loaded: [], inMemory: ["a", "b", "SessionApp_1"], calls: 90211, selections: 3120),
        cache: .init(hits: 5120, lookups: 6400, added: 1280, replaced: 16, bytesAdded: 734_003_200), saturated: true)

    @Test func `makes the database with its retention policy and finds it the next time`() async throws {
        let influx = try await InfluxServer()
        let server = MonitoredServer(name: "one", host: "sense:4747", description: "")
        for _ in 0..<2 {
            let destination = destination(influx, retention: "100w")
            let now = Timestamp(secondsSinceEpoch: Int(Date().timeIntervalSince1970))
            try await destination.deliver(destination.records(of: .engineHealth(health, server: server, at: now)))
        }
        let policies = try await influx.query("SHOW RETENTION POLICIES ON senseops", database: "senseops")
        let policy = try #require(policies.first { $0["name"] == "10 days" })
        #expect(policy["duration"] == "16800h0m0s")
        #expect(policy["default"] == "1" || policy["default"] == "true")
    }

    @Test func `stores all eight measurements with integers, once per poll time`() async throws {
        let influx = try await InfluxServer()
        let destination = destination(influx)
        let server = MonitoredServer(name: "Prod A", host: "sense-a.example.net:4747", description: "Central node")
        let records = destination.records(of: .engineHealth(health, server: server, at: time))
        try await destination.deliver(records)
        try await destination.deliver(records)
        let names = try await influx.query("SHOW MEASUREMENTS", database: "senseops").compactMap { $0["name"] }
        #expect(names.sorted() == ["apps", "cache", "cpu", "mem", "saturated", "sense_server", "session", "users"])
        let memory = try await influx.query("SELECT * FROM mem", database: "senseops")
        #expect(memory.count == 1)
        #expect(memory.first?["comitted"] == "18250" && memory.first?["host"] == "sense-a.example.net")
        #expect(memory.first?["time"] == "1700000000123456789")
        #expect(memory.first?["server_name"] == "Prod A")
        let keys = try await influx.query("SHOW FIELD KEYS", database: "senseops")
        let types = Dictionary(keys.map { ($0["fieldKey"] ?? "", $0["fieldType"] ?? "") }) { first, _ in first }
        #expect(types["comitted"] == "integer" && types["calls"] == "integer" && types["hits"] == "integer")
        #expect(types["saturated"] == "boolean" && types["uptime"] == "string" && types["active_docs"] == "string")
        #expect(
            try await influx.query("SELECT active_docs FROM apps", database: "senseops").first?["active_docs"] == "a,b")
    }

    @Test(arguments: [
        "comma, quote \" and ' space", "back\\slash", "ends with back\\", "ümläut 日本 🦋", "a=b,c=d", "tab\tstop",
    ])
    func `names arrive as they were`(name: String) async throws {
        let influx = try await InfluxServer()
        let destination = destination(influx)
        let server = MonitoredServer(
            name: name, host: "h", description: name, extraTags: [Tag("group, of = servers", name), Tag("empty", "")])
        var health = health
        health.version = name
        try await destination.deliver(destination.records(of: .engineHealth(health, server: server, at: time)))
        let rows = try await influx.query("SELECT * FROM sense_server", database: "senseops")
        #expect(rows.count == 1)
        // The protocol has no way to end a tag value with a backslash: a blank follows it.
        let tag = name.hasSuffix("\\") ? name + " " : name
        #expect(rows.first?["server_name"] == tag)
        #expect(rows.first?["group, of = servers"] == tag)
        #expect(rows.first?["version"] == name)
    }

    @Test func `keeps what was polled while the server was down`() async throws {
        let first = try await InfluxServer()
        let directory = try await first.stop()
        var limits = DestinationRunner.Limits()
        limits.batchDelay = .milliseconds(1)
        limits.backoff = Backoff(base: .milliseconds(20), cap: .milliseconds(50))
        let runner = DestinationRunner(
            destination(first), limits: limits, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let group = ServiceGroup(
            configuration: .init(services: [runner], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for second in 0..<20 {
                let server = MonitoredServer(name: "server", host: "h", description: "")
                let time = Timestamp(secondsSinceEpoch: 1_700_000_000 + second)
                runner.receive(.engineHealth(EngineHealth(cpuTotal: Double(second)), server: server, at: time))
            }
            #expect(try await poll(.seconds(10)) { runner.counters.current.failures > 2 })
            let again = try await InfluxServer(port: first.port, directory: directory)
            #expect(try await poll(.seconds(10)) { runner.counters.current.written == 20 })
            let rows = try await again.query("SELECT total FROM cpu", database: "senseops")
            #expect(rows.count == 20)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(runner.counters.current.dropped.isEmpty)
    }

    @Test func `a point that the server refuses is counted and does not stop the others`() async throws {
        let influx = try await InfluxServer()
        let destination = destination(influx)
        let server = MonitoredServer(name: "s", host: "h", description: "")
        try await destination.deliver([Record(Array("cpu,server_name=s total=\"text\" 1700000000000000000".utf8))])
        await #expect {
            try await destination.deliver(destination.records(of: .engineHealth(health, server: server, at: time)))
        } throws: { error in
            guard let failure = error as? DeliveryFailure else { return false }
            return failure.kind == .partial(rejected: 1) && failure.message.contains("cpu")
        }
        #expect(try await influx.query("SELECT * FROM mem", database: "senseops").count == 1)
    }
}
