// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSources

@Suite struct PollScheduleTests {
    private let interval = Duration.seconds(30)

    @Test func `polls the first few at once and the others a few at a time`() {
        let starts = (0..<10).map { PollSchedule.due($0, of: 10, beat: 0, interval: interval) }
        #expect(starts.map { Int($0 / .milliseconds(1)) } == [0, 0, 0, 0, 80, 80, 80, 80, 160, 160])
    }

    @Test func `keeps the beat`() {
        #expect(PollSchedule.due(0, of: 1, beat: 7, interval: interval) == .seconds(210))
        #expect(PollSchedule.due(5, of: 8, beat: 2, interval: interval) == .milliseconds(60_080))
    }

    @Test(arguments: [1, 2, 50, 1000, 10_000])
    func `starts all targets within one interval, a few at a time`(count: Int) {
        let interval = Duration.seconds(1)
        let starts = (0..<count).map { PollSchedule.due($0, of: count, beat: 0, interval: interval) }
        #expect(starts.allSatisfy { $0 >= .zero && $0 < interval })
        #expect(starts == starts.sorted())
        #expect(Dictionary(grouping: starts) { $0 }.values.allSatisfy { $0.count <= 4 })
    }

    @Test(arguments: [(0, 10_000, 1), (0, 29_999, 1), (0, 30_000, 1), (0, 59_999, 1), (0, 60_000, 2), (3, 200_000, 6)])
    func `skips beats that passed instead of catching up`(beat: Int, elapsed: Int, next: Int) {
        #expect(PollSchedule.beat(after: beat, interval: interval, elapsed: .milliseconds(elapsed)) == next)
    }
}
