// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryInsights

struct WeightedLineTests {
    private func point(_ x: Double, _ y: Double, _ weight: Double = 1) -> WeightedLine.Point {
        WeightedLine.Point(x: x, y: y, weight: weight)
    }

    @Test func `points on a line have its slope, whatever they weigh`() throws {
        let line = try #require(WeightedLine([point(0, 1), point(1, 3, 9), point(4, 9, 0.1)]))
        #expect(abs(line.slope - 2) < 1e-12)
        #expect(abs(line.leverages.reduce(0, +)) < 1e-12)
    }

    @Test func `a heavy point counts as often as it weighs`() throws {
        let heavy = try #require(WeightedLine([point(0, 0), point(1, 5, 3), point(2, 1)]))
        let many = try #require(WeightedLine([point(0, 0), point(1, 5), point(1, 5), point(1, 5), point(2, 1)]))
        #expect(abs(heavy.slope - many.slope) < 1e-12)
    }

    @Test func `one place is no line`() {
        #expect(WeightedLine([])?.slope == nil)
        #expect(WeightedLine([point(1, 1), point(1, 2)])?.slope == nil)
    }
}
