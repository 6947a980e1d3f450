// SPDX-License-Identifier: MIT

extension MigrationSchedule {
    /// What the forecast rests on.
    package enum Basis: Sendable, Equatable {
        /// The falling trend of so many weeks with counts.
        case trend(weeks: Int)
        /// The newest share. Only the interval allows for a trend that rises: what rises now is what the next one will replace.
        case lastValue(Reason)

        package enum Reason: Sendable, Equatable {
            case isNotFalling
            /// `MigrationSchedule.fewestWeeks` are needed.
            case tooFewWeeks
            case isNoneOrAll
        }
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

        /// Whether the fitted trend falls.
        package var isFalling: Bool { pointsPerWeek < 0 }

        init(value: String, now: Proportion?, points: [WeekPoint], trend: LogitTrend?, weeksAhead: Double) {
            let now = now ?? Proportion(successes: 0, n: 0)
            let change = trend?.change ?? (value: 0, interval: 0...0)
            self.init(
                value: value, now: now, pointsPerWeek: change.value * 100,
                pointsPerWeekInterval: change.interval.lowerBound * 100...change.interval.upperBound * 100,
                forecast: Forecast(trend, lastValue: now, after: weeksAhead),
                basis: Self.basis(trend, now), points: points)
        }

        private static func basis(_ trend: LogitTrend?, _ now: Proportion) -> Basis {
            if let trend { return trend.isFalling ? .trend(weeks: trend.weeks) : .lastValue(.isNotFalling) }
            return .lastValue(now.successes == 0 || now.successes == now.n ? .isNoneOrAll : .tooFewWeeks)
        }
    }
}
