// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct PublicTableTests {
    private func table(_ counts: [String: Int]) -> PublicTable {
        PublicTable(
            id: "versions", title: "Versions", counts.map { ValueCount(value: $0.key, count: $0.value) },
            installations: counts.values.reduce(0, +))
    }

    @Test func `rounds to the nearest 5, the most frequent first`() {
        let table = table(["a": 51, "b": 118, "c": 31])
        #expect(table.rows.map(\.value) == ["b", "a", "c"])
        #expect(table.rows.map(\.count) == [120, 50, 30])
        #expect(table.installations == 200)
    }

    @Test func `hides a small group together with the smallest that is not small`() {
        #expect(table(["a": 51, "b": 118, "c": 33, "d": 4]).rows.map(\.value) == ["b", "a"])
    }

    @Test func `hides all groups that equal the smallest`() {
        #expect(table(["a": 9, "b": 118, "c": 9, "d": 1]).rows.map(\.value) == ["b"])
    }

    @Test func `has no row for what the store put together, and counts it as small`() {
        #expect(table(["a": 51, "b": 118, "other": 40]).rows.map(\.value) == ["b"])
    }

    @Test func `shows nothing if nothing is left`() {
        #expect(table(["a": 12, "b": 3]).rows.isEmpty)
        #expect(table(["a": 4, "b": 4, "c": 4]).rows.isEmpty)
        #expect(table([:]).rows.isEmpty)
    }

    @Test func `hides one more if rounding up all rows would tell what each was`() {
        // Two rows of 10 in 15 can be nothing but 8 and 8, or 8 and 9.
        #expect(table(["a": 8, "b": 8]).rows.isEmpty)
        #expect(table(["a": 9, "b": 8]).rows.map(\.value) == ["a"])
        #expect(table(["a": 12, "b": 12]).rows.map(\.value) == ["a", "b"])
    }

    @Test func `what the rows leave is made from published figures`() {
        #expect(table(["a": 51, "b": 118, "c": 33, "d": 4]).rest == 205 - 170)
        #expect(table(["a": 50, "b": 118, "c": 31]).rest == 0)
    }

    @Test func `what rounding may have left is not said to be something`() {
        // Nothing is hidden: 57 + 57 + 57 + 57 = 228, shown as 55 each of 230.
        let rounded = table(["a": 57, "b": 57, "c": 57, "d": 57])
        #expect(rounded.rows.count == 4 && rounded.rest == 10 && !rounded.isRestSure)
        #expect(table(["a": 100, "b": 5, "c": 4]).rest == 10)
        #expect(table(["a": 100, "b": 5, "c": 4]).isRestSure)
        #expect(table(["a": 51, "b": 118, "c": 31, "d": 4]).isRestSure)
        #expect(!table(["a": 102, "b": 101]).isRestSure)
    }
}
