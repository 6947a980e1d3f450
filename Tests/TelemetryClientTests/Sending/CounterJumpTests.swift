// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// A collector that names a counter could use up all the counters there are, and with them the right to be erased.
@Suite(.timeLimit(.minutes(3))) struct CounterJumpTests {
    private static let absurd: [UInt64] = [
        1_000_002, 1 << 32, TelemetryState.largestCounter - 1, TelemetryState.largestCounter, UInt64(Int64.max) - 1,
    ]

    @Test(arguments: absurd)
    func `a report is given up rather than signed with a counter out of all proportion`(_ last: UInt64) async throws {
        let bench = try ReporterBench(answers: [.problem(.counterUsed(last: last))])
        try await bench.run(grace: 0) { _ in await bench.advance(600) }
        #expect(bench.counters == [1])
        #expect(try bench.directory.state().counter == 1)
        // And the next ones go on as if nothing had been said.
        #expect(try bench.command().export(at: ReporterBench.start).contains("\"counter\":2"))
        _ = try bench.command().disable()
        #expect(bench.command().verdict == .off(because: .storedChoice))
    }

    @Test(arguments: absurd)
    func `a question is not asked again with such a counter`(_ last: UInt64) async throws {
        let installation = try Installation()
        try installation.report()
        let before = try installation.directory.state().counter
        let collector = RecordingCollector(answers: [.problem(.counterUsed(last: last))])
        try await collector.run { url in
            await #expect(throws: CommandFailure.self) { try await installation.look(at: url).verifyOnline() }
        }
        #expect(collector.received.count == 1)
        #expect(try installation.directory.state().counter == before + 1)
    }

    @Test func `a counter that a restored backup explains is believed`() async throws {
        let bench = try ReporterBench(answers: [.problem(.counterUsed(last: 900_000))])
        try await bench.run(grace: 0) { _ in }
        #expect(bench.counters == [1, 900_001])
    }

    @Test func `no message is signed when the counters are used up, and the state stays whole`() throws {
        let installation = try Installation()
        _ = installation.start()
        try installation.directory.update { state throws(TelemetryStateFailure) in
            state.counter = TelemetryState.largestCounter
        }
        let failure = #expect(throws: CommandFailure.self) { try installation.look().export(at: Installation.time) }
        #expect(failure?.description.contains("no counter left") == true)
        #expect(try installation.directory.state().counter == TelemetryState.largestCounter)
    }
}
