// SPDX-License-Identifier: MIT

import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// When the first report leaves, and when the next ones do.
@Suite(.timeLimit(.minutes(3))) struct ReporterGraceTests {
    private static let grace = ReporterBench.grace

    @Test func `sends nothing before the grace period is over, and one report then`() async throws {
        let bench = try ReporterBench()
        try await bench.run { _ in
            await bench.advance(Self.grace - 1)
            #expect(bench.collector.received.isEmpty)
            await bench.advance(1)
            #expect(bench.collector.received.count == 1)
            let expected = ReporterBench.report(bench.identity.id).encoded(
                at: HourTimestamp(secondsSinceEpoch: bench.now))
            #expect(bench.collector.received.first?.body == expected)
        }
        #expect(bench.log.fullTexts == ["notice: TELEMETRY: the collector accepted the report"])
    }

    @Test func `sends at once if no grace period is wanted`() async throws {
        let bench = try ReporterBench()
        try await bench.run(grace: 0) { _ in #expect(bench.counters == [1]) }
    }

    @Test func `keeps the grace period over restarts`() async throws {
        let bench = try ReporterBench()
        try await bench.run { _ in await bench.advance(600) }
        try await bench.run { _ in await bench.advance(200) }
        try await bench.run { _ in
            // A second more, since the times that are remembered have no fractions.
            await bench.advance(100)
            #expect(bench.collector.received.isEmpty)
            await bench.advance(1)
            #expect(bench.collector.received.count == 1)
        }
    }

    @Test func `counts the time in which it was off towards the grace period`() async throws {
        let bench = try ReporterBench()
        try await bench.run { _ in }
        bench.jump(by: 5 * 86_400)
        try await bench.run { _ in #expect(bench.counters == [1]) }
    }

    @Test func `grants the grace period again after the notice was changed`() async throws {
        let bench = try ReporterBench()
        try bench.directory.update { state throws(TelemetryStateFailure) in
            state.noticeVersion = 0
            state.noticeTime = ReporterBench.start - 100_000
        }
        try await bench.run { _ in
            await bench.advance(Self.grace - 1)
            #expect(bench.collector.received.isEmpty)
        }
        #expect(try bench.directory.state().noticeVersion == 1)
        #expect(try bench.directory.state().noticeTime == ReporterBench.start)
    }

    @Test(arguments: [1, 1000, 10 * 365 * 86_400])
    func `grants all of it if the notice is dated in the future, and not more`(_ ahead: Int) async throws {
        let bench = try ReporterBench()
        try await bench.run { _ in }
        bench.jump(by: -ahead)
        let restart = bench.now
        try await bench.run { _ in
            await bench.advance(Self.grace - 1)
            #expect(bench.collector.received.isEmpty)
            await bench.advance(1)
            #expect(bench.collector.received.count == 1)
        }
        #expect(try bench.directory.state().noticeTime == restart)
    }

    /// 2001, as a machine without a battery says before it has asked for the time.
    @Test func `grants all of it if the notice is older than the program`() async throws {
        let bench = try ReporterBench()
        try bench.directory.update { state throws(TelemetryStateFailure) in
            state.noticeVersion = 1
            state.noticeTime = 1_000_000_000
        }
        try await bench.run { _ in
            await bench.advance(Self.grace - 1)
            #expect(bench.collector.received.isEmpty)
        }
        #expect(try bench.directory.state().noticeTime == ReporterBench.start)
    }

    @Test func `counts on while the clock stays wrong`() async throws {
        let bench = try ReporterBench()
        bench.jump(by: 1_000_000_000 - ReporterBench.start)
        try await bench.run { _ in await bench.advance(600) }
        try await bench.run { _ in
            await bench.advance(301)
            #expect(bench.counters == [1])
        }
    }

    @Test(arguments: [-40 * 86_400, -3600, 3600, 40 * 86_400])
    func `stays in step when the clock jumps while it runs`(_ jump: Int) async throws {
        let bench = try ReporterBench()
        try await bench.run { _ in
            await bench.advance(Self.grace / 2)
            bench.jump(by: jump)
            await bench.advance(Self.grace / 2)
            #expect(bench.counters == [1])
            bench.jump(by: jump)
            // The sleep that was begun ends as it was meant; from then on the times are those of the new clock.
            for _ in 0..<3 { await bench.advance(43_200) }
            #expect((3...4).contains(bench.counters.count))
        }
        #expect(bench.counters == Array(1...UInt64(bench.counters.count)))
    }

    @Test func `waits all of the grace period where nothing can be kept`() async throws {
        let bench = try ReporterBench(path: "/dev/null/telemetry")
        let given = TelemetryIdentity(id: bench.identity.id, secret: bench.identity.secret, kind: .provided)
        for _ in 0..<2 {
            let before = bench.collector.received.count
            try await bench.run(identity: given) { _ in
                await bench.advance(Self.grace - 1)
                #expect(bench.collector.received.count == before)
                await bench.advance(1)
                #expect(bench.collector.received.count == before + 1)
            }
        }
        // The counter follows the clock, cut down to the hour as the report's time is.
        #expect(bench.counters == [Self.grace, 2 * Self.grace].map { UInt64((ReporterBench.start + $0) / 3600) })
    }

    @Test func `sends the next report when the installation's time comes, and not before`() async throws {
        let bench = try ReporterBench()
        try await bench.run { _ in
            await bench.advance(Self.grace)
            for count in 1...3 {
                let wait = Int(bench.schedule.wait(from: bench.now).components.seconds)
                if wait > 1 { await bench.advance(wait - 1) }
                #expect(bench.collector.received.count == count)
                await bench.advance(1)
                #expect(bench.collector.received.count == count + 1)
            }
        }
        #expect(bench.counters == [1, 2, 3, 4])
        // One line, since nothing changed after the first.
        #expect(bench.log.fullTexts.count == 1)
    }

    @Test func `does not repeat a report that was accepted within the hour, and says the next hour's`() async throws {
        let bench = try ReporterBench()
        for _ in 0..<3 { try await bench.run(grace: 0) { _ in } }
        #expect(bench.counters == [1])
        #expect(try bench.events() == ["sent 1", "accepted 1"])
        bench.clock.advance(by: .seconds(3600))
        try await bench.run(grace: 0) { _ in }
        #expect(bench.counters == [1, 2])
    }

    @Test func `repeats within the hour what was not accepted, or says something else`() async throws {
        let bench = try ReporterBench(answers: [.problem(.signatureInvalid)])
        for _ in 0..<2 { try await bench.run(grace: 0) { _ in } }
        #expect(bench.counters == [1, 2])
        try await bench.collector.run { url in
            let changed = bench.reporter(url, grace: 0) { id in
                var report = ReporterBench.report(id)
                report.features["mqtt"] = true
                return report
            }
            try await bench.run(changed) {}
        }
        #expect(bench.counters == [1, 2, 3])
    }
}
