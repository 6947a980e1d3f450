// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringTestKit
import Schedules
import Testing

@testable import LifeSigns

@Suite(.timeLimit(.minutes(3))) struct ScheduleBeatTests {
    private let clock = TestClock()

    /// Runs a beat, and gives the seconds after the start at which it came. `body` moves the clock.
    private func beats(
        _ text: String, wall: WallTime, _ body: () async -> Void
    ) async throws -> [Int] {
        let beat = ScheduleBeat(schedule: try ScheduleText(text), clock: clock, now: { wall.now })
        let (times, continuation) = AsyncStream<Int>.makeStream()
        let task = Task {
            await beat.run { continuation.yield(wall.now.seconds - WallTime.start) }
            continuation.finish()
        }
        await body()
        task.cancel()
        var seen: [Int] = []
        for await time in times { seen.append(time) }
        return seen
    }

    private func advance(_ seconds: Double) async {
        await clock.untilSleeping()
        clock.advance(by: .seconds(seconds))
        await clock.untilSleeping()
    }

    @Test func `comes at the times of the schedule, however far away they are`() async throws {
        let wall = WallTime(clock)
        let times = try await beats("every 20 seconds every 30 minutes", wall: wall) {
            for _ in 0..<15 { await advance(60) }
            for _ in 0..<4 { await advance(20) }
        }
        #expect(times == [900, 920, 940])
    }

    @Test func `what was missed comes once`() async throws {
        let wall = WallTime(clock)
        let times = try await beats("every 10 seconds", wall: wall) {
            await advance(35)
            await advance(5)
        }
        #expect(times == [35, 40])
    }

    @Test func `a clock that is set counts within a minute`() async throws {
        let wall = WallTime(clock)
        let times = try await beats("every 1 hour", wall: wall) {
            for _ in 0..<46 { await advance(60) }
            wall.set(back: 1800)
            for _ in 0..<30 { await advance(60) }
        }
        #expect(times == [2700, 2700])
    }

    @Test func `ends when no time is left`() async throws {
        let wall = WallTime(clock)
        let beat = ScheduleBeat(schedule: try ScheduleText("every 1 hour in 2020"), clock: clock, now: { wall.now })
        await beat.run { Issue.record("there is no such time") }
    }

    @Test(arguments: [
        ("every 15 minutes", 900), ("every 7 minutes", 420), ("every 45 minutes", 900), ("every hour", 3600),
        ("at 8:00 on sun, mon", 86_400), ("every 1 hour in 2020", nil),
        ("on the 1st day of the month of april in 2026", nil),
    ])
    func `knows the interval as the original reckons it`(text: String, seconds: Int?) throws {
        let wall = WallTime(clock)
        let beat = ScheduleBeat(schedule: try ScheduleText(text), clock: clock, now: { wall.now })
        #expect(beat.interval() == seconds.map { .seconds($0) })
    }
}
