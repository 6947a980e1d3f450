// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import MonitoringTestKit
import SeededNumbers
import Testing

@testable import MonitoringPipeline

@Suite(.timeLimit(.minutes(2))) struct SpooledDeliveryTests {
    private let directory: TemporaryDirectory
    private let location: DestinationRunner.SpoolLocation

    init() throws {
        directory = try TemporaryDirectory(inMemory: true)
        location = .init(path: directory.file("spool/scripted"))
    }

    /// What a process that starts now would find on disk.
    private func onDisk() throws -> [String] {
        let copy = try TemporaryDirectory(inMemory: true)
        let path = copy.file("spool")
        try FileManager.default.copyItem(atPath: location.path, toPath: path)
        var losses = Spool.Losses()
        var spool = try Spool(path: path, limits: SpoolLimits(), losses: &losses)
        let batch = try spool.next(
            maximumCount: .max, maximumBytes: .max, now: Timestamp(nanoseconds: 0), losses: &losses)
        return batch.records.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// Moves the clock in small steps until something is so.
    private func pass(_ running: Running, until isSo: () throws -> Bool) async throws {
        #expect(
            try await poll {
                running.clock.advance(by: .milliseconds(50))
                return try isSo()
            })
    }

    @Test func `leaves the disk alone while all is well`() async throws {
        let destination = ScriptedDestination()
        _ = try await Running.run(destination, spool: location) { running in
            running.receive("a", "b")
            try await pass(running) { running.counters.written == 2 }
            #expect(running.counters.spooledBytes == 0)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: location.path).isEmpty)
    }

    @Test func `puts everything on disk at the first failed write, and delivers it later in order`() async throws {
        let down = ScriptedDestination.Answer.fail(.temporary(retryAfter: .seconds(3)))
        let destination = ScriptedDestination(down, down)
        let running = try await Running.run(destination, spool: location) { running in
            running.receive("a", "b")
            await running.advance(by: .milliseconds(250))
            try await until { running.counters.spooled == 2 }
            #expect(try onDisk() == ["a", "b"])
            #expect(running.counters.waiting == 0)
            running.receive("c")
            try await pass(running) { running.counters.spooled == 3 }
            #expect(try onDisk() == ["a", "b", "c"])
            try await pass(running) { running.counters.written == 3 }
            #expect(destination.batches.last == ["a", "b", "c"])
            running.receive("d")
            try await pass(running) { running.counters.written == 4 }
        }
        #expect(running.counters.accountedFor == 4)
        #expect(running.counters.dropped.isEmpty)
        #expect(running.counters.spooled == 0)
        #expect(
            running.log.texts == [
                "error: destination does not take records, keeping them", "notice: destination takes records again",
            ])
    }

    @Test func `has on disk within a second what a hanging destination does not answer`() async throws {
        let destination = ScriptedDestination(.hang)
        let running = try await Running.run(destination, spool: location) { running in
            running.receive("a")
            await running.advance(by: .milliseconds(250))
            try await until { destination.batches.count == 1 }
            running.receive("b")
            await running.clock.untilSleeping()
            for _ in 0..<3 { await running.advance(by: .milliseconds(250)) }
            try await until { running.counters.spooled == 2 }
            #expect(try onDisk() == ["a", "b"])
            #expect(running.clock.now.offset <= .seconds(1))
        }
        #expect(running.counters.accountedFor == 2)
        #expect(running.counters.spooled == 2)
        #expect(running.log.texts == ["notice: records wait on disk for the next start"])
    }

    @Test func `takes from the disk again what was accepted after all`() async throws {
        let destination = SlowDestination()
        let running = try await Running.run(destination, spool: location) { running in
            running.receive("a", "b")
            await running.advance(by: .milliseconds(250))
            try await until { destination.isWaiting }
            running.receive("c")
            try await pass(running) { running.counters.spooled == 3 }
            destination.answer()
            try await pass(running) { running.counters.written == 2 && destination.isWaiting }
            destination.answer()
            try await pass(running) { running.counters.written == 3 }
        }
        #expect(destination.batches == [["a", "b"], ["c"]])
        #expect(running.counters.spooled == 0)
        #expect(running.counters.accountedFor == 3)
    }

    @Test func `delivers first what an earlier run left`() async throws {
        let down = ScriptedDestination.Answer.fail(.temporary(retryAfter: .seconds(30)))
        _ = try await Running.run(ScriptedDestination(down), spool: location) { running in
            running.receive("a", "b")
            try await pass(running) { running.counters.spooled == 2 }
        }
        let destination = ScriptedDestination()
        let running = try await Running.run(destination, spool: location) { running in
            running.receive("c")
            try await pass(running) { running.counters.written == 3 }
        }
        #expect(destination.batches == [["a", "b"], ["c"]])
        #expect(running.counters.recovered == 2)
        #expect(running.counters.accountedFor == running.counters.received + running.counters.recovered)
        #expect(running.log.texts == ["notice: records from an earlier run wait on disk"])
    }

    @Test func `loses nothing at the end when nobody takes it`() async throws {
        let down = ScriptedDestination.Answer.fail(.temporary(retryAfter: .seconds(30)))
        let running = try await Running.run(ScriptedDestination(down), spool: location) { running in
            running.receive("a")
            await running.clock.untilSleeping()
        }
        #expect(running.counters.dropped.isEmpty)
        #expect(running.counters.spooled == 1)
        #expect(try onDisk() == ["a"])
    }

    @Test func `drops only what is refused, on the way from the disk too`() async throws {
        let destination = ScriptedDestination(
            .fail(.temporary(retryAfter: .seconds(1))), .fail(.permanent), .accept, .fail(.permanent))
        let running = try await Running.run(destination, spool: location) { running in
            running.receive("a", "b")
            try await pass(running) { running.counters.accountedFor == 2 && running.counters.written == 1 }
        }
        #expect(destination.batches == [["a", "b"], ["a", "b"], ["a"], ["b"]])
        #expect(running.counters.dropped == [.rejected: 1])
        #expect(running.counters.spooled == 0)
    }

    @Test func `gives up what is refused whatever it is, on the way from the disk too`() async throws {
        let destination = ScriptedDestination(.fail(.temporary(retryAfter: .seconds(1))), .fail(.refused))
        let running = try await Running.run(destination, spool: location) { running in
            running.receive("a", "b")
            try await pass(running) { running.counters.dropped == [.refused: 2] }
        }
        #expect(destination.batches == [["a", "b"], ["a", "b"]])
        #expect(running.counters.accountedFor == 2)
        #expect(try onDisk() == [])
    }

    @Test func `settles the part before a temporary failure`() async throws {
        let destination = ScriptedDestination(
            .fail(.permanent), .accept, .fail(.temporary(retryAfter: .seconds(1))), .fail(.permanent))
        let running = try await Running.run(destination, spool: location) { running in
            running.receive("a", "b")
            try await pass(running) { running.counters.dropped == [.rejected: 1] }
        }
        #expect(destination.batches == [["a", "b"], ["a"], ["b"], ["b"]])
        #expect(running.counters.written == 1)
        #expect(running.counters.accountedFor == 2)
    }

    @Test func `judges a batch that nobody will ever take a part at a time, and drops nothing unjudged`() async throws {
        let destination = RefusingDestination(accepts: "999")
        var limits = DestinationRunner.Limits()
        limits.backoff = Backoff(base: .milliseconds(10), cap: .milliseconds(10))
        let running = try await Running.run(destination, spool: location, limits: limits) { running in
            for number in 0..<1000 { running.receive("\(number)") }
            await running.advance(by: .milliseconds(250))
            try await until { running.counters.deliveries >= 200 }
            #expect((running.counters.dropped[.rejected] ?? 0) < 250)
            try await pass(running) { running.counters.dropped == [.rejected: 999] && running.counters.written == 1 }
        }
        #expect(running.counters.accountedFor == 1000)
    }

    @Test func `goes on when the folder takes no changes any more, each record once`() async throws {
        let down = ScriptedDestination.Answer.fail(.temporary(retryAfter: .seconds(1)))
        let destination = ScriptedDestination(down)
        var limits = DestinationRunner.Limits()
        limits.batchCount = 2
        let running = try await Running.run(destination, spool: location, limits: limits) { running in
            running.receive("a", "b", "c", "d", "e")
            try await pass(running) { running.counters.spooled == 5 }
            // A folder in the place of a file is what even the administrator cannot replace.
            try FileManager.default.createDirectory(
                atPath: "\(location.path)/position/x", withIntermediateDirectories: true)
            try await pass(running) { running.counters.written == 5 }
            running.receive("f")
            try await pass(running) { running.counters.written == 6 }
        }
        #expect(destination.accepted == ["a", "b", "c", "d", "e", "f"])
        #expect(running.counters.accountedFor == 6)
        #expect(running.log.texts.count { $0 == "error: records cannot be kept on disk, only in memory" } == 1)
    }

    @Test func `counts what the disk has no room for`() async throws {
        let small = DestinationRunner.SpoolLocation(
            path: location.path, limits: SpoolLimits(maximumBytes: 2000, segmentBytes: 400))
        let down = ScriptedDestination.Answer.fail(.temporary(retryAfter: .seconds(3600)))
        let running = try await Running.run(ScriptedDestination(down), spool: small) { running in
            for round in 0..<20 {
                for number in 0..<10 { running.receive("\(round)-\(number)") }
                let received = running.counters.received
                try await pass(running) {
                    running.counters.waiting == 0 && running.counters.accountedFor == received
                }
            }
        }
        #expect(running.counters.spooledBytes <= 2000)
        #expect(running.counters.dropped[.spoolFull] ?? 0 > 0)
        #expect(running.counters.accountedFor == 200)
    }

    @Test func `keeps records in memory when the disk cannot be used, and says so once`() async throws {
        _ = try directory.write("in the way", to: "spool")
        let down = ScriptedDestination.Answer.fail(.temporary(retryAfter: .seconds(1)))
        let running = try await Running.run(ScriptedDestination(down, down), spool: location) { running in
            running.receive("a")
            try await pass(running) { running.counters.failures == 2 }
            running.receive("b")
            try await pass(running) { running.counters.written == 2 }
        }
        #expect(running.counters.accountedFor == 2)
        #expect(running.log.texts.count { $0 == "error: records cannot be kept on disk, only in memory" } == 1)
        #expect(running.log.lines[0].metadata["cause"]?.contains("scripted: Not a directory") == true)
    }

    @Test func `tells of every failed delivery, with what is known of it`() async throws {
        let destination = ScriptedDestination(.fail(.temporary(retryAfter: .seconds(1))), .fail(.permanent))
        let running = try await Running.run(destination, spool: location) { running in
            running.receive("a")
            try await pass(running) { running.counters.dropped == [.rejected: 1] }
        }
        var failures: [FailedDelivery] = []
        for await failure in running.runner.failures { failures.append(failure) }
        #expect(failures.map(\.errorType) == ["SCRIPTED_WRITE", "SCRIPTED_WRITE"])
        #expect(failures.map(\.destination) == ["scripted", "scripted"])
    }

    @Test(arguments: 1...10)
    func `loses nothing and repeats nothing that was settled, whatever happens`(seed: Int) async throws {
        var random = SplitMix64(seed: UInt64(seed))
        var sent = 0
        var accepted: [String] = []
        var rejected = 0
        for _ in 0..<3 {
            let destination = ScriptedDestination(random: (0..<30).map { _ in Int.random(in: 0..<10, using: &random) })
            let rounds = Int.random(in: 1...4, using: &random)
            let running = try await Running.run(destination, spool: location) { running in
                for _ in 0..<rounds {
                    for _ in 0..<Int.random(in: 0...20, using: &random) {
                        running.receive("\(sent)")
                        sent += 1
                    }
                    let steps = Int.random(in: 1...4, using: &random)
                    for _ in 0..<steps {
                        _ = try await poll(within: .milliseconds(1)) { false }
                        running.clock.advance(by: .milliseconds(200))
                    }
                }
            }
            accepted += destination.accepted
            rejected += running.counters.dropped[.rejected] ?? 0
            let values = running.counters
            #expect(values.accountedFor == values.received + values.recovered)
            #expect(Set(values.dropped.keys).isSubset(of: [.rejected]))
        }
        let destination = ScriptedDestination()
        let waiting = try onDisk().count
        let last = try await Running.run(destination, spool: location) { running in
            running.receive("end")
            try await pass(running) { running.counters.written == waiting + 1 }
        }
        accepted += destination.accepted
        rejected += last.counters.dropped[.rejected] ?? 0
        // What was cut off by the end of a run may have been accepted twice, nothing else; nothing is missing.
        #expect(Set(accepted).count + rejected == sent + 1)
        let numbers = accepted.compactMap { Int($0) }
        #expect(numbers == numbers.sorted())
    }

    /// Answers when it is told to.
    private final class SlowDestination: Destination {
        let name = "scripted"
        let errorType = "SCRIPTED_WRITE"
        let spoolName = "scripted"
        private let scripted = ScriptedDestination()
        private let calls = AsyncStream<Void>.makeStream()
        private let waiting = AtomicFlag()

        var isWaiting: Bool { waiting.value }
        var batches: [[String]] { scripted.batches }

        func answer() { calls.continuation.yield() }
        func records(of observation: Observation) -> [Record] { scripted.records(of: observation) }
        func label(of record: Record) -> String { "" }

        func deliver(_ batch: [Record]) async throws(DeliveryFailure) {
            waiting.value = true
            for await _ in calls.stream { break }
            waiting.value = false
            if Task.isCancelled { throw DeliveryFailure(.temporary(retryAfter: nil), "cancelled") }
            try await scripted.deliver(batch)
        }
    }

    /// Takes one record, and nothing else ever.
    private struct RefusingDestination: Destination {
        let accepts: String
        let name = "scripted"
        let errorType = "SCRIPTED_WRITE"
        let spoolName = "scripted"

        func records(of observation: Observation) -> [Record] { ScriptedDestination().records(of: observation) }
        func label(of record: Record) -> String { "" }
        func deliver(_ batch: [Record]) async throws(DeliveryFailure) {
            if batch != [.named(accepts)] { throw DeliveryFailure(.permanent, "no") }
        }
    }
}
