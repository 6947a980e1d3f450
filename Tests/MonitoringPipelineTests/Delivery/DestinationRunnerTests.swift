// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

@Suite(.timeLimit(.minutes(3))) struct DestinationRunnerTests {
    private static let delay = DestinationRunner.Limits().batchDelay

    private func limits(_ change: (inout DestinationRunner.Limits) -> Void) -> DestinationRunner.Limits {
        var limits = DestinationRunner.Limits()
        change(&limits)
        return limits
    }

    // MARK: Batches

    @Test func `delivers what came within the delay in one batch`() async throws {
        let destination = ScriptedDestination()
        let running = try await Running.run(destination) { running in
            running.receive("a", "b", "c")
            #expect(running.counters.waiting == 3)
            #expect(running.counters.waitingBytes == 3)
            await running.advance(by: Self.delay)
            try await until { running.counters.written == 3 }
            #expect(destination.batches == [["a", "b", "c"]])
        }
        #expect(running.counters.received == 3)
        #expect(running.counters.accountedFor == 3)
        #expect(running.log.texts.isEmpty)
    }

    @Test func `does not deliver before the delay is over`() async throws {
        let destination = ScriptedDestination()
        _ = try await Running.run(destination) { running in
            running.receive("a")
            await running.advance(by: Self.delay - .milliseconds(1))
            await running.clock.untilSleeping()
            running.receive("b")
            #expect(destination.batches.isEmpty)
            running.clock.advance(by: .milliseconds(1))
            try await until { running.counters.written == 2 }
            #expect(destination.batches == [["a", "b"]])
        }
    }

    @Test func `splits by count, in order`() async throws {
        let destination = ScriptedDestination()
        _ = try await Running.run(destination, limits: limits { $0.batchCount = 2 }) { running in
            running.receive("a", "b", "c", "d", "e")
            await running.advance(by: Self.delay)
            try await until { running.counters.written == 5 }
            #expect(destination.batches == [["a", "b"], ["c", "d"], ["e"]])
        }
    }

    @Test func `splits by bytes`() async throws {
        let destination = ScriptedDestination()
        _ = try await Running.run(destination, limits: limits { $0.batchBytes = 5 }) { running in
            running.receive("aa", "bb", "cc", "longer than a batch", "d")
            await running.advance(by: Self.delay)
            try await until { running.counters.written == 5 }
            #expect(destination.batches == [["aa", "bb"], ["cc"], ["longer than a batch"], ["d"]])
        }
    }

    @Test func `waits again after each batch`() async throws {
        let destination = ScriptedDestination()
        _ = try await Running.run(destination) { running in
            for name in ["a", "b", "c"] {
                running.receive(name)
                let written = running.counters.written
                await running.advance(by: Self.delay)
                try await until { running.counters.written == written + 1 }
            }
            #expect(destination.batches == [["a"], ["b"], ["c"]])
        }
    }

    @Test func `has no use for observations that become no record`() async throws {
        let destination = ScriptedDestination()
        let running = try await Running.run(destination) { running in
            running.runner.receive(
                .polled(
                    .init(
                        .init(.health, serverName: "a", host: "h"), failure: .init(.timeout, "late"), duration: .zero,
                        at: .init(secondsSinceEpoch: 0))))
            #expect(running.counters.received == 0)
            running.receive("b")
            await running.advance(by: Self.delay)
            try await until { running.counters.written == 1 }
        }
        #expect(running.counters.received == 1)
    }

    // MARK: Failures

    @Test func `tries the same records again after a temporary failure`() async throws {
        let destination = ScriptedDestination(.fail(.temporary(retryAfter: nil)), .fail(.temporary(retryAfter: nil)))
        let limits = limits { $0.backoff = Backoff(base: .seconds(1), cap: .seconds(60)) }
        let running = try await Running.run(destination, limits: limits) { running in
            running.receive("a", "b")
            await running.advance(by: Self.delay)
            await running.clock.untilSleeping()
            #expect(destination.batches.count == 1)
            running.clock.advance(by: .milliseconds(999))
            await running.clock.untilSleeping()
            #expect(destination.batches.count == 1)
            running.clock.advance(by: .milliseconds(1))
            try await until { destination.batches.count == 2 }
            await running.advance(by: .seconds(2))
            try await until { running.counters.written == 2 }
            #expect(destination.batches == [["a", "b"], ["a", "b"], ["a", "b"]])
        }
        #expect(running.counters.failures == 2)
        // The batch delay is a quarter of a second.
        #expect(running.counters.lastFailure?.time == Timestamp(nanoseconds: 1_250_000_000))
        #expect(running.counters.lastSuccess == Timestamp(nanoseconds: 3_250_000_000))
        #expect(running.counters.lastFailure?.message.isEmpty == false)
        #expect(running.counters.waitingBytes == 0)
        #expect(running.counters.dropped.isEmpty)
        #expect(running.counters.accountedFor == 2)
    }

    @Test func `does not deliver again what arrived before a temporary failure`() async throws {
        let destination = ScriptedDestination(.failAfter(2), .failAfter(0), .failAfter(1), .failAfter(99))
        let running = try await Running.run(destination) { running in
            running.receive("a", "b", "c", "d", "e")
            await running.advance(by: Self.delay)
            for tries in 2...4 {
                await running.clock.untilSleeping()
                running.clock.advance(by: .seconds(60))
                try await until { destination.batches.count == tries }
            }
            try await until { running.counters.written == 5 }
        }
        #expect(destination.batches == [["a", "b", "c", "d", "e"], ["c", "d", "e"], ["c", "d", "e"], ["d", "e"]])
        #expect(destination.accepted == ["a", "b", "c", "d", "e"])
        #expect(running.counters.failures == 4 && running.counters.dropped.isEmpty)
        #expect(running.counters.accountedFor == 5)
    }

    @Test func `delivers what came during an outage after what came before it`() async throws {
        let destination = ScriptedDestination(.fail(.temporary(retryAfter: nil)))
        _ = try await Running.run(destination) { running in
            running.receive("a")
            await running.advance(by: Self.delay)
            await running.clock.untilSleeping()
            running.receive("b", "c")
            running.clock.advance(by: .seconds(60))
            try await until { running.counters.written == 3 }
            #expect(destination.batches == [["a"], ["a", "b", "c"]])
        }
    }

    @Test func `waits as long as the server asks`() async throws {
        let destination = ScriptedDestination(.fail(.temporary(retryAfter: .seconds(120))))
        _ = try await Running.run(destination) { running in
            running.receive("a")
            await running.advance(by: Self.delay)
            await running.advance(by: .seconds(119))
            await running.clock.untilSleeping()
            #expect(destination.batches.count == 1)
            running.clock.advance(by: .seconds(1))
            try await until { running.counters.written == 1 }
            #expect(destination.batches.count == 2)
        }
    }

    @Test func `waits an hour at most, whatever the server asks`() async throws {
        let destination = ScriptedDestination(.fail(.temporary(retryAfter: .seconds(1_000_000))))
        _ = try await Running.run(destination) { running in
            running.receive("a")
            await running.advance(by: Self.delay)
            await running.advance(by: .seconds(3600))
            try await until { running.counters.written == 1 }
        }
    }

    @Test func `finds the record that is refused for good, drops it, and goes on`() async throws {
        let destination = ScriptedDestination(.fail(.permanent), .fail(.permanent))
        let running = try await Running.run(destination, limits: limits { $0.batchCount = 2 }) { running in
            running.receive("a", "b", "c")
            await running.advance(by: Self.delay)
            try await until { running.counters.accountedFor == 3 && running.counters.waiting == 0 }
            #expect(destination.batches == [["a", "b"], ["a"], ["b"], ["c"]])
        }
        #expect(running.counters.dropped == [.rejected: 1])
        #expect(running.counters.written == 2)
        #expect(running.counters.failures == 2)
        #expect(running.counters.accountedFor == running.counters.received)
        #expect(running.log.texts == ["error: records refused for good"])
        #expect(
            running.log.lines[0].metadata
                == ["destination": "scripted", "records": "1", "cause": "as told", "first": "label of a"])
    }

    @Test func `counts the part that was refused`() async throws {
        let destination = ScriptedDestination(.fail(.partial(rejected: 2)))
        let running = try await Running.run(destination) { running in
            running.receive("a", "b", "c", "d", "e")
            await running.advance(by: Self.delay)
            try await until { running.counters.written == 3 }
        }
        #expect(running.counters.dropped == [.rejected: 2])
        #expect(running.counters.waiting == 0)
        #expect(running.counters.failures == 1)
        #expect(destination.batches.count == 1)
        #expect(running.log.texts == ["error: records refused for good"])
        #expect(running.log.lines[0].metadata["records"] == "2")
    }

    @Test func `says once that a destination is down and once that it is up again`() async throws {
        let temporary = ScriptedDestination.Answer.fail(.temporary(retryAfter: .seconds(1)))
        let destination = ScriptedDestination(temporary, temporary, temporary, .accept, temporary)
        let running = try await Running.run(destination) { running in
            running.receive("a")
            await running.advance(by: Self.delay)
            for attempt in 1...3 {
                try await until { destination.batches.count == attempt }
                await running.advance(by: .seconds(1))
            }
            try await until { running.counters.written == 1 }
            running.receive("b")
            await running.advance(by: Self.delay)
            try await until { destination.batches.count == 5 }
            await running.advance(by: .seconds(1))
            try await until { running.counters.written == 2 }
        }
        #expect(
            running.log.texts == [
                "error: destination does not take records, keeping them", "notice: destination takes records again",
                "error: destination does not take records, keeping them", "notice: destination takes records again",
            ])
        #expect(running.log.lines[0].metadata == ["destination": "scripted", "cause": "as told", "waiting": "1"])
    }

    // MARK: Bounds

    @Test func `counts what no longer fits`() async throws {
        let destination = ScriptedDestination()
        let running = try await Running.run(destination, limits: limits { $0.bufferBytes = 3 }) { running in
            running.receive("a", "b", "c", "d", "e", "too large")
            #expect(running.counters.received == 6)
            #expect(running.counters.waiting == 3)
            #expect(running.counters.dropped == [.overflow: 3])
            #expect(running.counters.accountedFor == 6)
            await running.advance(by: Self.delay)
            try await until { running.counters.written == 3 }
            #expect(destination.batches == [["c", "d", "e"]])
        }
        #expect(running.counters.accountedFor == 6)
        #expect(
            running.log.fullTexts == [
                "warning: records dropped destination=scripted reason=overflow records=1",
                "warning: records dropped destination=scripted reason=overflow records=2",
            ])
    }

    @Test func `accounts for a batch that is on its way`() async throws {
        let destination = ScriptedDestination(.fail(.temporary(retryAfter: nil)))
        _ = try await Running.run(destination) { running in
            running.receive("a", "b")
            await running.advance(by: Self.delay)
            await running.clock.untilSleeping()
            running.receive("c")
            #expect(running.counters.received == 3)
            #expect(running.counters.waiting == 3)
            #expect(running.counters.accountedFor == 3)
            running.clock.advance(by: .seconds(60))
            try await until { running.counters.written == 3 }
        }
    }

    @Test func `shows nothing but its name in logs of the service group`() {
        let runner = DestinationRunner(
            ScriptedDestination(), now: { Timestamp(nanoseconds: 0) }, logger: LogCapture().logger)
        #expect("\(runner)" == "DestinationRunner for scripted")
    }

    @Test func `is not up while everything is refused`() async throws {
        let destination = ScriptedDestination(.fail(.permanent), .accept, .fail(.partial(rejected: 1)))
        _ = try await Running.run(destination) { running in
            for (name, isUp) in [("a", false), ("b", true), ("c", false)] {
                running.receive(name)
                await running.advance(by: Self.delay)
                try await until { running.counters.waiting == 0 && running.counters.isUp == isUp }
            }
        }
    }

    @Test func `gives up what is refused whatever it is, in one try, and says so once`() async throws {
        let destination = ScriptedDestination(.fail(.refused), .fail(.refused), .accept, .fail(.refused))
        let running = try await Running.run(destination) { running in
            for (number, isUp) in [false, false, true, false].enumerated() {
                running.receive("\(number)a", "\(number)b")
                await running.advance(by: Self.delay)
                try await until { running.counters.waiting == 0 && running.counters.isUp == isUp }
            }
        }
        #expect(destination.batches == [["0a", "0b"], ["1a", "1b"], ["2a", "2b"], ["3a", "3b"]])
        #expect(running.counters.dropped == [.refused: 6])
        #expect(running.counters.written == 2)
        #expect(running.counters.failures == 3)
        #expect(
            running.log.texts == [
                "error: destination refuses all records, they are given up",
                "notice: destination takes records again",
                "error: destination refuses all records, they are given up",
            ])
    }

    @Test func `says when a destination that failed refuses everything`() async throws {
        let destination = ScriptedDestination(
            .fail(.temporary(retryAfter: .seconds(1)), .timeout), .fail(.refused, .authError),
            .fail(.temporary(retryAfter: .seconds(1)), .timeout))
        let running = try await Running.run(destination) { running in
            running.receive("a")
            await running.advance(by: Self.delay)
            try await until { destination.batches.count == 1 }
            await running.advance(by: .seconds(1))
            try await until { running.counters.dropped == [.refused: 1] }
            running.receive("b")
            await running.advance(by: Self.delay)
            try await until { destination.batches.count == 3 }
            await running.advance(by: .seconds(1))
            try await until { running.counters.written == 1 }
        }
        #expect(
            running.log.texts == [
                "error: destination does not take records, keeping them",
                "error: destination refuses all records, they are given up",
                "error: destination still does not take records, for another reason",
                "notice: destination takes records again",
            ])
    }

    @Test func `says so when a destination fails for another reason`() async throws {
        let destination = ScriptedDestination(
            .fail(.temporary(retryAfter: .seconds(1))), .fail(.temporary(retryAfter: .seconds(1)), .timeout),
            .fail(.temporary(retryAfter: .seconds(1)), .timeout))
        let running = try await Running.run(destination) { running in
            running.receive("a")
            await running.advance(by: Self.delay)
            for attempt in 1...3 {
                try await until { destination.batches.count == attempt }
                await running.advance(by: .seconds(1))
            }
            try await until { running.counters.written == 1 }
        }
        #expect(
            running.log.texts == [
                "error: destination does not take records, keeping them",
                "error: destination still does not take records, for another reason",
                "notice: destination takes records again",
            ])
    }

    @Test func `sends less at a time to a destination that is too slow, and more again later`() async throws {
        let late = ScriptedDestination.Answer.fail(.temporary(retryAfter: .seconds(1)), .timeout)
        let destination = ScriptedDestination(late, late)
        _ = try await Running.run(destination, limits: limits { $0.batchCount = 8 }) { running in
            for number in 0..<16 { running.receive("\(number)") }
            await running.advance(by: Self.delay)
            for attempt in 1...2 {
                try await until { destination.batches.count == attempt }
                await running.advance(by: .seconds(1))
            }
            try await until { running.counters.written == 16 }
            #expect(destination.batches.map(\.count) == [8, 4, 2, 4, 8, 2])
        }
    }
}
