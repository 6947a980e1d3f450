// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct DeprecationAdviceTests {
    private func usages(_ enabled: [Int?], of known: Int = 300, installations: Int? = nil) -> [FeatureUsage] {
        let weeks: [SampleHistory.Cells] = enabled.map { count in
            guard let count else { return [:] }
            return [
                .installations: ["": installations ?? known],
                .feature: ["logdb=on": count, "logdb=off": known - count],
            ]
        }
        return [FeatureUsage(SampleHistory.weeks(weeks), feature: "logdb")]
    }

    @Test func `a feature whose upper bound was below the threshold in each of eight weeks is a candidate`() throws {
        // 7 of 300: at most 4.74 %. 4 of 300: at most 3.38 %.
        let advice = DeprecationAdvice(usages([7, 7, 7, 6, 6, 5, 5, 4]))
        let candidate = try #require(advice.candidates.first)
        #expect(candidate.now == Proportion(successes: 4, n: 300))
        #expect(abs(candidate.highestUpperBound - 0.047371972518) < 1e-9)
        #expect(candidate.weeksBelow == 8)
        #expect(isClose(candidate.worstCase, 0.0051998 * 0.7, 0.03377553 * 0.7 + 0.3, by: 1e-5))
    }

    @Test func `one week at the threshold is one too many`() {
        // 8 of 300: at most 5.17 %, though 2.7 % are seen.
        for week in 0..<8 {
            var enabled: [Int?] = Array(repeating: 4, count: 8)
            enabled[week] = 8
            #expect(DeprecationAdvice(usages(enabled)).candidates.isEmpty)
        }
    }

    @Test func `below 73 installations nothing can be advised, and that is said`() {
        // With 73, the upper end of none is 4.999 %; with 72, 5.07 %.
        let enough = DeprecationAdvice(usages(Array(repeating: 0, count: 8), of: 73))
        #expect(enough.fewestInstallations == 73 && enough.shortage == nil && enough.candidates.count == 1)
        let few = DeprecationAdvice(usages(Array(repeating: 0, count: 8), of: 72))
        #expect(few.shortage == .installations(72) && few.candidates.isEmpty)
        #expect(DeprecationAdvice(usages([0, 0, 0], of: 300)).shortage == .weeks(3))
        #expect(DeprecationAdvice([]).shortage == .weeks(0))
        #expect(DeprecationAdvice(usages([0, 0, 0, 0, nil, 0, 0, 0, 0])).shortage == .weeksInARow(4))
        #expect(DeprecationAdvice(usages([150] + Array(repeating: 150, count: 7))).shortage == nil)
    }

    @Test func `a feature that too few tell about is named beside those that can be told`() {
        let advice = DeprecationAdvice(
            usages(Array(repeating: 0, count: 8)) + usages(Array(repeating: 0, count: 8), of: 20))
        #expect(advice.shortage == nil && advice.untold == ["logdb"] && advice.candidates.count == 1)
    }

    @Test(arguments: [(0.5, 4), (0.1, 35), (0.01, 381), (0.0, Int.max), (-1.0, Int.max), (2.0, 1)])
    func `how many it takes depends on the threshold`(threshold: Double, count: Int) {
        #expect(DeprecationAdvice([], threshold: threshold).fewestInstallations == count)
    }

    @Test func `weeks that are too few, or say nothing, are no evidence`() {
        #expect(DeprecationAdvice(usages(Array(repeating: 0, count: 7))).candidates.isEmpty)
        #expect(DeprecationAdvice(usages([0, 0, 0, 0, nil, 0, 0, 0, 0])).candidates.isEmpty)
        #expect(DeprecationAdvice(usages([0, 0, 0, 0, 0, 0, 0, 0, nil])).candidates.isEmpty)
        #expect(DeprecationAdvice([]).candidates.isEmpty)
    }

    @Test func `few installations are no evidence, even if none uses it`() {
        // 0 of 50 still allows 7.1 %.
        #expect(DeprecationAdvice(usages(Array(repeating: 0, count: 8), of: 50)).candidates.isEmpty)
    }

    @Test func `only the last weeks must be below, and all of them are counted`() {
        let advice = DeprecationAdvice(usages([90, 8] + Array(repeating: 3, count: 11)))
        #expect(advice.candidates.map(\.weeksBelow) == [11])
    }

    @Test func `threshold and number of weeks can be stated`() {
        #expect(DeprecationAdvice(usages([8]), threshold: 0.052, weeks: 1).candidates.count == 1)
        #expect(DeprecationAdvice(usages([8]), threshold: 0.051, weeks: 1).candidates.isEmpty)
        #expect(DeprecationAdvice(usages([nil]), threshold: 0.05, weeks: 0).candidates.isEmpty)
    }

    @Test func `the worst case counts those who do not tell, too`() throws {
        let advice = DeprecationAdvice(usages(Array(repeating: 0, count: 8), installations: 600), silent: 0)
        let worst = try #require(advice.candidates.first).worstCase
        #expect(worst.lowerBound == 0 && worst.upperBound > 0.5)
    }
}
