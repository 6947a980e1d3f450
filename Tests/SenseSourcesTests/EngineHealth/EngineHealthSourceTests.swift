// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import MonitoringTestKit
import SenseSimulator
import SenseSources
import ServiceLifecycle
import Testing

@Suite(.timeLimit(.minutes(1))) struct EngineHealthSourceTests {
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
        let source = EngineHealthSource(
            servers: servers, interval: Self.interval, client: SenseClient(files: site.files, timeout: timeout),
            sink: sink, clock: clock, now: { Self.time }, logger: log.logger)
        let silent = Logger(label: "group") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(configuration: .init(services: [source], logger: silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            // The first server was polled and waits for its next turn, the others for their first.
            await clock.untilSleeping(servers.count)
            clock.advance(by: Self.interval / 2)
            await sink.wait { $0.count >= servers.count }
            for _ in 1..<times {
                await clock.untilSleeping(servers.count)
                let count = sink.observations.count
                clock.advance(by: Self.interval)
                await sink.wait { $0.count >= count + servers.count }
            }
            await clock.untilSleeping(servers.count)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func health(of server: MonitoredServer) -> [EngineHealth] {
        sink.observations.compactMap { observation in
            if case .engineHealth(let health, let from, Self.time) = observation, from == server { health } else { nil }
        }
    }

    private func failures(of server: MonitoredServer) -> [PollFailure] {
        sink.observations.compactMap { observation in
            if case .pollFailed(let failure, let from, Self.time) = observation, from == server { failure } else { nil }
        }
    }

    @Test func `brings the health of every server`() async throws {
        try await SimulatedServers.run(4) { site in
            try await poll(site)
            #expect(sink.observations.count == 4)
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
    ])
    func `tells why a server gives nothing, while the others deliver`(
        fault: Fault, category: PollFailure.Category
    ) async throws {
        try await SimulatedServers.run(3, faults: FaultPlan(servers: [2: fault])) { site in
            try await poll(site)
            #expect(failures(of: site.servers[1]).map(\.category) == [category])
            #expect(health(of: site.servers[0]) == [try site.health(ofServer: 1)])
            #expect(health(of: site.servers[2]) == [try site.health(ofServer: 3)])
        }
    }

    @Test func `gives a server up that does not answer in time, while the others deliver`() async throws {
        try await SimulatedServers.run(2, faults: FaultPlan(servers: [2: .timeout])) { site in
            try await poll(site, timeout: .seconds(1))
            #expect(failures(of: site.servers[1]) == [PollFailure(.timeout, "no answer in time")])
            #expect(health(of: site.servers[0]).count == 1)
        }
    }

    @Test func `tells that nothing listens`() async throws {
        let port = try FreePort.find()
        let nobody = MonitoredServer(name: "nobody", host: "127.0.0.1:\(port)", description: "")
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
                site: site.site, service: site.service, servers: site.servers, files: files, directory: site.directory)
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
                "notice: HEALTH: first health data from server host=\($0.host) server=\($0.name)"
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
                    "error: HEALTH: no health data from server cause=HTTP status 500 "
                        + "host=\(site.servers[0].host) server=server1"
                ])
        }
    }

    @Test func `lives as long as its group when there is nothing to poll`() async throws {
        let files = ClientCertificateFiles(
            certificate: "", key: "", authority: "", passphrase: nil, verifiesServers: true)
        let source = EngineHealthSource(
            servers: [], interval: Self.interval, client: SenseClient(files: files), sink: sink, clock: clock,
            now: { Self.time }, logger: log.logger)
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
        let source = EngineHealthSource(
            servers: [], interval: Self.interval, client: SenseClient(files: files), sink: sink,
            now: { Self.time }, logger: log.logger)
        #expect("\(source)" == "EngineHealthSource")
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
