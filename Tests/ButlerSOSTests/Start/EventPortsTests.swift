// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringTestKit
import Testing

@testable import ButlerSOS
@testable import SenseSources

@Suite(.timeLimit(.minutes(1))) struct EventPortsTests {
    @Test(arguments: [
        ("", []), (EventPortsSite.user, ["user_events"]), (EventPortsSite.log, ["log_events"]),
        ("\(EventPortsSite.log)\n\(EventPortsSite.user)", ["user_events", "log_events"]),
        ("userEvents: {enable: false, udpServerConfig: {serverHost: localhost}}", []),
        ("logEvents: {source: {proxy: {enable: false}}, udpServerConfig: {serverHost: localhost}}", []),
    ])
    func `opens the ports that the configuration switches on`(root: String, queues: [String]) async throws {
        try await EventPortsSite.with(root) { ports, _ in
            #expect(ports.all.map(\.queueName) == queues)
            #expect((ports.user == nil) == !queues.contains("user_events"))
            #expect((ports.log == nil) == !queues.contains("log_events"))
        }
    }

    @Test(arguments: ["engine", "proxy", "repository", "scheduler", "qixPerf"])
    func `any source of log events opens their port`(source: String) async throws {
        let root = "logEvents: {source: {\(source): {enable: true}}, udpServerConfig: {serverHost: localhost}}"
        try await EventPortsSite.with(root) { ports, _ in #expect(ports.all.map(\.queueName) == ["log_events"]) }
    }

    @Test func `each port has the settings of its own listener`() async throws {
        let listener = """
            serverHost: 127.0.0.7, messageQueue: {maxSize: 300, backpressureThreshold: 55}, \
            rateLimit: {enable: true, maxMessagesPerMinute: 900}, maxMessageSize: 1400, \
            enableSourceValidation: true, allowedSources: [10.0.0.1, sense.test]
            """
        try await EventPortsSite.with(
            "userEvents: {enable: true, udpServerConfig: {\(listener), portUserActivityEvents: 12001}}",
            "logEvents: {source: {proxy: {enable: true}}, udpServerConfig: {serverHost: localhost, portLogEvents: 12002}}"
        ) { ports, _ in
            let user = try #require(ports.user).receiver
            #expect(user.name == "USER EVENTS")
            #expect(user.settings.setting == "Butler-SOS.userEvents.udpServerConfig")
            #expect(user.settings.host == "127.0.0.7" && user.settings.port == 12001)
            #expect(user.settings.maximumWaiting == 300 && user.settings.warningPercentage == 55)
            #expect(user.settings.maximumPerMinute == 900 && user.settings.maximumSize == 1400)
            #expect(user.settings.allowedSources == ["10.0.0.1", "sense.test"])
            let log = try #require(ports.log).receiver
            #expect(log.name == "LOG EVENTS")
            #expect(log.settings.setting == "Butler-SOS.logEvents.udpServerConfig")
            #expect(log.settings.host == "localhost" && log.settings.port == 12002)
            #expect(log.settings.maximumWaiting == 200 && log.settings.warningPercentage == 80)
            #expect(log.settings.maximumPerMinute == nil && log.settings.maximumSize == 65_507)
            #expect(log.settings.allowedSources == nil)
        }
    }

    @Test func `each port makes its own events, by its own rules`() async throws {
        let (sink, apps) = (RecordingSink(), AppNameTable())
        apps.replace(with: AppNames([(id: SampleDatagram.app, name: "Sales")]))
        let user = """
            userEvents: {enable: true, udpServerConfig: {serverHost: localhost}, \
            excludeUser: [{directory: ACME, userId: probe}]}
            """
        let rule = """
            {logLevel: [WARN], action: drop, category: [{name: a, value: b}], filter: [{type: so, value: heartbeat}]}
            """
        let log = """
            logEvents: {source: {proxy: {enable: true}}, udpServerConfig: {serverHost: localhost}, \
            categorise: {enable: true, rules: [\(rule)]}}
            """
        try await EventPortsSite.with(user, log, sink: sink, apps: apps) { ports, _ in
            let (user, log) = (try #require(ports.user), try #require(ports.log))
            try user.handle(
                SampleDatagram.user("alice"), SampleDatagram.user("probe"), SampleDatagram.log("a log event"))
            try log.handle(
                SampleDatagram.log("1"), SampleDatagram.user("alice"), SampleDatagram.log("heartbeat"),
                SampleDatagram.performance("off"))
            #expect(user.tally.total.entries.map(\.count) == [2, 1])
            #expect(log.tally.total.entries.map(\.count) == [2, 1, 1])
        }
        let observations = sink.observations
        try #require(observations.count == 2)
        guard case .userEvent(let event) = observations[0], case .logEvent(let line) = observations[1] else {
            Issue.record("these are other observations: \(observations)")
            return
        }
        #expect(event.text(.userID) == "alice" && event.appName == "Sales")
        #expect(line.text(.message) == "1" && line.categories != nil)
    }

    @Test(arguments: [
        // InfluxDB, the counts in it, those of events, those of rejected ones, and whether these are tracked.
        (true, true, true, true, true), (false, true, true, true, true), (true, false, true, true, true),
        (true, true, false, true, true), (true, true, true, false, true), (true, true, true, true, false),
    ])
    func `keeps counts only if they are stored`(
        isInflux: Bool, isStored: Bool, countsReceived: Bool, countsRejected: Bool, isTracked: Bool
    ) async throws {
        let counts = """
            qlikSenseEvents: {influxdb: {enable: \(isStored)}, eventCount: {enable: \(countsReceived)}, \
            rejectedEventCount: {enable: \(countsRejected)}}
            """
        let log = """
            logEvents: {source: {qixPerf: {enable: true}, proxy: {enable: true}}, \
            udpServerConfig: {serverHost: localhost}, enginePerformanceMonitor: {enable: true, \
            trackRejectedEvents: {enable: \(isTracked)}, monitorFilter: {appSpecific: {enable: false}}}}
            """
        try await EventPortsSite.with(
            counts, log, EventPortsSite.user, influxDB: isInflux ? EventPortsSite.influxDB : nil
        ) { ports, _ in
            let (user, log) = (try #require(ports.user), try #require(ports.log))
            try user.handle(SampleDatagram.user("alice"))
            try log.handle(SampleDatagram.log("1"), SampleDatagram.performance("Doc::GetLayout"))
            let (users, logs) = (user.tally.take(), log.tally.take())
            let keepsReceived = isInflux && isStored && countsReceived
            #expect(users.received.isEmpty == !keepsReceived && logs.received.isEmpty == !keepsReceived)
            #expect(users.rejected.isEmpty)
            #expect(logs.rejected.isEmpty == !(isInflux && isStored && countsRejected && isTracked))
            #expect(!user.tally.total.isEmpty && !log.tally.total.isEmpty)
        }
    }
}
