// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSources

@Suite struct ReasonLogTests {
    private typealias Log = ReasonLog<String>

    @Test func `tells the first of a reason at once, and then one line a minute with the number since`() {
        var log = Log()
        var lines: [Log.Line] = []
        for second in 0..<150 {
            if let line = log.add("size", at: .seconds(second), sample: { .init(source: "a", excerpt: "\(second)") }) {
                lines.append(line)
            }
        }
        #expect(lines.map(\.count) == [1, 60, 60])
        // Each line shows the first of those it counts.
        #expect(lines.map(\.sample.excerpt) == ["0", "1", "61"])
        #expect(log.rest().map(\.count) == [29])
        #expect(log.rest().isEmpty)
    }

    @Test func `looks at one datagram per line only`() {
        var log = Log()
        var looks = 0
        for _ in 0..<1000 {
            _ = log.add("size", at: .seconds(1)) {
                looks += 1
                return .init(source: "", excerpt: "")
            }
        }
        #expect(looks == 2)
    }

    @Test func `reasons do not silence each other`() {
        var log = Log()
        let sample = Log.Sample(source: "a", excerpt: "b")
        #expect(log.add("size", at: .zero, sample: { sample })?.count == 1)
        #expect(log.add("source", at: .zero, sample: { sample })?.count == 1)
        #expect(log.add("size", at: .seconds(1), sample: { sample }) == nil)
        #expect(log.due(at: .seconds(59)).isEmpty)
        #expect(log.due(at: .seconds(60)) == [Log.Line(reason: "size", count: 1, sample: sample)])
        #expect(log.due(at: .seconds(200)).isEmpty)
    }
}
