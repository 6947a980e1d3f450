// SPDX-License-Identifier: MIT

import TelemetryStore

/// Where a share is heading: from its newest value on, along the line fitted to the logits of the weeks before.
///
/// The same installations report each week. What chance made of this sample is in every week alike, so more weeks do
/// not make it smaller: it stays as wide as the newest week's interval. What weeks do tell is how irregularly
/// installations change; the logits are taken for a walk of steps that add up, which is what makes the slope and the
/// way ahead uncertain.
struct LogitTrend {
    /// How long it takes until a week counts half for the slope.
    static let weightHalfLife = 13.0

    /// How many weeks with counts the trend was made of.
    let weeks: Int
    /// Logits per week.
    let slope: Double
    private let slopeVariance: Double
    /// What one more week adds to the variance.
    private let stepVariance: Double
    private let quantile: Double
    private let newest: Proportion
    private let share: Double
    private let interval: ClosedRange<Double>

    /// `nil` if fewer than 6 weeks have counts or the newest share is none or all.
    ///
    /// - Parameter points: from the oldest to the newest; those of more than 26 weeks before the newest are left out.
    init?(_ points: some BidirectionalCollection<WeekPoint>) {
        let known = points.filter { $0.proportion.n > 0 }
        guard let last = known.last, let share = last.proportion.share, let interval = last.proportion.interval,
            share > 0, share < 1
        else { return nil }
        let oldest = last.week.advanced(by: 1 - MigrationSchedule.trendWeeks)
        let places = known.filter { $0.week >= oldest }.map { Place($0, newest: last.week) }
        guard places.count >= MigrationSchedule.fewestWeeks, let line = WeightedLine(places.map(\.point)) else {
            return nil
        }
        (weeks, newest, slope) = (places.count, last.proportion, line.slope)
        (self.share, self.interval) = (share, interval)
        let steps = Self.steps(places, line)
        let freedom = steps.count - 1
        // How irregular the steps are, compared with independent draws. A step of one installation is added, so that
        // weeks without any change do not promise that there will be none.
        let information = Double(last.proportion.n) * share * (1 - share)
        let irregularity =
            steps.reduce(1 / information) { $0 + $1.residual * $1.residual * $1.information / $1.length }
            / Double(freedom)
        stepVariance = irregularity / information
        slopeVariance = steps.reduce(0) {
            $0 + $1.leverage * $1.leverage * $1.length * irregularity / $1.information
        }
        quantile = StudentQuantile.value(degreesOfFreedom: freedom)
    }

    /// The change of the share in a week, at the newest week, from 0 to 1, with its 95 % interval.
    var change: (value: Double, interval: ClosedRange<Double>) {
        let scale = share * (1 - share)
        let reach = quantile * slopeVariance.squareRoot()
        return (slope * scale, (slope - reach) * scale...(slope + reach) * scale)
    }

    var isFalling: Bool { slope < 0 }

    /// The share so many weeks after the newest one: 0 weeks after, it is the newest with its interval.
    ///
    /// A share that rises is expected to stay: nothing replaces the old for ever, and a line that goes on rising is farther
    /// from what comes than the newest share. Only its interval reaches up to where the line would lead.
    func forecast(after weeks: Double) -> MigrationSchedule.Forecast {
        let weeks = max(weeks, 0)
        let center = Double.logit(share)
        let expected = center + min(slope, 0) * weeks
        let highest = center + slope * weeks
        let reach = quantile * (weeks * weeks * slopeVariance + weeks * stepVariance).squareRoot()
        let down = center - Double.logit(interval.lowerBound)
        let up = Double.logit(interval.upperBound) - center
        let future = Double.logistic(expected)
        // Nor is it surer than a count of as many installations with that share would be.
        let counted =
            Proportion(successes: Int((future * Double(newest.n)).rounded()), n: newest.n).interval ?? interval
        return MigrationSchedule.Forecast(
            share: future,
            interval: min(
                Double.logistic(expected - (down * down + reach * reach).squareRoot()), counted.lowerBound)...max(
                    Double.logistic(highest + (up * up + reach * reach).squareRoot()), counted.upperBound))
    }

    private struct Place {
        let point: WeightedLine.Point
        /// The reciprocal of the logit's variance if the installations were drawn for this week alone.
        let information: Double

        init(_ point: WeekPoint, newest: ISOWeek) {
            // Half an installation on either side keeps none and all finite.
            let successes = Double(point.proportion.successes) + 0.5
            let failures = Double(point.proportion.n - point.proportion.successes) + 0.5
            let age = Double(point.week.distance(to: newest))
            information = successes * failures / (successes + failures)
            let recency = Double.exponential(-age / LogitTrend.weightHalfLife * Double.logarithm(2))
            self.point = WeightedLine.Point(
                x: -age, y: Double.logarithm(successes / failures), weight: information * recency)
        }
    }

    /// The way from one week with counts to the next.
    private struct Step {
        /// In weeks.
        var length: Double
        /// What the line does not explain of it.
        var residual: Double
        var information: Double
        /// How much it counts for the slope: all later points move with it.
        var leverage: Double
    }

    private static func steps(_ places: [Place], _ line: WeightedLine) -> [Step] {
        var later = 0.0
        var steps: [Step] = []
        for index in places.indices.dropFirst().reversed() {
            later += line.leverages[index]
            let (from, to) = (places[index - 1], places[index])
            let length = to.point.x - from.point.x
            steps.append(
                Step(
                    length: length, residual: to.point.y - from.point.y - line.slope * length,
                    information: min(from.information, to.information), leverage: later))
        }
        return steps
    }
}
