// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Testing

@Suite(.timeLimit(.minutes(3))) struct TestClockTests {
    private let clock = TestClock()

    @Test func `stands still until it is moved`() {
        let start = clock.now
        #expect(clock.now == start)
        clock.advance(by: .seconds(5))
        #expect(start.duration(to: clock.now) == .seconds(5))
        #expect(start < clock.now)
    }

    @Test func `wakes a sleeper when its time has come, not before`() async throws {
        let clock = clock
        try await withThrowingTaskGroup(of: Duration.self) { group in
            group.addTask {
                try await clock.sleep(for: .seconds(10))
                return clock.now.offset
            }
            await clock.untilSleeping()
            clock.advance(by: .seconds(9))
            // It still sleeps, or this would never return.
            await clock.untilSleeping()
            clock.advance(by: .seconds(1))
            let woken = try await group.next()
            #expect(woken == .seconds(10))
        }
    }

    @Test(arguments: [Duration.zero, .seconds(-1)])
    func `does not let anybody sleep whose time has already come`(duration: Duration) async throws {
        try await clock.sleep(for: duration)
        clock.advance(by: .seconds(3))
        try await clock.sleep(until: clock.now.advanced(by: .seconds(-1)), tolerance: nil)
    }

    @Test func `wakes everybody who is due with one step`() async throws {
        let clock = clock
        try await withThrowingTaskGroup(of: Int.self) { group in
            for seconds in 1...5 {
                group.addTask {
                    try await clock.sleep(for: .seconds(seconds))
                    return seconds
                }
            }
            await clock.untilSleeping(5)
            clock.advance(by: .seconds(3))
            var woken: Set<Int> = []
            while woken.count < 3, let seconds = try await group.next() { woken.insert(seconds) }
            #expect(woken == [1, 2, 3])
            await clock.untilSleeping(2)
            clock.advance(by: .seconds(2))
            try await group.waitForAll()
        }
    }

    @Test func `lets a cancelled sleeper go at once`() async {
        let clock = clock
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    try await clock.sleep(for: .seconds(10))
                    return false
                } catch {
                    return error is CancellationError
                }
            }
            await clock.untilSleeping()
            group.cancelAll()
            #expect(await group.next() == true)
        }
        #expect(clock.now.offset == .zero)
    }

    @Test func `lets nobody sleep who was cancelled before`() async {
        let clock = clock
        await withTaskGroup(of: Bool.self) { group in
            group.cancelAll()
            group.addTask {
                do {
                    try await clock.sleep(for: .seconds(10))
                    return false
                } catch {
                    return error is CancellationError
                }
            }
            #expect(await group.next() == true)
        }
    }

    @Test func `tells who waits as soon as enough sleep`() async throws {
        let clock = clock
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...3 { group.addTask { try await clock.sleep(for: .seconds(1)) } }
            await clock.untilSleeping(3)
            await clock.untilSleeping(2)
            clock.advance(by: .seconds(1))
            try await group.waitForAll()
        }
        await clock.untilSleeping(0)
    }
}
