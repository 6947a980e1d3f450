// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

@testable import ButlerSOS
@testable import SenseSources

@Suite(.timeLimit(.minutes(1))) struct EventPortsServicesTests {
    private static let counts = "qlikSenseEvents: {influxdb: {enable: true}, eventCount: {enable: true}}"
    private static let rejectedCounts =
        "qlikSenseEvents: {influxdb: {enable: true}, rejectedEventCount: {enable: true}}"
    private static let noInfluxCounts = "qlikSenseEvents: {influxdb: {enable: false}, eventCount: {enable: true}}"
    private static let noCounts = "qlikSenseEvents: {influxdb: {enable: true}}"
    private static let userWithQueue = """
        userEvents: {enable: true, udpServerConfig: {serverHost: localhost, queueMetrics: {influxdb: {enable: true}}}}
        """
    private static let logWithQueue = """
        logEvents: {source: {proxy: {enable: true}}, udpServerConfig: {serverHost: localhost, \
        queueMetrics: {influxdb: {enable: true}}}}
        """
    private static let (eventCounts, queueMetrics) = (
        "EventFiguresSource EVENT COUNTS", "EventFiguresSource QUEUE METRICS"
    )
    private static let (userPort, logPort) = ("DatagramReceiver USER EVENTS", "DatagramReceiver LOG EVENTS")

    @Test(arguments: [
        ([EventPortsSite.user, EventPortsSite.log], [userPort, logPort]),
        ([EventPortsSite.user, counts], [eventCounts, userPort]),
        ([EventPortsSite.log, counts], [eventCounts, logPort]),
        ([EventPortsSite.log, rejectedCounts], [eventCounts, logPort]),
        ([EventPortsSite.user, noInfluxCounts], [userPort]), ([EventPortsSite.user, noCounts], [userPort]),
        ([counts], []), ([userWithQueue], [queueMetrics, userPort]),
        ([userWithQueue, EventPortsSite.log], [queueMetrics, userPort, logPort]),
        ([userWithQueue, logWithQueue, counts], [eventCounts, queueMetrics, queueMetrics, userPort, logPort]),
    ])
    func `runs what the settings ask for, the receivers last`(root: [String], names: [String]) async throws {
        let root = root.joined(separator: "\n")
        try await EventPortsSite.with(root, influxDB: EventPortsSite.influxDB) { ports, parts in
            #expect(ports.services(parts, sink: RecordingSink()).map { "\($0)" } == names)
        }
    }

    @Test func `figures need InfluxDB, the ports do not`() async throws {
        try await EventPortsSite.with(Self.userWithQueue, Self.logWithQueue, Self.counts) { ports, parts in
            let services = ports.services(parts, sink: RecordingSink())
            #expect(services.map { "\($0)" } == [Self.userPort, Self.logPort])
        }
    }

    @Test func `figures count anew each time`() async throws {
        let sink = RecordingSink()
        try await EventPortsSite.with(
            Self.userWithQueue, Self.counts, influxDB: EventPortsSite.influxDB, sink: sink
        ) { ports, parts in
            let user = try #require(ports.user)
            try user.handle(SampleDatagram.user("alice"))
            var batch = DatagramBatch()
            (batch.received, batch.queued, batch.accepted) = (1, 1, 1)
            user.receiver.counters.end(batch, waiting: 0, took: .zero, rate: nil, isUnderPressure: false)
            // Only those that make figures, each of which does when it ends.
            let figures = ports.services(parts, sink: sink).filter { $0 is EventFiguresSource }
            for _ in 0..<2 { try await withRunning(figures) {} }
        }
        let figures = figures(sink)
        #expect(figures.map(\.name) == ["user_events_queue", "event_count", "user_events_queue"])
        #expect(figures.compactMap { number("messages_received", $0) } == [1, 0])
    }

    @Test func `the last figures have everything that came, each once`() async throws {
        let (userPort, logPort) = (try FreePort.find(), try FreePort.find())
        let counts = """
            qlikSenseEvents:
              influxdb: {enable: true, writeFrequency: 3600000}
              eventCount: {enable: true, influxdb: {measurementName: came, tags: [{name: env, value: test}]}}
              rejectedEventCount: {enable: true, influxdb: {measurementName: went}}
            userEvents:
              enable: true
              udpServerConfig:
                serverHost: 127.0.0.1
                portUserActivityEvents: \(userPort)
                maxMessageSize: 400
                queueMetrics: {influxdb: {enable: true, writeFrequency: 3600000, measurementName: user_queue}}
            logEvents:
              source: {qixPerf: {enable: true}, proxy: {enable: true}}
              udpServerConfig:
                serverHost: 127.0.0.1
                portLogEvents: \(logPort)
                queueMetrics:
                  influxdb: {enable: true, writeFrequency: 3600000, tags: [{name: env, value: log}]}
              enginePerformanceMonitor:
                enable: true
                trackRejectedEvents: {enable: true, tags: [{name: env, value: rejected}]}
                monitorFilter: {allApps: {enable: false}}
            """
        let sink = RecordingSink()
        try await EventPortsSite.with(counts, influxDB: EventPortsSite.influxDB, sink: sink) { ports, parts in
            try await withRunning(ports.services(parts, sink: sink)) {
                #expect(
                    try await poll { ports.all.allSatisfy { $0.receiver.counters.current.isListening } })
                for user in ["alice", "bob"] { try send(SampleDatagram.user(user), to: userPort) }
                try send(String(repeating: "x", count: 401), to: userPort)
                try send(SampleDatagram.performance("Doc::GetLayout"), to: logPort)
                try send(SampleDatagram.log("1"), to: logPort)
                await sink.wait { $0.count == 3 }
            }
        }
        let figures = figures(sink)
        // Those of the queues end first; which of the two does is nobody's business.
        let counted = figures.filter { !$0.name.contains("queue") }
        #expect(counted.map(\.name) == ["came", "came", "went"])
        #expect(counted.map { tag("event_type", $0) } == ["log", "user", nil])
        #expect(counted.map { tag("env", $0) } == ["test", "test", "rejected"])
        #expect(counted.map { number("counter", $0) } == [1, 2, 1])
        let queues = figures.filter { $0.name.contains("queue") }
        #expect(Set(queues.map(\.name)) == ["user_queue", "log_events_queue"] && queues.count == 2)
        let user = try #require(queues.first { $0.name == "user_queue" })
        #expect(tag("queue_type", user) == "user_events" && tag("env", user) == nil)
        #expect(tag("host", user) == ProcessInfo.processInfo.hostName)
        #expect(number("messages_received", user) == 3 && number("messages_dropped_size", user) == 1)
        #expect(number("messages_processed", user) == 2 && number("queue_max_size", user) == 200)
        let log = try #require(queues.first { $0.name == "log_events_queue" })
        #expect(tag("queue_type", log) == "log_events" && tag("env", log) == "log")
        #expect(number("messages_received", log) == 2 && number("messages_dropped_total", log) == 0)
    }

    private func figures(_ sink: RecordingSink) -> [Monitoring.Measurement] {
        sink.observations.flatMap { observation -> [Monitoring.Measurement] in
            if case .eventFigures(let figures) = observation { figures } else { [] }
        }
    }

    private func tag(_ name: String, _ figure: Monitoring.Measurement) -> String? {
        figure.tags.first { $0.name == name }?.value
    }

    private func number(_ name: String, _ figure: Monitoring.Measurement) -> Double? {
        guard case .number(let number) = figure.fields.first(where: { $0.name == name })?.value else { return nil }
        return number
    }

    private func send(_ text: String, to port: Int) throws {
        try LoopbackSocket(.datagram).send(Array(text.utf8), to: port)
    }
}
