// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryInsights

struct StudentQuantileTests {
    @Test(arguments: [(3, 3.18245), (4, 2.77645), (5, 2.57058), (10, 2.22814), (25, 2.05954), (1_000_000, 1.95997)])
    func `it has the published values, to one percent`(freedom: Int, value: Double) {
        #expect(abs(StudentQuantile.value(degreesOfFreedom: freedom) / value - 1) < 0.01)
    }

    @Test func `fewer than three degrees of freedom are taken for three`() {
        #expect(StudentQuantile.value(degreesOfFreedom: -5) == StudentQuantile.value(degreesOfFreedom: 3))
    }
}
