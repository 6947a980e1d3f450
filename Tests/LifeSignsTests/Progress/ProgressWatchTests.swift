// SPDX-License-Identifier: MIT

import Dispatch
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import NIOCore
import NIOPosix
import Testing

@testable import LifeSigns

@Suite(.timeLimit(.minutes(3))) struct ProgressWatchTests {
    private let clock = TestClock()

    @Test func `names the parts that have been silent for too long`() {
        let progress = ProgressWatch(clock: clock)
        let (first, second) = (progress.part("a", limit: .seconds(10)), progress.part("b", limit: .seconds(20)))
        clock.advance(by: .seconds(10))
        #expect(progress.stuck.isEmpty)
        clock.advance(by: .seconds(1))
        #expect(progress.stuck == ["a"])
        first.moved()
        clock.advance(by: .seconds(10))
        #expect(progress.stuck == ["b"])
        second.moved()
        #expect(progress.stuck.isEmpty)
    }

    @Test func `sees an event loop that does not get on, and only that`() async throws {
        let progress = ProgressWatch(clock: clock)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let loops = Array(group.makeIterator())
        let pulse = ProgressPulse(progress, eventLoops: loops, clock: clock)
        try await withRunning([pulse]) {
            await clock.untilSleeping()
            // Until the loop is let go, nothing else runs there.
            let gate = DispatchSemaphore(value: 0)
            let (blocked, isBlocked) = AsyncStream<Void>.makeStream()
            loops[1].execute {
                isBlocked.yield()
                gate.wait()
            }
            for await _ in blocked { break }
            for _ in 0..<7 {
                clock.advance(by: .seconds(5))
                await clock.untilSleeping()
            }
            // The free loop has done what came before this.
            try await loops[0].submit {}.get()
            #expect(progress.stuck == ["event loop 2"])
            gate.signal()
            try await loops[1].submit {}.get()
            #expect(progress.stuck.isEmpty)
        }
        try await group.shutdownGracefully()
    }

    @Test func `polls are progress, and go on to their sink`() {
        let progress = ProgressWatch(clock: clock)
        let recording = RecordingSink()
        let sink = ProgressSink(recording, part: progress.part("polls", limit: .seconds(1)))
        clock.advance(by: .seconds(2))
        #expect(progress.stuck == ["polls"])
        sink.receive(.eventFigures([]))
        #expect(progress.stuck.isEmpty && recording.observations == [.eventFigures([])])
    }
}
