// SPDX-License-Identifier: MIT

import MonitoringTestKit
import ServiceLifecycle
import Testing

@testable import TelemetryClient

/// How the reporter ends, and what it shows of itself.
@Suite(.timeLimit(.minutes(3))) struct ReporterEndTests {
    private func run(_ reporter: TelemetryReporter, until isReady: @escaping @Sendable () async throws -> Void)
        async throws
    {
        let group = ServiceGroup(configuration: .init(services: [reporter], logger: .silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await isReady()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test func `sends nothing with an ID that is for this process only, and ends when it should`() async throws {
        let bench = try ReporterBench()
        var identity = bench.identity
        identity.kind = .ephemeral(because: "a test")
        let ephemeral = identity
        try await bench.collector.run { url in
            try await run(bench.reporter(url, grace: 0, identity: ephemeral)) {}
        }
        #expect(bench.collector.received.isEmpty)
        #expect(bench.log.lines.isEmpty)
    }

    @Test func `ends at once when its group does, also while it sleeps`() async throws {
        let bench = try ReporterBench()
        try await bench.collector.run { url in
            try await run(bench.reporter(url)) { await bench.clock.untilSleeping() }
        }
        #expect(bench.collector.received.isEmpty)
        #expect(bench.log.lines.isEmpty)
    }

    @Test func `ends at once also while a collector does not answer, and complains about nobody`() async throws {
        let bench = try ReporterBench(answers: [.never])
        let began = ContinuousClock.now
        try await bench.collector.run { url in
            try await run(bench.reporter(url, grace: 0, timeout: .seconds(50))) {
                _ = try await poll { !bench.collector.received.isEmpty }
            }
        }
        #expect(ContinuousClock.now - began < .seconds(30))
        #expect(bench.log.lines.isEmpty)
        // Whether the collector has it is not known; the history says just that.
        let history = ReportHistory(lines: try bench.directory.historyLines())
        #expect(history.records.map(\.state) == ["unanswered"])
    }

    @Test func `shows nothing of the identity when it is printed`() throws {
        let bench = try ReporterBench()
        let reporter = bench.reporter(try CollectorURL("https://telemetry.example.com"))
        #expect("\(reporter)" == "TelemetryReporter")
    }
}
