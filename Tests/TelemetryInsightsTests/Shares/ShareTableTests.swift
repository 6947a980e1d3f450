// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct ShareTableTests {
    private static func table(_ counts: [(String, Int)]) -> ShareTable {
        ShareTable(counts.map { ValueCount(value: $0.0, count: $0.1) })
    }

    private let five = Self.table([("e", 1), ("a", 50), ("d", 2), ("b", 30), ("c", 17)])

    @Test func `every value has its share of the total, most frequent first`() {
        #expect(five.total == 100)
        #expect(five.rows.map(\.value) == ["a", "b", "c", "d", "e"])
        #expect(five.rows.map(\.proportion) == [50, 30, 17, 2, 1].map { Proportion(successes: $0, n: 100) })
        #expect(five.other == nil)
    }

    @Test func `the tail is folded and says how many values it holds`() {
        let folded = five.folded(beyond: 2)
        #expect(folded.rows.map(\.value) == ["a", "b"])
        #expect(folded.other?.values == 3)
        #expect(folded.other?.proportion == Proportion(successes: 20, n: 100))
    }

    @Test func `a tail of one value keeps its row`() {
        #expect(five.folded(beyond: 4) == five)
        #expect(five.folded(beyond: 5) == five)
        #expect(five.folded(beyond: .max) == five)
    }

    @Test func `folding again adds to what was folded`() {
        for first in 0...3 {
            for second in 0...first {
                #expect(five.folded(beyond: first).folded(beyond: second) == five.folded(beyond: second))
            }
        }
    }

    @Test(arguments: -1...7)
    func `nothing is lost by folding`(limit: Int) {
        let folded = five.folded(beyond: limit)
        #expect(folded.rows.map(\.count).reduce(0, +) + (folded.other?.count ?? 0) == five.total)
        #expect(folded.rows.count + (folded.other?.values ?? 0) == five.rows.count)
    }

    @Test func `equal counts are ordered by value`() {
        #expect(Self.table([("b", 3), ("a", 3), ("c", 3)]).rows.map(\.value) == ["a", "b", "c"])
    }

    @Test func `a value that occurs twice is counted once with the sum`() {
        let table = Self.table([("a", 3), ("b", 4), ("a", 2)])
        #expect(table.rows.map(\.value) == ["a", "b"])
        #expect(table.rows.map(\.count) == [5, 4])
    }

    @Test func `counts below 1 are left out`() {
        let table = Self.table([("a", 0), ("b", -4)])
        #expect(table.rows.isEmpty)
        #expect(table.total == 0)
    }
}
