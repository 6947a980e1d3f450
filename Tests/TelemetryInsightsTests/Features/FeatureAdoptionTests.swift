// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct FeatureAdoptionTests {
    @Test func `an installation that said nothing is unknown and leaves the denominator`() {
        let adoption = FeatureAdoption(FeatureCount(feature: "mqtt", enabled: 48, known: 77), installations: 80)
        #expect(adoption.proportion == Proportion(successes: 48, n: 77))
        #expect(adoption.coverage == 77.0 / 80)
        #expect(adoption.unknown == 3)
    }

    @Test func `without installations there is no coverage`() {
        let adoption = FeatureAdoption(FeatureCount(feature: "mqtt", enabled: 0, known: 0), installations: 0)
        #expect(adoption.coverage == nil)
        #expect(adoption.unknown == 0)
    }

    @Test func `coverage never exceeds 1`() {
        let adoption = FeatureAdoption(FeatureCount(feature: "mqtt", enabled: 1, known: 9), installations: 5)
        #expect(adoption.coverage == 1)
        #expect(adoption.unknown == 0)
    }

    @Test func `sorting puts the most widely used first and those without data last in their order`() {
        let counts = [("z", 0, 0), ("b", 1, 2), ("c", 0, 9), ("a", 5, 10), ("d", 9, 10), ("y", 0, 0)]
        let adoptions = counts.map { name, enabled, known in
            FeatureAdoption(FeatureCount(feature: name, enabled: enabled, known: known), installations: 10)
        }
        #expect(adoptions.sortedByAdoption().map(\.feature) == ["d", "a", "b", "c", "z", "y"])
    }
}
