// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringTestKit
import Testing

@testable import MonitoringPipeline

/// What happens when records come faster than they go, and half of the memory is used up.
@Suite(.timeLimit(.minutes(2))) struct SpoolPressureTests {
    private static let delay = DestinationRunner.Limits().batchDelay

    private let directory: TemporaryDirectory
    private let location: DestinationRunner.SpoolLocation

    init() throws {
        directory = try TemporaryDirectory(inMemory: true)
        location = .init(path: directory.file("spool/held"))
    }

    /// Room for 80 bytes, and so for records on disk from 41 on.
    private var limits: DestinationRunner.Limits {
        var limits = DestinationRunner.Limits()
        limits.bufferBytes = 80
        return limits
    }

    /// Ten bytes each.
    private func observations(_ numbers: Range<Int>) -> [Observation] { numbers.map { .health(of: name($0)) } }
    private func name(_ number: Int) -> String { "\(1_000_000_000 + number)" }
    private func names(_ numbers: Range<Int>) -> [String] { numbers.map(name) }

    @Test func `goes to disk when more than half is used, and nothing is lost`() async throws {
        let destination = HeldDestination()
        let running = try await Running.run(destination, spool: location, limits: limits) { running in
            running.runner.receive(observations(0..<1))
            await running.advance(by: Self.delay)
            try await until { destination.batches.count == 1 }
            // Just half stays where it is.
            running.runner.receive(observations(1..<5))
            #expect(try await poll(within: .milliseconds(60)) { running.counters.spooled > 0 } == false)
            #expect(running.counters.waiting == 5)
            // One byte more.
            running.receive("x")
            try await until { running.counters.spooled == 6 }
            #expect(running.counters.waiting == 0)
            // As much as never fits at once.
            for round in 0..<10 {
                running.runner.receive(observations(10 + round * 8..<18 + round * 8))
                try await until { running.counters.spooled == 6 + 8 * (round + 1) }
            }
            #expect(running.clock.now.offset == Self.delay && destination.batches.count == 1)
            destination.answer()
            try await until { destination.batches.count == 2 }
            destination.answer()
            try await until { running.counters.written == 86 }
        }
        #expect(running.counters.dropped.isEmpty)
        #expect(running.counters.spooled == 0 && running.counters.accountedFor == 86)
        #expect(destination.accepted == names(0..<5) + ["x"] + names(10..<90))
    }

    @Test func `goes to disk also while it waits for company, and is delivered from there`() async throws {
        let destination = ScriptedDestination()
        let running = try await Running.run(destination, spool: location, limits: limits) { running in
            running.runner.receive(observations(0..<3))
            await running.clock.untilSleeping()
            running.runner.receive(observations(3..<8))
            try await until { running.counters.spooled == 8 }
            running.runner.receive(observations(8..<10))
            #expect(running.clock.now.offset == .zero)
            #expect(
                try await poll {
                    running.clock.advance(by: .milliseconds(50))
                    return running.counters.written == 10
                })
        }
        #expect(destination.accepted == names(0..<10))
        #expect(running.counters.dropped.isEmpty)
    }

    @Test func `drops the oldest and counts them when the disk takes nothing either`() async throws {
        _ = try directory.write("in the way", to: "spool")
        let destination = HeldDestination()
        let running = try await Running.run(destination, spool: location, limits: limits) { running in
            running.runner.receive(observations(0..<1))
            await running.advance(by: Self.delay)
            try await until { destination.batches.count == 1 }
            for number in 1..<21 {
                running.runner.receive(observations(number..<number + 1))
                #expect(running.counters.waiting + (running.counters.dropped[.overflow] ?? 0) == number + 1)
            }
            #expect(running.counters.dropped == [.overflow: 12])
            try await until { running.log.texts.contains("error: records cannot be kept on disk, only in memory") }
            destination.answer()
            try await until { destination.batches.count == 2 }
            destination.answer()
            try await until { running.counters.written == 9 }
        }
        #expect(destination.accepted == names(0..<1) + names(13..<21))
        #expect(running.counters.accountedFor == 21)
    }

    @Test func `gives up the oldest on disk when that is full, and counts them`() async throws {
        let small = DestinationRunner.SpoolLocation(
            path: location.path, limits: SpoolLimits(maximumBytes: 4000, segmentBytes: 500))
        let destination = HeldDestination(DeliveryFailure(.temporary(retryAfter: .seconds(3600)), "down"))
        let count = 295
        let running = try await Running.run(destination, spool: small, limits: limits) { running in
            destination.answer()
            running.runner.receive(observations(0..<1))
            await running.advance(by: Self.delay)
            try await until { running.counters.spooled == 1 }
            for start in stride(from: 1, to: count, by: 7) {
                running.runner.receive(observations(start..<start + 7))
                try await until { running.counters.waiting == 0 }
                #expect(running.counters.accountedFor == start + 7)
            }
            #expect(running.counters.spooledBytes <= 4000)
            running.clock.advance(by: .seconds(3600))
            try await until {
                destination.answer()
                return running.counters.spooled == 0
            }
        }
        let lost = try #require(running.counters.dropped[.spoolFull])
        #expect(lost > 100 && running.counters.dropped.count == 1)
        #expect(destination.accepted == names(lost..<count))
        #expect(running.log.fullTexts.contains { $0.contains("reason=spool_full") })
    }
}
