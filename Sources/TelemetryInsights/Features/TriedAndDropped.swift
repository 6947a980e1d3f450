// SPDX-License-Identifier: MIT

package import TelemetryStore

/// Features that are switched off again: counts of switches over the history, not of installations, which no rollup
/// follows.
package struct TriedAndDropped: Sendable, Equatable {
    package struct Feature: Sendable, Equatable {
        package let feature: String
        package let switchedOn: Int
        package let switchedOff: Int
        /// How many of all switches were off.
        package let share: Proportion

        package init(feature: String, switchedOn: Int, switchedOff: Int) {
            self.feature = feature
            self.switchedOn = switchedOn
            self.switchedOff = switchedOff
            share = Proportion(successes: switchedOff, n: switchedOn + switchedOff)
        }
    }

    /// The weeks in which switches were counted, each against the week before.
    package let weeks: ClosedRange<ISOWeek>
    /// With fewer switches a share says little.
    package static let fewestSwitches = 5

    /// Those that anybody switched. Those with 5 switches or more come first, the greatest share of switches off before
    /// the smaller ones; then by number and name.
    package let features: [Feature]

    package init(_ history: FleetHistory) {
        weeks = history.weeks
        var counts: [String: (on: Int, off: Int)] = [:]
        for week in history.weeks {
            for (value, count) in history.counts(of: .transition, in: week) {
                if value.hasSuffix("=off>on") {
                    counts[String(value.dropLast(7)), default: (0, 0)].on += count
                } else if value.hasSuffix("=on>off") {
                    counts[String(value.dropLast(7)), default: (0, 0)].off += count
                }
            }
        }
        features = counts.map { Feature(feature: $0.key, switchedOn: $0.value.on, switchedOff: $0.value.off) }
            .sorted { left, right in
                let (first, second) = (Self.weight(left), Self.weight(right))
                return first == second
                    ? (right.switchedOff, left.feature) < (left.switchedOff, right.feature) : first > second
            }
    }

    private static func weight(_ feature: Feature) -> Double {
        feature.share.n >= fewestSwitches ? feature.share.share ?? -1 : -1
    }
}
