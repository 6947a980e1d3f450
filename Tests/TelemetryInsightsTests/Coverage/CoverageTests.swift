// SPDX-License-Identifier: MIT

import CoverageStudies
import TelemetryFleet
import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

/// Answers about fleets of 300 whose truth is known: a hundred here, a thousand in `make bench`. Seeds are fixed, so a result
/// never changes by itself.
@Suite struct CoverageTests {
    private let fleets = 100

    /// 1,100 cases, each right with 95 %: chance alone leaves 93–97 % once in four hundred times.
    @Test func `intervals of shares contain the likelihood in 93 to 97 % of cases, and narrower ones do not`() {
        let study = IntervalStudy(fleets: fleets)
        let all = study.coverage()
        #expect(all.cases == 1_100)
        #expect((0.93...0.97).contains(all.share), "\(all)")
        for likelihood in IntervalStudy.likelihoods {
            // A hundred cases alone: from 88 % up.
            let coverage = study.coverage(of: likelihood)
            #expect(coverage.cases == fleets && coverage.agrees(with: 0.95), "\(likelihood): \(coverage)")
        }
        // What leaves 5 % on either side instead of 2.5 % is found out.
        let narrow = study.coverage { proportion in
            guard let share = proportion.share, let interval = proportion.interval else { return nil }
            let scale = 1.64 / Proportion.z
            return share - (share - interval.lowerBound) * scale...share + (interval.upperBound - share) * scale
        }
        #expect(narrow.share < 0.93, "\(narrow)")
    }

    @Test func `intervals of trends contain the change of the likelihood`() {
        let study = ChangeStudy(fleets: 40)
        #expect(study.coverage.cases == 440)
        #expect(study.coverage.reaches(0.95), "\(study.coverage)")
        // Each side of the interval is left in at most 2.5 % of cases, and a direction is claimed wrongly only then.
        #expect(study.wrongDirection.share <= 0.05, "\(study.wrongDirection)")
    }

    @Test func `worst cases contain the truth whoever is silent, as long as no more are than was stated`() {
        let study = SilenceStudy(fleets: fleets)
        let fleet = study.fleet()
        #expect(fleet.cases == fleets && fleet.right == fleets, "\(fleet)")
        #expect(study.likelihood.reaches(0.975), "\(study.likelihood)")
        #expect(study.intervalAlone.share < 0.5, "without them the truth is missed: \(study.intervalAlone)")
        #expect(study.fleet(stated: 0.5).share < 0.9, "too little stated: \(study.fleet(stated: 0.5))")
    }

    @Test func `advice to deprecate what reaches the threshold is given in at most 2.5 % of cases`() {
        let wrong = DeprecationStudy(fleets: 30)
        #expect(wrong.advised.cases == 330)
        #expect(wrong.advised.share <= 0.025 || wrong.advised.agrees(with: 0.025), "\(wrong.advised)")
        // One that is hardly used is found.
        let right = DeprecationStudy(fleets: 10, likelihood: 0.01)
        #expect(right.advised.share > 0.5, "\(right.advised)")
    }

    @Test func `forecasts of a falling runtime are nearer to the truth than saying that nothing changes`() {
        let study = ForecastStudy(fleets: 20)
        for horizon in study.falling {
            #expect(horizon.cases > 40)
            #expect(horizon.meanError < horizon.naiveError, "\(horizon)")
        }
    }

    @Test func `fleets are counted as rollups count them`() {
        let period = UTCDay(number: 20_000)...UTCDay(number: 20_150)
        var habits = FleetHabits.usual
        habits.optOut = .init(share: 0.1, with: "mqtt", 0.5)
        let fleet = SyntheticFleet(installations: 150, period: period, seed: 5, habits: habits)
        let last = ISOWeek(period.upperBound).advanced(by: -1)
        for weeks in [last.advanced(by: -3)...last, ISOWeek(period.lowerBound)...ISOWeek(period.lowerBound)] {
            let dimensions: Set<RollupDimension> = [.installations, .activity, .feature, .runtime, .transition]
            let expected = fleet.counts(in: weeks, of: dimensions).filter { !$0.value.hasPrefix("version=") }
            #expect(sums(StudyCounts(fleet, in: weeks).counts) == sums(expected))
        }
    }

    /// Without minor versions, which the studies do not tell apart.
    private func sums(_ counts: [WeekCount]) -> [WeekCount: Int] {
        counts.reduce(into: [:]) { sums, entry in
            var place = entry
            place.count = 0
            sums[place, default: 0] += entry.count
        }
    }
}
