// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSources

@Suite struct PollScheduleTests {
    @Test func `polls the first few at once and the others a few at a time`() {
        let starts = (0..<10).map { PollSchedule.stagger($0, of: 10, interval: .seconds(30)) }
        #expect(starts.map { Int($0 / .milliseconds(1)) } == [0, 0, 0, 0, 80, 80, 80, 80, 160, 160])
    }

    @Test func `does not let a single server wait`() {
        #expect(PollSchedule.stagger(0, of: 1, interval: .seconds(30)) == .zero)
        #expect(PollSchedule.stagger(0, of: 0, interval: .seconds(30)) == .zero)
    }

    @Test(arguments: [1, 2, 50, 1000, 10_000])
    func `starts all servers within one interval`(count: Int) {
        let interval = Duration.seconds(1)
        let starts = (0..<count).map { PollSchedule.stagger($0, of: count, interval: interval) }
        #expect(starts.allSatisfy { $0 >= .zero && $0 < interval })
        #expect(starts == starts.sorted())
        #expect(Dictionary(grouping: starts) { $0 }.values.allSatisfy { $0.count <= 4 })
    }

    @Test(arguments: [(0, 30_000), (1, 29_999), (29_999, 1), (30_000, 30_000), (31_000, 29_000), (65_000, 25_000)])
    func `keeps the beat however long a poll takes`(elapsed: Int, wait: Int) {
        #expect(
            PollSchedule.wait(interval: .seconds(30), elapsed: .milliseconds(elapsed)) == .milliseconds(wait))
    }
}
