// SPDX-License-Identifier: MIT

extension MigrationSchedule {
    /// What the forecast rests on.
    package enum Basis: Sendable, Equatable {
        /// The trend of so many weeks with counts.
        case trend(weeks: Int)
        /// The newest share, because there are too few weeks, or it is none or all.
        case lastValue
    }

    package struct Line: Sendable, Equatable {
        /// `Node.js 18`
        package let value: String
        /// In the newest week that counted any installation.
        package let now: Proportion
        /// Percentage points per week by the fitted trend at the newest week, below 0 if falling; 0 without a trend.
        package let pointsPerWeek: Double
        /// 95 %; just 0 without a trend.
        package let pointsPerWeekInterval: ClosedRange<Double>
        /// The share that still runs it on the end date: those are stranded. `nil` if nothing was counted.
        package let forecast: Forecast?
        package let basis: Basis
        /// One for each week of the history.
        package let points: [WeekPoint]

        package init(
            value: String, now: Proportion, pointsPerWeek: Double, pointsPerWeekInterval: ClosedRange<Double>,
            forecast: Forecast?, basis: Basis, points: [WeekPoint]
        ) {
            self.value = value
            self.now = now
            self.pointsPerWeek = pointsPerWeek
            self.pointsPerWeekInterval = pointsPerWeekInterval
            self.forecast = forecast
            self.basis = basis
            self.points = points
        }

        /// How many of the installations that report now that share is, rounded.
        package var stranded: Int? { forecast.map { Int(($0.share * Double(now.n)).rounded()) } }

        init(value: String, now: Proportion?, points: [WeekPoint], trend: LogitTrend?, weeksAhead: Double) {
            let now = now ?? Proportion(successes: 0, n: 0)
            let change = trend?.change ?? (value: 0, interval: 0...0)
            self.init(
                value: value, now: now, pointsPerWeek: change.value * 100,
                pointsPerWeekInterval: change.interval.lowerBound * 100...change.interval.upperBound * 100,
                forecast: Forecast(trend, lastValue: now, after: weeksAhead),
                basis: trend.map { Basis.trend(weeks: $0.weeks) } ?? .lastValue, points: points)
        }
    }
}
