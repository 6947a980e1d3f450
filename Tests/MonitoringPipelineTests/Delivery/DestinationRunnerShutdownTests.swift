// SPDX-License-Identifier: MIT

import MonitoringPipeline
import MonitoringTestKit
import Testing

/// What becomes of records when the program ends.
@Suite(.timeLimit(.minutes(3))) struct DestinationRunnerShutdownTests {
    private static let delay = DestinationRunner.Limits().batchDelay

    private func limits(_ change: (inout DestinationRunner.Limits) -> Void) -> DestinationRunner.Limits {
        var limits = DestinationRunner.Limits()
        change(&limits)
        return limits
    }

    @Test func `delivers what waits when the program ends`() async throws {
        let destination = ScriptedDestination()
        let running = try await Running.run(destination, limits: limits { $0.batchCount = 2 }) { running in
            running.receive("a", "b", "c")
            await running.clock.untilSleeping()
            #expect(destination.batches.isEmpty)
        }
        #expect(destination.batches == [["a", "b"], ["c"]])
        #expect(running.counters.written == 3)
        #expect(running.counters.accountedFor == 3)
        #expect(running.log.texts.isEmpty)
    }

    @Test func `tries a batch once more that was to be tried later`() async throws {
        let destination = ScriptedDestination(.fail(.temporary(retryAfter: .seconds(600))))
        let running = try await Running.run(destination) { running in
            running.receive("a", "b")
            await running.advance(by: Self.delay)
            await running.clock.untilSleeping()
            running.receive("c")
        }
        #expect(destination.batches == [["a", "b"], ["a", "b", "c"]])
        #expect(running.counters.written == 3)
        #expect(running.counters.accountedFor == 3)
    }

    @Test func `ends at once when nothing waits`() async throws {
        let destination = ScriptedDestination()
        let running = try await Running.run(destination) { running in
            running.receive("a")
            await running.advance(by: Self.delay)
            try await until { running.counters.written == 1 }
        }
        #expect(running.counters.waiting == 0)
        #expect(running.counters.dropped.isEmpty)
    }

    @Test func `counts as lost what a hanging destination does not take within the deadline`() async throws {
        let destination = ScriptedDestination(.hang)
        let limits = limits { $0.flushDeadline = .seconds(3) }
        let running = try await Running.run(destination, limits: limits) { running in
            running.receive("a", "b")
            await running.clock.untilSleeping()
        } duringShutdown: { running in
            try await until { destination.batches.count == 1 }
            await running.advance(by: .seconds(3))
        }
        #expect(running.counters.dropped == [.shutdown: 2])
        #expect(running.counters.waiting == 0)
        #expect(running.counters.accountedFor == 2)
        #expect(running.log.texts == ["warning: records dropped"])
        #expect(
            running.log.lines.last?.metadata == ["destination": "scripted", "records": "2", "reason": "shutdown"])
    }

    @Test func `does not wait for the deadline when the last try fails`() async throws {
        let destination = ScriptedDestination(.fail(.temporary(retryAfter: .seconds(60))))
        let running = try await Running.run(destination) { running in
            running.receive("a")
            await running.clock.untilSleeping()
        }
        #expect(running.counters.dropped == [.shutdown: 1])
        #expect(running.counters.accountedFor == 1)
    }

    @Test func `counts a failure of the last try`() async throws {
        let destination = ScriptedDestination(.fail(.temporary(retryAfter: nil)))
        let running = try await Running.run(destination) { running in
            running.receive("a")
            await running.clock.untilSleeping()
        }
        #expect(running.counters.failures == 1)
    }

    @Test func `knows at the end, too, that a part was stored`() async throws {
        let destination = ScriptedDestination(.fail(.partial(rejected: 1)))
        let running = try await Running.run(destination) { running in
            running.receive("a", "b", "c")
            await running.clock.untilSleeping()
        }
        #expect(running.counters.written == 2)
        #expect(running.counters.dropped == [.rejected: 1])
        #expect(running.counters.accountedFor == 3)
    }

    @Test func `goes on at the end after records that are refused for good`() async throws {
        let destination = ScriptedDestination(.fail(.permanent), .fail(.permanent), .fail(.permanent))
        let running = try await Running.run(destination, limits: limits { $0.batchCount = 2 }) { running in
            running.receive("a", "b", "c")
            await running.clock.untilSleeping()
        }
        #expect(destination.batches == [["a", "b"], ["a"], ["b"], ["c"]])
        #expect(running.counters.dropped == [.rejected: 2])
        #expect(running.counters.written == 1)
    }

    @Test func `does not call a destination unreachable that was interrupted by the end`() async throws {
        let destination = ScriptedDestination(.hang)
        let running = try await Running.run(destination) { running in
            running.receive("a")
            await running.advance(by: Self.delay)
            try await until { destination.batches.count == 1 }
        }
        #expect(destination.batches == [["a"], ["a"]])
        #expect(running.counters.written == 1)
        #expect(running.counters.accountedFor == 1)
        #expect(running.log.texts.isEmpty)
    }
}
