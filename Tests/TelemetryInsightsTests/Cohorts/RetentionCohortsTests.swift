// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

struct RetentionCohortsTests {
    /// From the week of 2026-03-01 (number 2930) to the latest, which begins on 2026-11-16.
    private func history(from first: Int = 2930, _ count: (Int) -> [String: Int]) -> FleetHistory {
        SampleHistory.weeks(
            (first...SampleHistory.latest.number).map { week in
                let cohorts = count(week)
                return cohorts.isEmpty ? [:] : [.installations: ["": 100], .cohort: cohorts]
            })
    }

    @Test func `the size is the most seen until 4 weeks after the month, and each month's last week tells who stayed`()
        throws
    {
        // March 2026 ends in week 2935, April in 2939.
        let cohorts = RetentionCohorts(
            history { week in ["2026-03": week == 2938 ? 50 : week < 2939 ? 40 : week == 2939 ? 30 : 20] }
        ).cohorts
        let cohort = try #require(cohorts.first)
        #expect(cohorts.count == 1)
        #expect(cohort.month == "2026-03" && cohort.size == 50)
        #expect(cohort.retained.count == 13)
        #expect(cohort.retained.first == Proportion(successes: 40, n: 50))
        #expect(cohort.retained.dropFirst().first == Proportion(successes: 30, n: 50))
        // October ends in a week that is over, November does not.
        #expect(cohort.retained[7] == Proportion(successes: 20, n: 50))
        #expect(cohort.retained[8] == nil && cohort.retained[12] == nil)
    }

    @Test func `a month that began before the history has no cohort`() {
        #expect(
            RetentionCohorts(history(from: 2931) { _ in ["2026-03": 9, "2026-04": 8] }).cohorts.map(\.month) == [
                "2026-04"
            ])
    }

    @Test func `a week in which nothing was seen tells nothing`() throws {
        let cohorts = RetentionCohorts(history { $0 == 2939 ? [:] : ["2026-03": 9] }).cohorts
        #expect(
            try #require(cohorts.first).retained.prefix(3) == [
                Proportion(successes: 9, n: 9), nil, Proportion(successes: 9, n: 9),
            ])
    }

    @Test func `more than the size is all`() throws {
        let cohorts = RetentionCohorts(history { ["2026-03": $0 > 2950 ? 99 : 10] }).cohorts
        #expect(try #require(cohorts.first).retained[7] == Proportion(successes: 10, n: 10))
    }

    @Test func `months that are none are left out, and cohorts come in the order of time`() {
        let odd = [
            "other": 5, "": 1, "2026-13": 1, "2026-3": 1, "2026-00": 1, "-026-03": 1, "+026-04": 1, "99999-01": 1,
            "0000-01": 1, "9999-12": 2,
        ]
        let cohorts = RetentionCohorts(
            history { week in odd.merging(["2026-10": 4, "2026-09": 3]) { $1 } }
        ).cohorts
        #expect(cohorts.map(\.month) == ["2026-09", "2026-10"])
    }

    @Test func `nothing seen, or one version alone, has no cohorts`() {
        #expect(RetentionCohorts(SampleHistory.weeks([[:], [:]])).cohorts.isEmpty)
        let version = SampleHistory.weeks(
            Array(repeating: [.installations: ["": 5], .cohort: ["2026-10": 5]], count: 20), minorVersion: "14.2")
        #expect(RetentionCohorts(version).cohorts.isEmpty)
    }
}
