// SPDX-License-Identifier: MIT

import Destinations
import Foundation
import Logging
import MQTT
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import ServiceLifecycle
import Testing

/// What becomes of messages when a real Mosquitto is missing, killed, restarted, or refuses some.
@Suite(.serialized, .timeLimit(.minutes(2))) struct MQTTDeliveryIntegrationTests {
    private static let limits = {
        var limits = DestinationRunner.Limits()
        limits.batchDelay = .milliseconds(1)
        limits.backoff = Backoff(base: .milliseconds(20), cap: .milliseconds(50))
        return limits
    }()

    /// One message, `butler-sos/h<number>/cpu/total`.
    private static func load(_ number: Int) -> Observation {
        .engineHealth(
            EngineHealth(cpuTotal: Double(number)),
            server: MonitoredServer(name: "s", host: "h\(number)", description: ""), apps: nil,
            at: Timestamp(secondsSinceEpoch: 0))
    }

    private static func topic(_ number: Int) -> String { "butler-sos/h\(number)/cpu/total" }

    /// Runs a destination while the body runs, and closes its connection afterwards.
    private func run(
        port: Int, spool: String? = nil, logger: Logger = .silent, _ change: (inout MQTTBroker) -> Void = { _ in },
        _ body: (DestinationRunner) async throws -> Void
    ) async throws {
        var broker = MQTTBroker(host: "127.0.0.1", port: port, clientID: "test")
        change(&broker)
        let client = MQTTClient(broker)
        let destination = MQTTDestination(
            MQTTConfiguration(broker: broker, baseTopic: "butler-sos/"), client: client, logger: logger)
        let runner = DestinationRunner(
            destination, spool: spool.map { .init(path: $0) }, limits: Self.limits,
            now: { Timestamp(secondsSinceEpoch: 1_700_000_000) }, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [runner], logger: .silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await body(runner)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        await client.close()
    }

    @Test func `a health message arrives`() async throws {
        let broker = try await MosquittoServer()
        let subscriber = try await MosquittoSubscriber(port: broker.port)
        let log = LogCapture()
        try await run(port: broker.port, logger: log.logger) { runner async throws in
            runner.receive(Self.load(7))
            #expect(try await poll { subscriber.messages.count == 1 })
            #expect(try await poll { runner.counters.current.written == 1 })
        }
        #expect(subscriber.messages.map { "\($0.topic) \($0.text)" } == ["butler-sos/h7/cpu/total 7"])
        #expect(log.fullTexts == ["notice: MQTT: connected to the broker broker=127.0.0.1:\(broker.port)"])
    }

    @Test func `keeps what came while the broker was away, and says so once`() async throws {
        let broker = try await MosquittoServer()
        try await broker.stop()
        let log = LogCapture()
        try await run(port: broker.port, logger: log.logger) { runner async throws in
            for number in 0..<100 { runner.receive(Self.load(number)) }
            #expect(try await poll { runner.counters.current.failures > 5 })
            try await broker.restart()
            #expect(try await poll { runner.counters.current.written == 100 })
            #expect(broker.receivedTopics == (0..<100).map(Self.topic))
        }
        #expect(log.lines.map(\.level) == [.error, .notice, .notice])
        #expect(log.lines.first?.metadata["cause"]?.contains("nobody listens") == true)
    }

    /// With acknowledgements nothing is lost: the broker's own log has each message once, or twice if it was underway
    /// when the broker was killed.
    @Test func `each message reaches a broker that is killed under load`() async throws {
        let broker = try await MosquittoServer()
        let directory = try TemporaryDirectory()
        let log = LogCapture()
        let count = 30_000
        try await run(port: broker.port, spool: directory.file("spool"), logger: log.logger) { runner async throws in
            let feeding = Task {
                for number in 0..<count {
                    runner.receive(Self.load(number))
                    if number.isMultiple(of: 100) { try await Task.sleep(for: .milliseconds(5)) }
                }
            }
            for kill in 1...3 {
                #expect(
                    try await poll { runner.counters.current.written > kill * 5000 },
                    "\(runner.counters.current)")
                try await broker.kill()
                try await broker.restart()
            }
            try await feeding.value
            #expect(
                try await poll { runner.counters.current.written == count }, "\(runner.counters.current)")
            #expect(runner.counters.current.dropped.isEmpty)
        }
        var times: [String: Int] = [:]
        for topic in broker.receivedTopics { times[topic, default: 0] += 1 }
        #expect(times.count == count)
        let twice = times.values.count { $0 > 1 }
        // No more than can be underway, at each of the kills.
        #expect(twice <= 3 * 200, "\(twice) messages arrived twice")
        #expect(times.values.allSatisfy { $0 <= 3 })
        // That there is another reason meanwhile is said besides.
        let changes = log.lines.filter {
            $0.message.hasPrefix("destination") && !$0.message.hasPrefix("destination still")
        }
        let states = changes.map(\.level)
        #expect(states.count <= 12 && states.count.isMultiple(of: 2), "\(log.texts)")
        #expect(
            states.enumerated().allSatisfy { $0.offset.isMultiple(of: 2) == ($0.element == .error) }, "\(log.texts)")
    }

    @Test func `what a run could not publish the next one does`() async throws {
        let broker = try await MosquittoServer()
        try await broker.stop()
        let directory = try TemporaryDirectory()
        try await run(port: broker.port, spool: directory.file("spool")) { runner async throws in
            for number in 0..<100 { runner.receive(Self.load(number)) }
            #expect(try await poll { runner.counters.current.spooled == 100 })
        }
        try await broker.restart()
        try await run(port: broker.port, spool: directory.file("spool")) { runner async throws in
            #expect(try await poll { runner.counters.current.written == 100 })
            #expect(runner.counters.current.recovered == 100)
        }
        #expect(broker.receivedTopics == (0..<100).map(Self.topic))
    }

    @Test func `a wrong password costs one line, and no other destination anything`() async throws {
        var options = MosquittoServer.Options()
        options.users = ["me": "right"]
        let broker = try await MosquittoServer(options)
        let log = LogCapture()
        try await run(
            port: broker.port, logger: log.logger, { $0.credentials = .init(user: "me", password: "geheim") }
        ) { runner async throws in
            runner.receive(Self.load(1))
            #expect(try await poll { runner.counters.current.failures > 5 })
            #expect(runner.counters.current.waiting == 1)
        }
        #expect(log.lines.filter { $0.level == .error }.count == 1)
        #expect(log.lines.first?.metadata["cause"]?.contains("user name and password") == true)
        #expect(!log.fullTexts.contains { $0.contains("geheim") })
    }

    @Test func `a message on which the broker hangs up is given up after a while, and no other`() async throws {
        var options = MosquittoServer.Options()
        options.lines = ["max_packet_size 2000"]
        let broker = try await MosquittoServer(options)
        let log = LogCapture()
        try await run(port: broker.port, logger: log.logger) { runner async throws in
            for number in 0..<10 { runner.receive(Self.load(number)) }
            var large = EngineHealth()
            large.version = String(repeating: "x", count: 3000)
            runner.receive(
                .engineHealth(
                    large, server: MonitoredServer(name: "s", host: "large", description: ""), apps: nil,
                    at: Timestamp(secondsSinceEpoch: 0)))
            for number in 10..<20 { runner.receive(Self.load(number)) }
            #expect(
                try await poll { runner.counters.current.written == 20 }, "\(runner.counters.current)")
            #expect(runner.counters.current.dropped == [.rejected: 1])
        }
        // The broker does not send all acknowledgements before it hangs up.
        #expect(Set(broker.receivedTopics) == Set((0..<20).map(Self.topic)))
        #expect(broker.receivedTopics.count <= 25, "\(broker.receivedTopics)")
        let refused = log.lines.filter { $0.message == "records refused for good" }
        #expect(refused.map { $0.metadata["first"] } == ["butler-sos/large/version"])
    }

    @Test func `a frozen broker does not hold up the end, and what it did not acknowledge is kept`() async throws {
        let broker = try await MosquittoServer()
        let directory = try TemporaryDirectory()
        var start = ContinuousClock.now
        try await run(port: broker.port, spool: directory.file("spool")) { runner async throws in
            runner.receive(Self.load(0))
            #expect(try await poll { runner.counters.current.written == 1 })
            broker.freeze()
            for number in 1..<50 { runner.receive(Self.load(number)) }
            start = .now
        }
        #expect(start.duration(to: .now) < .seconds(8))
        broker.thaw()
        try await run(port: broker.port, spool: directory.file("spool")) { runner async throws in
            #expect(
                try await poll {
                    runner.counters.current.recovered > 0 && runner.counters.current.spooled == 0
                })
        }
        #expect(Set(broker.receivedTopics) == Set((0..<50).map(Self.topic)))
    }

    @Test func `a connection that broke while nobody used it is replaced without a word`() async throws {
        let broker = try await MosquittoServer()
        let log = LogCapture()
        try await run(port: broker.port, logger: log.logger) { runner async throws in
            runner.receive(Self.load(0))
            #expect(try await poll { runner.counters.current.written == 1 })
            try await broker.kill()
            try await broker.restart()
            runner.receive(Self.load(1))
            #expect(try await poll { runner.counters.current.written == 2 })
            #expect(runner.counters.current.failures == 0)
        }
        #expect(log.lines.filter { $0.level > .debug }.count == 1)
        #expect(broker.receivedTopics == [Self.topic(0), Self.topic(1)])
    }
}
