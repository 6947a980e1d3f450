// SPDX-License-Identifier: MIT

import Destinations
import Foundation
import Logging
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import ServiceLifecycle
import Testing

/// What becomes of points when a real InfluxDB is missing, restarted, or refuses some.
@Suite(.serialized, .timeLimit(.minutes(2))) struct InfluxDBDeliveryIntegrationTests {
    private static let limits = {
        var limits = DestinationRunner.Limits()
        limits.batchDelay = .milliseconds(1)
        limits.backoff = Backoff(base: .milliseconds(20), cap: .milliseconds(50))
        return limits
    }()

    /// Runs a destination while the body runs.
    private func run(
        _ destination: InfluxDBDestination, logger: Logger = .silent, _ body: (DestinationRunner) async throws -> Void
    ) async throws {
        let runner = DestinationRunner(
            destination, limits: Self.limits, now: { InfluxDBSite.time }, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [runner], logger: .silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await body(runner)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func load(_ second: Int) -> Observation {
        .engineHealth(
            EngineHealth(cpuTotal: Double(second)), server: MonitoredServer(name: "s", host: "h", description: ""),
            apps: nil, at: Timestamp(secondsSinceEpoch: 1_700_000_000 + second))
    }

    @Test func `makes the database with its retention policy and finds it the next time`() async throws {
        let site = try await InfluxDBSite()
        let now = Int(Date().timeIntervalSince1970)
        for _ in 0..<2 {
            let destination = site.destination(retention: "100w")
            try await destination.deliver([Record(Array("cpu total=1i \(now)000000000".utf8))])
        }
        let policies = try await site.rows("SHOW RETENTION POLICIES")
        #expect(policies.count == 1)
        let policy = try #require(policies.first { $0["name"] == "10 \"days\"" })
        #expect(policy["duration"] == "16800h0m0s")
        #expect(policy["default"] == "1" || policy["default"] == "true")
        #expect(try await site.rows("SELECT * FROM cpu").count == 1)
    }

    @Test func `makes a database again that was dropped`() async throws {
        let site = try await InfluxDBSite()
        try await run(site.destination()) { runner in
            runner.receive(load(1))
            #expect(try await poll { runner.counters.current.written == 1 })
            let name = InfluxDBSite.database.replacing("\"", with: "\\\"")
            let parts = URLComponents(string: "http://127.0.0.1:\(site.influx.port)/query")
            var drop = try #require(parts)
            drop.queryItems = [URLQueryItem(name: "q", value: "DROP DATABASE \"\(name)\"")]
            #expect(try await Web.post(try #require(drop.string), body: [])?.status == 200)
            runner.receive(load(2))
            #expect(try await poll { runner.counters.current.written == 2 })
        }
        #expect(try await site.rows("SELECT total FROM cpu").compactMap { $0["total"] } == ["2"])
    }

    @Test(arguments: [InfluxDBSite.Generation.version1, .version5])
    func `a batch that is delivered twice is stored once`(generation: InfluxDBSite.Generation) async throws {
        let site = try await InfluxDBSite()
        let destination = site.destination(generation)
        let records = InfluxDBSite.observations().flatMap(destination.records)
        try await destination.deliver(records)
        let once = try await site.counts()
        #expect(once.values.reduce(0, +) == records.count)
        #expect(once["user_session_details"] == 3)
        try await destination.deliver(records)
        try await destination.deliver(records.reversed())
        #expect(try await site.counts() == once)
    }

    @Test func `keeps what was polled while the server was down`() async throws {
        let first = try await InfluxServer()
        let directory = try await first.stop()
        let log = LogCapture()
        try await run(InfluxDBSite(first).destination(), logger: log.logger) { runner in
            for second in 0..<20 { runner.receive(load(second)) }
            #expect(try await poll { runner.counters.current.failures > 2 })
            let again = try await InfluxServer(port: first.port, directory: directory)
            #expect(try await poll { runner.counters.current.written == 20 })
            #expect(try await InfluxDBSite(again).rows("SELECT total FROM cpu").count == 20)
            #expect(runner.counters.current.dropped.isEmpty)
        }
        #expect(log.lines.map(\.level) == [.error, .notice])
    }

    @Test func `names the measurement of a point that the server refuses, and stores the others`() async throws {
        let site = try await InfluxDBSite()
        let log = LogCapture()
        try await site.destination().deliver([
            Record(Array("cpu,server_name=x total=\"text\" 1700000000000000000".utf8))
        ])
        try await run(site.destination(), logger: log.logger) { runner async throws in
            for observation in InfluxDBSite.observations() { runner.receive(observation) }
            let count = runner.counters.current.received
            #expect(try await poll { runner.counters.current.waiting == 0 })
            #expect(runner.counters.current.written == count - 1)
            #expect(runner.counters.current.dropped == [.rejected: 1])
        }
        let refused = log.lines.filter { $0.message == "records refused for good" }
        #expect(refused.count == 1)
        #expect(refused.first?.metadata["records"] == "1")
        #expect(refused.first?.metadata["cause"]?.contains("on measurement \"cpu\"") == true)
        #expect(refused.first?.metadata["cause"]?.contains("field type conflict") == true)
        #expect(try await site.rows("SELECT * FROM cpu").count == 1)
        let counts = try await site.counts()
        #expect(counts.count == 12)
        #expect(counts["mem"] == 1 && counts["user_session_details"] == 3)
    }

    @Test func `a line that the server cannot read costs no other`() async throws {
        let site = try await InfluxDBSite()
        let destination = site.destination()
        let records = ["a v=1i 1", "b v= 1", "c v=1i 1"].map { Record(Array($0.utf8)) }
        let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(records) }
        #expect(failure?.kind == .partial(rejected: 1))
        #expect(failure?.message.contains("b v=") == true)
        #expect(try await site.counts() == ["a": 1, "c": 1])
        // On its own nothing of it is stored.
        let alone = await #expect(throws: DeliveryFailure.self) { try await destination.deliver([records[1]]) }
        #expect(alone?.kind == .permanent)
    }
}
