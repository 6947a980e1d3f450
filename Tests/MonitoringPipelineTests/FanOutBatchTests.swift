// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Synchronization
import Testing

/// Batches on their way to several destinations.
@Suite(.timeLimit(.minutes(2))) struct FanOutBatchTests {
    private let clock = TestClock()

    private func runner(_ destination: any Destination) -> DestinationRunner {
        DestinationRunner(
            destination, clock: clock, now: { Timestamp(nanoseconds: 0) }, logger: LogCapture().logger)
    }

    private func failed(_ destination: String) -> Observation {
        .deliveryFailed(
            FailedDelivery(
                destination: destination, errorType: "WRITE", category: .timeout, at: Timestamp(nanoseconds: 0)))
    }

    @Test func `hands each batch on as a whole, in order, to each`() {
        let sinks = [BatchSink(), BatchSink(), BatchSink()]
        let fanOut = FanOut(sinks)
        let batches: [[Observation]] = [
            [.health(of: "a"), .health(of: "b"), failed("x")], [.health(of: "c")], [failed("x"), .health(of: "d")],
        ]
        for batch in batches { fanOut.receive(batch) }
        for sink in sinks { #expect(sink.batches == batches) }
    }

    @Test func `takes only its own failures out of a destination's batch`() async throws {
        let (sink, destination) = (BatchSink(), RecordingDestination())
        let other = ScriptedDestination()
        let (runner, otherRunner) = (runner(destination), runner(other))
        let fanOut = FanOut([sink], destinations: [runner, otherRunner])
        let batch = [.health(of: "a"), failed("recording"), failed("other"), .health(of: "b"), failed("recording")]
        fanOut.receive(batch)
        #expect(sink.batches == [batch])
        #expect(runner.counters.current.received == 3)
        try await withRunning([runner, otherRunner]) {
            await clock.untilSleeping(2)
            clock.advance(by: .seconds(1))
            try await until { runner.counters.current.written == 3 && otherRunner.counters.current.written == 2 }
        }
        #expect(destination.accepted.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a", "other", "b"])
        #expect(other.accepted == ["a", "b"])
    }

    @Test func `one that does not answer holds nobody up`() async throws {
        let (held, quick, sink) = (HeldDestination(), ScriptedDestination(), BatchSink())
        let (heldRunner, quickRunner) = (runner(held), runner(quick))
        let fanOut = FanOut([sink], destinations: [heldRunner, quickRunner])
        let rounds = 5
        try await withRunning([heldRunner, quickRunner]) {
            for round in 0..<rounds {
                fanOut.receive((0..<3).map { .health(of: "\(3 * round + $0)") })
                try await until {
                    clock.advance(by: .milliseconds(50))
                    return quickRunner.counters.current.written == 3 * (round + 1)
                }
            }
            try await until { held.batches.count == 1 }
            #expect(held.accepted.isEmpty)
            #expect(heldRunner.counters.current.waiting == 3 * rounds)
            for _ in 0..<2 { held.answer() }
            try await until { heldRunner.counters.current.written == 3 * rounds }
        }
        #expect(sink.batches.map(\.count) == Array(repeating: 3, count: rounds))
        let all = (0..<3 * rounds).map(String.init)
        #expect(quick.accepted == all && held.accepted == all)
        #expect(quickRunner.counters.current.dropped.isEmpty && heldRunner.counters.current.dropped.isEmpty)
    }

    /// Keeps together what came together.
    private final class BatchSink: ObservationSink {
        private let kept = Mutex<[[Observation]]>([])

        var batches: [[Observation]] { kept.withLock { $0 } }

        func receive(_ observations: [Observation]) { kept.withLock { $0.append(observations) } }
    }
}
