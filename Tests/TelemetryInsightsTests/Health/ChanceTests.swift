// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryInsights

struct ChanceTests {
    /// The largest count that is too few and the smallest that is too many, from exact sums.
    @Test(arguments: [(1, -1, 6), (5, -1, 14), (6, -1, 16), (7, 0, 17), (12, 2, 25), (100, 70, 133), (399, 338, 463)])
    func `the limits are those of the Poisson distribution`(expected: Int, few: Int, many: Int) {
        #expect(!Chance.isTooFew(few + 1, expected: expected))
        #expect(few < 0 || Chance.isTooFew(few, expected: expected))
        #expect(Chance.isTooMany(many, expected: expected))
        #expect(!Chance.isTooMany(many - 1, expected: expected))
    }

    @Test func `a million is no trouble`() {
        #expect(Chance.isTooFew(996_900, expected: 1_000_000))
        #expect(!Chance.isTooFew(996_920, expected: 1_000_000))
        #expect(Chance.isTooMany(1_003_100, expected: 1_000_000))
        #expect(!Chance.isTooMany(1_003_080, expected: 1_000_000))
        #expect(Chance.isTooMany(.max, expected: 1))
        #expect(Chance.isTooFew(0, expected: .max))
    }

    @Test func `nothing expected and nothing seen is nothing strange`() {
        #expect(!Chance.isTooFew(0, expected: 0))
        #expect(!Chance.isTooMany(0, expected: 0))
        #expect(Chance.isTooMany(1, expected: 0))
    }
}
