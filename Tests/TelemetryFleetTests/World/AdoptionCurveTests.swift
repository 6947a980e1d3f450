// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryFleet

@Suite struct AdoptionCurveTests {
    @Test func `goes from one share to the other, half of the way in the middle`() {
        let rise = AdoptionCurve(from: 0.1, to: 0.5, middle: 200, scale: 40)
        #expect(abs(rise.share(after: 200) - 0.3) < 1e-12)
        #expect(rise.share(after: -10_000) == 0.1)
        #expect(rise.share(after: 10_000) == 0.5)
        #expect(abs(rise.share(after: 240) - (0.1 + 0.4 * 0.7310585786)) < 1e-9)
    }

    @Test func `stays where it is if it is flat`() {
        #expect((-500...500).allSatisfy { AdoptionCurve.flat(0.3).share(after: $0) == 0.3 })
        #expect(AdoptionCurve.flat(0.3).crossing(0.3) == nil)
    }

    @Test(arguments: [(0.1, 0.5), (0.5, 0.1), (0.12, 0.004), (0, 0.9)])
    func `crosses a share on the first day beyond it`(start: Double, end: Double) throws {
        let curve = AdoptionCurve(from: start, to: end, middle: 140, scale: 55)
        for step in 1..<20 {
            let share = start + (end - start) * Double(step) / 20
            let day = try #require(curve.crossing(share))
            let sign = start < end ? 1.0 : -1.0
            // The day before, it may be reached to the last digit.
            #expect((curve.share(after: day - 1) - share) * sign < 1e-12)
            #expect((curve.share(after: day) - share) * sign > 0)
        }
        #expect(curve.crossing(min(start, end) - 0.01) == nil)
        #expect(curve.crossing(max(start, end) + 0.01) == nil)
    }
}
