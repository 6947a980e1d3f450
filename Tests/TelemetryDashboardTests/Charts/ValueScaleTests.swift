// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryInsights
import Testing

struct ValueScaleTests {
    @Test(arguments: [
        (0.0, 0.01), (0.004, 0.01), (0.03, 0.05), (0.05, 0.05), (0.31, 0.4), (0.81, 1.0), (1.0, 1.0), (1.7, 1.0),
        (.infinity, 1.0), (.nan, 1.0),
    ])
    func `shares end at a round percentage above them`(highest: Double, top: Double) {
        #expect(ValueScale(highest: highest, unit: .share).top == top)
    }

    @Test(arguments: [
        (0.0, 1.0, 1), (1, 1, 1), (3, 3, 3), (5, 5, 5), (6, 6, 3), (11, 20, 4), (404, 500, 5), (612, 800, 4),
        (999_999, 1_000_000, 5),
    ])
    func `counts end at a round number above them, in whole steps`(highest: Double, top: Double, steps: Int) {
        let scale = ValueScale(highest: highest, unit: .count)
        #expect(scale.top == top)
        #expect(scale.steps == steps)
        #expect(scale.values.allSatisfy { $0 == $0.rounded() })
    }

    @Test(arguments: [-1, -Double.infinity, .nan, 1e300, .infinity, .greatestFiniteMagnitude])
    func `whatever the numbers, there is a scale`(highest: Double) {
        let scale = ValueScale(highest: highest, unit: .count)
        #expect(scale.top > 0 && scale.steps > 0)
        #expect((0...100).contains(scale.distance(of: 5)))
        _ = scale.values.map { scale.label($0, unit: .count) }
    }

    @Test func `labels tell neighbours apart`() {
        let small = ValueScale(highest: 0.01, unit: .share)
        #expect(
            small.values.map { small.label($0, unit: .share) }
                == ["0", "0.2", "0.4", "0.6", "0.8", "1"].map { $0 + "\u{202F}%" })
        let counts = ValueScale(highest: 30_000, unit: .count)
        #expect(counts.values.map { counts.label($0, unit: .count) }.last == "30\u{202F}000")
    }

    @Test func `values beyond the ends lie at the ends`() {
        let scale = ValueScale.whole
        #expect([-1, 0, 0.25, 1, 7].map(scale.distance) == [100, 100, 75, 0, 0])
    }
}
