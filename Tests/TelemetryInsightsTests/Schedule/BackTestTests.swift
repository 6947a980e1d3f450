// SPDX-License-Identifier: MIT

import Foundation
import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

struct BackTestTests {
    private func backTest(_ counts: [Int?], of total: Int = 10_000, weeksAhead: Int) -> MigrationSchedule.BackTest? {
        let history = SampleHistory.weeks(
            counts.map { count in count.map { [.arch: ["ia32": $0, "x64": total - $0]] } ?? [:] })
        let end = SampleHistory.latest.sunday.advanced(by: weeksAhead * 7)
        return MigrationSchedule(history, subject: .architecture, value: "ia32", end: end).backTest
    }

    /// Falls by 0.08 logits a week.
    private let curve = (0..<30).map { Int((10_000 / (1 + exp(0.5 + 0.08 * Double($0)))).rounded()) }

    @Test func `along a steady trend forecasts are nearly right, and saying that nothing changes is not`() throws {
        let test = try #require(backTest(curve, weeksAhead: 4))
        #expect(test.horizonWeeks == 4)
        // From the sixth week to the last but four.
        #expect(test.cases == 21)
        #expect(test.meanError < 0.001)
        #expect(test.naiveError > 0.03)
        #expect(test.covered == 21)
    }

    @Test func `it looks as far ahead as half the history allows`() throws {
        let test = try #require(backTest(curve, weeksAhead: 52))
        #expect(test.horizonWeeks == 12)
        #expect(test.cases == 13)
    }

    @Test func `the naive error is the mean distance from the newest value`() throws {
        // The last of eight weeks is 10 points lower than all before.
        let test = try #require(backTest([4000, 4000, 4000, 4000, 4000, 4000, 4000, 3000], weeksAhead: 1))
        #expect(test.cases == 2)
        #expect(abs(test.naiveError - 0.05) < 1e-9)
        #expect(test.covered == 1)
    }

    @Test(arguments: [(8, 6, true), (8, 7, false), (7, 0, false), (11, 3, true), (20, 16, false), (20, 15, true)])
    func `fewer than four in five of 8 cases or more are seldom`(cases: Int, covered: Int, isSeldom: Bool) {
        let test = MigrationSchedule.BackTest(
            horizonWeeks: 4, cases: cases, meanError: 0.1, naiveError: 0.1, covered: covered)
        #expect(test.isSeldomWithin == isSeldom)
    }

    @Test func `a history that is too short has none`() {
        #expect(backTest([40, 40, 40, 40, 40, 40], weeksAhead: 1) == nil)
        #expect(backTest([], weeksAhead: 1) == nil)
        #expect(backTest(Array(repeating: nil, count: 30), weeksAhead: 1) == nil)
    }

    @Test func `weeks without data are neither cases nor outcomes`() throws {
        let test = try #require(backTest([40, 40, 40, 40, 40, 40, nil, 40, 40], weeksAhead: 1))
        #expect(test.cases == 1)
        #expect(test.meanError < 1e-9)
    }
}
