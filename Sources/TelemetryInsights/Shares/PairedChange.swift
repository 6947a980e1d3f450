// SPDX-License-Identifier: MIT

package import TelemetryStore

/// How a share changed because installations switched, from one week to the next, with a 95 % interval.
///
/// The same installations report week after week, so the weeks' shares are not independent. Only switches are counted:
/// who arrives or leaves changes nothing.
package struct PairedChange: Sendable, Equatable {
    /// The sum over the weeks of (switched on − switched off) / installations that were there the week before; from −1
    /// to 1.
    package let change: Double
    /// 95 %; contains `change`.
    package let interval: ClosedRange<Double>
    package let switchedOn: Int
    package let switchedOff: Int
    /// The weeks whose switches count, each against the week before.
    package let weeks: ClosedRange<ISOWeek>

    /// The switches of one week.
    package struct Week: Sendable, Equatable {
        package let week: ISOWeek
        package let switchedOn: Int
        package let switchedOff: Int
        /// Installations that were there the week before and said in both which way it is. Rounded up to the switches.
        package let observed: Double

        package init(week: ISOWeek, switchedOn: Int, switchedOff: Int, observed: Double) {
            self.week = week
            self.switchedOn = max(switchedOn, 0)
            self.switchedOff = max(switchedOff, 0)
            self.observed = max(observed, Double(self.switchedOn) + Double(self.switchedOff))
        }
    }

    /// `nil` if nothing was observed in any week.
    package init?(_ weeks: [Week]) {
        let weeks = weeks.filter { $0.observed > 0 }
        guard let first = weeks.map(\.week).min(), let last = weeks.map(\.week).max() else { return nil }
        self.weeks = first...last
        switchedOn = weeks.reduce(0) { $0 + $1.switchedOn }
        switchedOff = weeks.reduce(0) { $0 + $1.switchedOff }
        let on = WeightedCount(weeks.map { (Double($0.switchedOn), $0.observed) })
        let off = WeightedCount(weeks.map { (Double($0.switchedOff), $0.observed) })
        let difference = on.sum - off.sum
        let (down, up) = (
            (on.reach.below * on.reach.below + off.reach.above * off.reach.above).squareRoot(),
            (on.reach.above * on.reach.above + off.reach.below * off.reach.below).squareRoot()
        )
        change = min(max(difference, -1), 1)
        interval = min(max(difference - down, -1), change)...max(min(difference + up, 1), change)
    }
}

/// A sum of rare events, each divided by how many were watched when it happened.
private struct WeightedCount {
    let sum: Double
    /// How far the limits of the sum are away from it.
    let reach: (below: Double, above: Double)

    /// - Parameter weeks: events and how many were watched, which is above 0.
    init(_ weeks: [(events: Double, watched: Double)]) {
        sum = weeks.reduce(0) { $0 + $1.events / $1.watched }
        let variance = weeks.reduce(0) { $0 + $1.events / ($1.watched * $1.watched) }
        // What one event is worth; without any, as much as it was worth where the fewest were watched.
        let worth = sum > 0 ? variance / sum : weeks.reduce(0) { max($0, 1 / $1.watched) }
        guard worth > 0 else {
            reach = (0, 0)
            return
        }
        // The score limits of a Poisson count, in events: unlike the usual ones they are honest for none and for few.
        let events = sum / worth
        let half = Proportion.z * Proportion.z / 2
        let spread = Proportion.z * (events + half / 2).squareRoot()
        reach = (min(max(spread - half, 0), events) * worth, (spread + half) * worth)
    }
}
