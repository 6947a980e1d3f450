// SPDX-License-Identifier: MIT

extension MigrationSchedule {
    /// How forecasts like this one would have done in the past.
    package struct BackTest: Sendable, Equatable {
        /// How many weeks ahead they looked: as many as the schedule does, or as the history allows.
        package let horizonWeeks: Int
        package let cases: Int
        /// The mean distance between forecast and outcome, from 0 to 1.
        package let meanError: Double
        /// The same for saying that nothing changes.
        package let naiveError: Double
        /// In how many cases the outcome was within the forecast's interval.
        package let covered: Int

        /// How many cases it takes to say that the interval holds too seldom, and how often it then held at most.
        private static let fewestCases = 8
        private static let seldom = 0.8

        /// Whether so few outcomes were within the interval that whoever reads the forecast must know.
        ///
        /// The cases overlap, so a share a little under 95 % means nothing.
        package var isSeldomWithin: Bool { cases >= Self.fewestCases && Double(covered) < Self.seldom * Double(cases) }

        package init(horizonWeeks: Int, cases: Int, meanError: Double, naiveError: Double, covered: Int) {
            self.horizonWeeks = horizonWeeks
            self.cases = cases
            self.meanError = meanError
            self.naiveError = naiveError
            self.covered = covered
        }

        /// Makes the forecast that would have been made at the end of each earlier week, and compares it with what
        /// came.
        ///
        /// `nil` if no week has the fewest weeks before it, and one as far ahead after it.
        init?(_ points: [WeekPoint], weeksAhead: Double) {
            let points = Array(points.drop { $0.proportion.n == 0 })
            // At most half of the weeks lie ahead, so that there are about as many cases.
            let longest = (points.count - MigrationSchedule.fewestWeeks + 1) / 2
            guard longest >= 1 else { return nil }
            let horizon = min(max(Int(min(weeksAhead, 1000).rounded()), 1), longest)
            var cases: [(error: Double, naive: Double, isCovered: Bool)] = []
            for origin
                in (MigrationSchedule.fewestWeeks - 1)..<max(points.count - horizon, MigrationSchedule.fewestWeeks)
            {
                let newest = points[origin].proportion
                guard origin + horizon < points.count, let outcome = points[origin + horizon].proportion.share,
                    let naive = newest.share,
                    let forecast = Forecast(
                        LogitTrend(points[...origin]), lastValue: newest, after: Double(horizon))
                else { continue }
                cases.append((abs(forecast.share - outcome), abs(naive - outcome), forecast.interval.contains(outcome)))
            }
            guard !cases.isEmpty else { return nil }
            let count = Double(cases.count)
            self.init(
                horizonWeeks: horizon, cases: cases.count, meanError: cases.reduce(0) { $0 + $1.error } / count,
                naiveError: cases.reduce(0) { $0 + $1.naive } / count, covered: cases.count { $0.isCovered })
        }
    }
}
