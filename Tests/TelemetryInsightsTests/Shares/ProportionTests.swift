// SPDX-License-Identifier: MIT

import TelemetryInsights
import Testing

struct ProportionTests {
    @Test func `nothing observed has neither share nor interval`() {
        let nothing = Proportion(successes: 0, n: 0)
        #expect(nothing.share == nil)
        #expect(nothing.interval == nil)
    }

    @Test(arguments: [
        (0, 50, 0.0, 0.0713), (0, 200, 0.0, 0.0188), (50, 100, 0.4038, 0.5962), (48, 77, 0.5117, 0.7233),
        (1, 1, 0.2065, 1.0), (200, 200, 0.9812, 1.0),
    ])
    func `the interval has the published values`(successes: Int, n: Int, lower: Double, upper: Double) throws {
        let interval = try #require(Proportion(successes: successes, n: n).interval)
        #expect(abs(interval.lowerBound - lower) < 0.000_06)
        #expect(abs(interval.upperBound - upper) < 0.000_06)
    }

    @Test func `none of n has its upper bound at z squared over n plus z squared`() throws {
        let zz = Proportion.z * Proportion.z
        for n in 1...500 {
            let upper = try #require(Proportion(successes: 0, n: n).interval).upperBound
            #expect(abs(upper - zz / (Double(n) + zz)) < 1e-12)
        }
    }

    @Test func `the interval lies within 0 and 1 and contains the share`() throws {
        for n in 1...60 {
            for successes in 0...n {
                let proportion = Proportion(successes: successes, n: n)
                let (share, interval) = try (#require(proportion.share), #require(proportion.interval))
                #expect(interval.lowerBound >= 0 && interval.upperBound <= 1 && interval.contains(share))
                #expect((interval.lowerBound == 0) == (successes == 0))
                #expect((interval.upperBound == 1) == (successes == n))
            }
        }
    }

    @Test func `the interval is the same seen from the other side`() throws {
        for n in 1...60 {
            for successes in 0...n {
                let yes = try #require(Proportion(successes: successes, n: n).interval)
                let no = try #require(Proportion(successes: n - successes, n: n).interval)
                #expect(abs(yes.lowerBound - (1 - no.upperBound)) < 1e-12)
            }
        }
    }

    @Test func `more observations with the same share make the interval narrower on both sides`() throws {
        for denominator in 1...12 {
            for numerator in 0...denominator {
                let intervals = try (1...40).map {
                    try #require(Proportion(successes: numerator * $0, n: denominator * $0).interval)
                }
                for (wide, narrow) in zip(intervals, intervals.dropFirst()) {
                    #expect(narrow.lowerBound > wide.lowerBound || numerator == 0)
                    #expect(narrow.upperBound < wide.upperBound || numerator == denominator)
                }
            }
        }
    }

    @Test func `more successes move both bounds up`() throws {
        for n in 1...60 {
            let intervals = try (0...n).map { try #require(Proportion(successes: $0, n: n).interval) }
            for (less, more) in zip(intervals, intervals.dropFirst()) {
                #expect(more.lowerBound > less.lowerBound && more.upperBound > less.upperBound)
            }
        }
    }

    @Test func `counts that contradict each other are moved to the nearest that do not`() {
        #expect(Proportion(successes: 7, n: 5) == Proportion(successes: 5, n: 5))
        #expect(Proportion(successes: -1, n: 5) == Proportion(successes: 0, n: 5))
        #expect(Proportion(successes: 3, n: -2) == Proportion(successes: 0, n: 0))
    }

    @Test func `very large counts are no trouble`() throws {
        let interval = try #require(Proportion(successes: .max / 2, n: .max).interval)
        #expect(interval.contains(0.5))
        #expect(interval.upperBound - interval.lowerBound < 1e-8)
    }
}
