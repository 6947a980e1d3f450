// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

struct SpanRuleTests {
    private let day = UTCDay(number: 20_000)

    @Test(arguments: [(0, true), (1, true), (7, true), (8, false), (400, false)])
    func `lengthens a span over at most seven silent days`(_ gap: Int, _ extends: Bool) {
        let state = Sample.state()
        #expect(SpanRule.extends(state, until: day, with: state, on: day.advanced(by: gap)) == extends)
    }

    @Test func `starts a new span when the state changes`() {
        #expect(!SpanRule.extends(Sample.state(), until: day, with: Sample.state(version: "1.0.1"), on: day))
        #expect(!SpanRule.extends(Sample.state(), until: day, with: Sample.state(flags: "-0000000100"), on: day))
    }

    @Test func `shows in how many spans an erasure removes`() async {
        let store = InMemoryStore()
        for (index, gap) in [0, 3, 10, 18, 19].enumerated() {
            _ = await store.submit(
                Sample.submission(installation: 0, counter: UInt64(index + 1), day: day.advanced(by: gap)))
        }
        // Days 0–10 are one span, day 18 comes after eight days of silence, day 19 lengthens it.
        #expect(await store.erase(Sample.keyedID(0)) == ErasureCounts(installations: 1, spans: 2))
    }
}
