// SPDX-License-Identifier: MIT

import HTTPExchange
import NIOCore
import NIOPosix
import Testing

@Suite(.timeLimit(.minutes(3))) struct EventLoopClockTests {
    private let clock = EventLoopClock(MultiThreadedEventLoopGroup.singleton.any())

    @Test func `wakes a task that sleeps`() async throws {
        let start = clock.now
        try await clock.sleep(for: .milliseconds(5))
        #expect(start.duration(to: clock.now) >= .milliseconds(5))
        try await clock.sleep(for: .zero)
        try await clock.sleep(for: .seconds(-1))
    }

    @Test func `lets a task go that is cancelled before and while it sleeps`() async throws {
        let clock = clock
        let sleeping = Task { try await clock.sleep(for: .seconds(3600)) }
        await Task.yield()
        sleeping.cancel()
        await #expect(throws: CancellationError.self) { try await sleeping.value }
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await clock.sleep(for: .seconds(3600))
        }
        await #expect(throws: CancellationError.self) { try await late.value }
    }

    @Test func `ends each of many sleeps once, whether by time or by cancellation`() async throws {
        let clock = clock
        for round in 0..<200 {
            let sleeping = Task { try await clock.sleep(for: .microseconds(50)) }
            if round.isMultiple(of: 2) { sleeping.cancel() }
            _ = await sleeping.result
        }
    }
}

@Suite(.timeLimit(.minutes(3))) struct EventLoopExecutorTests {
    @Test func `runs tasks on its event loop, also after they waited`() async throws {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
        let executor = EventLoopExecutor(eventLoop)
        let clock = EventLoopClock(eventLoop)
        try await withThrowingTaskGroup(of: (Bool, Bool).self) { group in
            for _ in 0..<20 {
                group.addTask(executorPreference: executor) {
                    let before = eventLoop.inEventLoop
                    try await clock.sleep(for: .milliseconds(1))
                    return (before, eventLoop.inEventLoop)
                }
            }
            for try await (before, after) in group { #expect(before && after) }
        }
    }
}
