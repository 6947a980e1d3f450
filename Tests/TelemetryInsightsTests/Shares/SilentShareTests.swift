// SPDX-License-Identifier: MIT

import TelemetryInsights
import Testing

struct SilentShareTests {
    @Test func `if 30 percent say nothing, the share lies between none and all of them`() throws {
        let range = try #require(Proportion(successes: 12, n: 400).worstCase(silent: 0.3))
        #expect(isClose(range, 0.012070114624, 0.336188975146))
    }

    @Test func `without silent installations it is the interval, with nothing but them anything`() throws {
        let proportion = Proportion(successes: 12, n: 400)
        #expect(proportion.worstCase(silent: 0) == proportion.interval)
        #expect(proportion.worstCase(silent: 1) == 0...1)
    }

    @Test(arguments: [-0.5, 1.5, .infinity, -.infinity, .nan])
    func `a share of silent installations that cannot be is no trouble`(silent: Double) throws {
        let range = try #require(Proportion(successes: 1, n: 3).worstCase(silent: silent))
        #expect(range.lowerBound >= 0 && range.upperBound <= 1)
    }

    @Test func `it contains the interval`() throws {
        for successes in 0...20 {
            for silent in [0, 0.1, 0.3, 0.7, 0.999] {
                let proportion = Proportion(successes: successes, n: 20)
                let (range, interval) = try (
                    #require(proportion.worstCase(silent: silent)), #require(proportion.interval)
                )
                #expect(range.lowerBound <= interval.lowerBound && range.upperBound >= interval.upperBound)
            }
        }
    }

    @Test func `nothing observed has no worst case`() {
        #expect(Proportion(successes: 0, n: 0).worstCase(silent: 0.3) == nil)
    }

    @Test func `those who do not tell about a feature count as silent, too`() throws {
        // 400 of 800 tell: with 30 % silent, 35 % of all installations say something about the feature.
        let adoption = FeatureAdoption(
            feature: "mqtt", proportion: Proportion(successes: 12, n: 400), installations: 800)
        let range = try #require(adoption.worstCase(silent: 0.3))
        #expect(isClose(range, 0.01724302089133973 * 0.35, 0.05169853592261691 * 0.35 + 0.65, by: 1e-12))
        #expect(
            FeatureAdoption(feature: "a", proportion: Proportion(successes: 0, n: 0), installations: 9)
                .worstCase(silent: 0.3) == nil)
    }
}
