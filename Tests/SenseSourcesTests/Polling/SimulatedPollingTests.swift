// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import MonitoringTestKit
import SenseSimulator
import ServiceLifecycle
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(3))) struct SimulatedPollingTests {
    private static let time = Timestamp(secondsSinceEpoch: SimulatedServers.time)
    private static let interval = Duration.seconds(30)

    private let sink = RecordingSink()
    private let clock = TestClock()
    private let log = LogCapture()

    /// Polls every server a number of times, then shuts down gracefully.
    private func poll(
        _ site: SimulatedServers, times: Int = 1, timeout: Duration = .seconds(20), extraServers: [MonitoredServer] = []
    ) async throws {
        let servers = site.servers + extraServers
        let client = SenseClient(files: site.files, timeout: timeout, logger: log.logger)
        let polls = servers.map { EngineHealthPoll($0, client: client, apps: nil) }
        try await poll(polls, client: client, times: times)
    }

    /// Asks everything a number of times, then shuts down gracefully.
    private func poll(_ polls: [any Poll], client: SenseClient, times: Int = 1) async throws {
        let source = PollingSource(
            "HEALTH", polls: polls, interval: Self.interval, sink: sink, clock: clock, now: { Self.time },
            logger: log.logger)
        let silent = Logger(label: "group") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(configuration: .init(services: [source], logger: silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            // The first few are polled at once, the others a little later.
            await clock.untilSleeping()
            clock.advance(by: Self.interval / 2)
            await sink.wait { Self.outcomes($0).count >= polls.count }
            for _ in 1..<times {
                await clock.untilSleeping()
                let count = Self.outcomes(sink.observations).count
                clock.advance(by: Self.interval)
                await sink.wait { Self.outcomes($0).count >= count + polls.count }
            }
            await clock.untilSleeping()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        await client.shutDown()
    }

    private static func outcomes(_ observations: [Observation]) -> [PollOutcome] {
        observations.compactMap { if case .polled(let outcome) = $0 { outcome } else { nil } }
    }

    private func health(of server: MonitoredServer) -> [EngineHealth] {
        sink.observations.compactMap { observation in
            if case .engineHealth(let health, let from, _, Self.time) = observation, from == server {
                health
            } else {
                nil
            }
        }
    }

    private func failures(of server: MonitoredServer) -> [PollFailure] {
        Self.outcomes(sink.observations).filter { $0.target.serverName == server.name }.compactMap(\.failure)
    }

    @Test func `brings the health of every server`() async throws {
        try await SimulatedServers.run(4) { site in
            try await poll(site)
            #expect(sink.observations.count == 8)
            for (index, server) in site.servers.enumerated() {
                #expect(health(of: server) == [try site.health(ofServer: index + 1)])
                #expect(site.service.requestCount(ofServer: index + 1) == 1)
            }
        }
    }

    @Test func `polls once per interval`() async throws {
        try await SimulatedServers.run(2) { site in
            try await poll(site, times: 3)
            for server in site.servers { #expect(health(of: server).count == 3) }
        }
    }

    @Test func `opens a key that has a passphrase`() async throws {
        try await SimulatedServers.run(1, passphrase: "geheim") { site in
            try await poll(site)
            #expect(health(of: site.servers[0]).count == 1)
        }
    }

    @Test(arguments: [
        (Fault.http500, PollFailure.Category.http5xx), (.badJSON, .badAnswer), (.wrongCertificate, .certificateError),
        (.refuse, .connectionReset), (.htmlLogin, .badAnswer), (.redirect, .badAnswer), (.huge, .badAnswer),
        (.wrongTypes, .badAnswer), (.notAnObject, .badAnswer), (.closeMidBody, .connectionReset),
        (.http401, .authError), (.http404, .notFound), (.http429, .rateLimited), (.errorText, .badAnswer),
    ])
    func `tells why a server gives nothing, while the others deliver`(
        fault: Fault, category: PollFailure.Category
    ) async throws {
        try await SimulatedServers.run(3, faults: FaultPlan(servers: [2: fault])) { site in
            try await poll(site)
            #expect(failures(of: site.servers[1]).map(\.category) == [category])
            #expect(health(of: site.servers[0]) == [try site.health(ofServer: 1)])
            #expect(health(of: site.servers[2]) == [try site.health(ofServer: 3)])
            #expect(log.lines.count { $0.level == .error } == 1)
        }
    }

    @Test(arguments: [
        Fault.http500, .badJSON, .refuse, .htmlLogin, .redirect, .wrongTypes, .notAnObject, .closeMidBody,
        .http401, .errorText,
    ])
    func `takes no session and no name from an answer that is none`(fault: Fault) async throws {
        let faults = FaultPlan([FaultRule(fault, interface: .proxy), FaultRule(fault, interface: .repository)])
        try await SimulatedServers.run(1, faults: faults) { site in
            let client = SenseClient(files: site.files, timeout: .seconds(20), logger: LogCapture().logger)
            let table = AppNameTable()
            let names = AppNamesPoll(host: site.repository, client: client, table: table)
            let polls = ProxySessionsPoll.polls(of: site.servers, client: client) as [any Poll] + [names]
            try await poll(polls, client: client)
            #expect(Self.outcomes(sink.observations).allSatisfy { $0.failure != nil })
            #expect(sink.observations.count == 2)
            #expect(table.current.count == 0)
        }
    }

    @Test func `brings the sessions of every virtual proxy`() async throws {
        try await SimulatedServers.run(2, virtualProxies: ["/", "/hdr"]) { site in
            let client = SenseClient(files: site.files, timeout: .seconds(20), logger: LogCapture().logger)
            let polls = ProxySessionsPoll.polls(of: site.servers, client: client)
            try await poll(polls, client: client)
            var seen: [String] = []
            for case .proxySessions(let sessions) in sink.observations {
                let index = try #require(site.servers.firstIndex(of: sessions.server)) + 1
                let virtualProxy = try #require(VirtualProxy(sessions.virtualProxy))
                let expected = try #require(
                    site.site.sessions(
                        ofServer: index, virtualProxy: virtualProxy, at: Double(SimulatedServers.time)))
                #expect(sessions.sessions.map(\.id) == expected.map(\.sessionID))
                #expect(sessions.sessions.map(\.user.id) == expected.map(\.userID))
                #expect(sessions.host == site.servers[index - 1].proxy?.host)
                #expect(sessions.time == Self.time)
                seen.append("\(index)\(sessions.virtualProxy)")
            }
            #expect(seen.sorted() == ["1/", "1/hdr", "2/", "2/hdr"])
            #expect(sink.observations.count == 8)
        }
    }

    @Test func `brings the names of the apps to those who need them`() async throws {
        try await SimulatedServers.run(1) { site in
            let client = SenseClient(files: site.files, timeout: .seconds(20), logger: LogCapture().logger)
            let table = AppNameTable()
            try await poll([AppNamesPoll(host: site.repository, client: client, table: table)], client: client)
            let apps = site.site.apps(at: Double(SimulatedServers.time))
            #expect(table.current.count == apps.count)
            #expect(apps.allSatisfy { table.current.name(of: $0.id) == $0.name })
            let again = SenseClient(files: site.files, timeout: .seconds(20), logger: LogCapture().logger)
            let health = EngineHealthPoll(site.servers[0], client: again, apps: table)
            guard case .engineHealth(_, _, let names, _) = try await health.ask(now: { Self.time }) else {
                Issue.record("no health")
                return
            }
            #expect(names == table.current)
            await again.shutDown()
        }
    }

    @Test func `keeps the names that it knows when the repository fails`() async throws {
        let faults = FaultPlan([FaultRule(.http500, interface: .repository)])
        try await SimulatedServers.run(1, faults: faults) { site in
            let client = SenseClient(files: site.files, timeout: .seconds(20), logger: LogCapture().logger)
            let table = AppNameTable()
            table.replace(with: AppNames([("a", "A")]))
            let poll = AppNamesPoll(host: site.repository, client: client, table: table)
            await #expect(throws: PollFailure.self) { try await poll.ask(now: { Self.time }) }
            #expect(table.current == AppNames([("a", "A")]))
            #expect(poll.target == PollTarget(.appNames, serverName: "127.0.0.1", host: site.repository))
            await client.shutDown()
        }
    }

    @Test func `gives a server up that does not answer in time, while the others deliver`() async throws {
        try await SimulatedServers.run(2, faults: FaultPlan(servers: [2: .timeout])) { site in
            try await poll(site, timeout: .seconds(4))
            #expect(failures(of: site.servers[1]).map(\.message) == ["no answer in time"])
            #expect(health(of: site.servers[0]).count == 1)
        }
    }

    @Test func `tells that nothing listens`() async throws {
        let port = try RefusingPort()
        let nobody = MonitoredServer(name: "nobody", host: "127.0.0.1:\(port.number)", description: "")
        try await SimulatedServers.run(1) { site in
            try await poll(site, extraServers: [nobody])
            #expect(failures(of: nobody).map(\.category) == [.connectionRefused])
            #expect(health(of: site.servers[0]).count == 1)
        }
    }

    @Test func `accepts any certificate if the servers are not verified`() async throws {
        let faults = FaultPlan(everywhere: .wrongCertificate)
        try await SimulatedServers.run(1, faults: faults, verifiesServers: false) { site in
            try await poll(site)
            #expect(health(of: site.servers[0]).count == 1)
        }
    }

    @Test func `tells of a certificate file that is missing, and of nothing secret`() async throws {
        try await SimulatedServers.run(1, passphrase: "geheim") { site in
            var files = site.files
            files.certificate = site.directory.file("gone.pem")
            let broken = SimulatedServers(
                site: site.site, service: site.service, servers: site.servers, repository: site.repository,
                files: files, directory: site.directory)
            try await poll(broken)
            let failure = try #require(failures(of: site.servers[0]).first)
            #expect(failure.category == .certificateError)
            #expect(failure.message.hasPrefix(files.certificate))
            #expect(!log.fullTexts.joined().contains("geheim"))
        }
    }

    @Test func `logs the first success of each server, and not every poll`() async throws {
        try await SimulatedServers.run(2) { site in
            try await poll(site, times: 2)
            let expected = site.servers.map {
                "notice: HEALTH: first data from server host=\($0.host) server=\($0.name)"
            }
            #expect(Set(log.fullTexts) == Set(expected))
            #expect(log.fullTexts.count == 2)
        }
    }

    @Test func `logs a failure once, however often it is repeated`() async throws {
        try await SimulatedServers.run(1, faults: FaultPlan(everywhere: .http500)) { site in
            try await poll(site, times: 3)
            #expect(failures(of: site.servers[0]).count == 3)
            #expect(
                log.fullTexts == [
                    "error: HEALTH: no data from server cause=HTTP status 500 "
                        + "host=\(site.servers[0].host) server=server1"
                ])
        }
    }

    @Test func `lives as long as its group when there is nothing to poll`() async throws {
        let source = PollingSource(
            "HEALTH", polls: [], interval: Self.interval, sink: sink, clock: clock, now: { Self.time },
            logger: log.logger)
        let started = StartSignal()
        let silent = Logger(label: "group") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(configuration: .init(services: [source, started], logger: silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            await started.wait()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(sink.observations.isEmpty)
    }

    @Test func `shows nothing of the configuration in logs of the service group`() {
        let files = ClientCertificateFiles(
            certificate: "c", key: "k", authority: "a", passphrase: "geheim", verifiesServers: true)
        let source = PollingSource(
            "HEALTH", polls: [], interval: Self.interval, sink: sink, now: { Self.time }, logger: log.logger)
        #expect("\(source)" == "PollingSource HEALTH")
        #expect("\(files)" == "c, k, a")
    }
}

/// A service that only tells that its group runs.
private struct StartSignal: Service {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func run() async throws {
        continuation.yield()
        try await gracefulShutdown()
    }

    func wait() async { _ = await stream.first { true } }
}
