// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryInsights
import Testing

struct BarTests {
    @Test func `without observations there is neither length nor whisker`() {
        let bar = Bar(Proportion(successes: 0, n: 0))
        #expect(bar.length == 0)
        #expect(bar.lengthAttribute == "0")
        #expect(bar.whisker == nil)
        #expect(bar.whiskerPath == nil)
    }

    @Test func `none is an empty bar whose whisker starts at the left edge`() throws {
        let bar = Bar(Proportion(successes: 0, n: 50))
        #expect(bar.lengthAttribute == "0")
        #expect(try #require(bar.whisker).lowerBound == 0)
        #expect(bar.whiskerPath == "M0.3 6H7.13M0.3 3V9M7.13 3V9")
    }

    @Test func `all is a full bar whose whisker ends at the right edge`() throws {
        let bar = Bar(Proportion(successes: 50, n: 50))
        #expect(bar.lengthAttribute == "100")
        #expect(try #require(bar.whisker).upperBound == 100)
        #expect(bar.whiskerPath == "M92.87 6H99.7M92.87 3V9M99.7 3V9")
    }

    @Test func `a half is drawn to the middle`() {
        let bar = Bar(Proportion(successes: 50, n: 100))
        #expect(bar.lengthAttribute == "50")
        #expect(bar.whiskerPath == "M40.38 6H59.62M40.38 3V9M59.62 3V9")
    }

    @Test func `nothing lies outside the box`() throws {
        for n in 1...60 {
            for successes in 0...n {
                let bar = Bar(Proportion(successes: successes, n: n))
                #expect((0...Bar.width).contains(bar.length))
                let whisker = try #require(bar.whisker)
                #expect(whisker.lowerBound >= 0 && whisker.upperBound <= Bar.width && whisker.contains(bar.length))
            }
        }
    }

    @Test(arguments: [
        (0.0, "0"), (0.004, "0"), (0.006, "0.01"), (7.0, "7"), (7.05, "7.05"), (7.5, "7.5"), (62.337, "62.34"),
        (99.999, "100"), (100.0, "100"), (100.1, "100"), (-0.5, "0"), (.infinity, "100"), (-.infinity, "0"),
        (.nan, "0"),
    ])
    func `a coordinate has at most two decimals and stays in the box`(value: Double, text: String) {
        #expect(Coordinate.text(value) == text)
    }
}
