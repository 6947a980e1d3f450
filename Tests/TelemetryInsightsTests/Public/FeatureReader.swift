// SPDX-License-Identifier: MIT

import TelemetryInsights

/// What somebody who knows the rules, and the total of each week, can make of what is published about a feature.
struct FeatureReader {
    /// The exact number of installations, week by week.
    let totals: [Int]
    /// How many installations at most come to, or go from, those that report it on, or the others, from one week to the next.
    let few: Int

    /// In each week, all numbers of installations that may report it on.
    ///
    /// - Parameter published: what each week's summary says; `nil` if it says nothing.
    func possible(_ published: [PublicFeature.Figures?]) -> [Set<Int>] {
        var weeks = zip(totals, published).map { total, figures in
            Set((0...total).filter { Self.says(figures, on: $0, of: total) })
        }
        for week in weeks.indices.dropFirst() {
            weeks[week] = weeks[week].filter { on in weeks[week - 1].contains { isNear($0, week - 1, on, week) } }
        }
        for week in weeks.indices.dropLast().reversed() {
            weeks[week] = weeks[week].filter { on in weeks[week + 1].contains { isNear(on, week, $0, week + 1) } }
        }
        return weeks
    }

    private static func says(_ figures: PublicFeature.Figures?, on: Int, of total: Int) -> Bool {
        // Too small a fleet has no summary at all.
        guard total >= PublicSummary.smallestFleet else { return true }
        return PublicFeature(name: "f", title: "F", on: on, installations: total).figures == figures
    }

    private func isNear(_ on: Int, _ week: Int, _ nextOn: Int, _ nextWeek: Int) -> Bool {
        abs(nextOn - on) <= few && abs((totals[nextWeek] - nextOn) - (totals[week] - on)) <= few
    }
}
