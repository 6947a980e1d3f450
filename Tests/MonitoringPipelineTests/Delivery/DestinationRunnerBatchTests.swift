// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

/// How long records wait for company, and what becomes of many that come at once.
@Suite(.timeLimit(.minutes(3))) struct DestinationRunnerBatchTests {
    private static let delay = DestinationRunner.Limits().batchDelay

    private func limits(_ change: (inout DestinationRunner.Limits) -> Void) -> DestinationRunner.Limits {
        var limits = DestinationRunner.Limits()
        change(&limits)
        return limits
    }

    private func observations(_ numbers: Range<Int>) -> [Observation] { numbers.map { .health(of: "\($0)") } }

    @Test func `does not wait for more when a batch is full`() async throws {
        let destination = ScriptedDestination()
        _ = try await Running.run(destination, limits: limits { $0.batchCount = 3 }) { running in
            running.receive("a", "b")
            // It waits for company.
            await running.clock.untilSleeping()
            #expect(destination.batches.isEmpty)
            running.receive("c")
            try await until { running.counters.written == 3 }
            #expect(destination.batches == [["a", "b", "c"]])
            #expect(running.clock.now.offset == .zero)
        }
    }

    @Test func `does not wait for more when a batch was full before anybody waited`() async throws {
        let destination = ScriptedDestination()
        let clock = TestClock()
        let runner = DestinationRunner(
            destination, limits: limits { $0.batchCount = 3 }, clock: clock, now: { Timestamp(nanoseconds: 0) },
            logger: LogCapture().logger)
        runner.receive(observations(0..<4))
        try await withRunning([runner]) {
            try await until { runner.counters.current.written == 4 }
            #expect(destination.batches == [["0", "1", "2"], ["3"]])
        }
        #expect(clock.now.offset == .zero)
    }

    @Test func `waits the whole time again after a full batch`() async throws {
        let destination = ScriptedDestination()
        _ = try await Running.run(destination, limits: limits { $0.batchCount = 2 }) { running in
            running.runner.receive(observations(0..<2))
            try await until { running.counters.written == 2 }
            running.receive("a")
            await running.advance(by: Self.delay - .milliseconds(1))
            await running.clock.untilSleeping()
            #expect(destination.batches.count == 1)
            running.clock.advance(by: .milliseconds(1))
            try await until { running.counters.written == 3 }
            #expect(destination.batches.last == ["a"])
            // And not at all for the next full one.
            running.runner.receive(observations(5..<7))
            try await until { running.counters.written == 5 }
            #expect(running.clock.now.offset == Self.delay)
        }
    }

    @Test func `loses nothing of what comes between, whoever hands it in`() async throws {
        let destination = ScriptedDestination()
        let (senders, count) = (4, 300)
        let running = try await Running.run(destination, limits: limits { $0.batchCount = 10 }) { running in
            let runner = running.runner
            await withTaskGroup(of: Void.self) { group in
                for sender in 0..<senders {
                    group.addTask {
                        for number in 0..<count { runner.receive(.health(of: "\(sender)-\(number)")) }
                    }
                }
            }
            try await until {
                running.clock.advance(by: Self.delay)
                return running.counters.written == senders * count
            }
        }
        #expect(destination.batches.allSatisfy { $0.count <= 10 })
        for sender in 0..<senders {
            let own = destination.accepted.filter { $0.hasPrefix("\(sender)-") }
            #expect(own == (0..<count).map { "\(sender)-\($0)" })
        }
        #expect(running.counters.dropped.isEmpty)
    }

    @Test func `without a disk the oldest go first, also those that come back from a failed delivery`() async throws {
        let destination = HeldDestination(DeliveryFailure(.temporary(retryAfter: .seconds(1)), "as told"))
        let running = try await Running.run(destination, limits: limits { $0.bufferBytes = 4 }) { running in
            running.receive("a", "b")
            await running.advance(by: Self.delay)
            try await until { destination.batches.count == 1 }
            running.runner.receive(observations(0..<3))
            // Room for two more than these three, of which one is taken: the older one goes.
            #expect(running.counters.dropped.isEmpty && running.counters.waiting == 5)
            destination.answer()
            await running.advance(by: .seconds(1))
            try await until { destination.batches.count == 2 }
            #expect(destination.batches.last == ["b", "0", "1", "2"])
            destination.answer()
            try await until { running.counters.written == 4 }
        }
        #expect(running.counters.dropped == [.overflow: 1])
        #expect(running.counters.accountedFor == 5)
    }

    @Test func `a burst larger than the memory leaves its newest, and the others are counted`() async throws {
        let destination = ScriptedDestination()
        let running = try await Running.run(destination, limits: limits { $0.bufferBytes = 30 }) { running in
            running.runner.receive(observations(100..<200))
            #expect(running.counters.received == 100 && running.counters.waiting == 10)
            await running.advance(by: Self.delay)
            try await until { running.counters.written == 10 }
        }
        #expect(destination.accepted == (190..<200).map(String.init))
        #expect(running.counters.dropped == [.overflow: 90])
        #expect(running.log.fullTexts == ["warning: records dropped destination=scripted reason=overflow records=90"])
    }
}
