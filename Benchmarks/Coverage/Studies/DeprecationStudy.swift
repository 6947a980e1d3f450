// SPDX-License-Identifier: MIT

import TelemetryFleet
import TelemetryInsights
import TelemetryStore
import TelemetryWire

/// How often features are called candidates for deprecation that are used by so many that they should not be.
package struct DeprecationStudy: Sendable {
    /// How often a feature was a candidate.
    package private(set) var advised = Coverage()

    /// - Parameters:
    ///   - likelihood: of each feature. At the threshold the advice is wrong, if only just, and more often than for any
    ///     higher likelihood.
    ///   - weeks: how many weeks in a row it takes.
    package init(
        fleets: Int, likelihood: Double = DeprecationAdvice.threshold, weeks: Int = DeprecationAdvice.weeks,
        threshold: Double = DeprecationAdvice.threshold, seed: Int = 60_000
    ) {
        let habits = FleetHabits.independent([.flat(likelihood)])
        for number in 0..<fleets {
            let study = StudyFleet(
                seed: seed + number, watched: weeks + 2, counted: weeks, habits: habits)
            let usages = FeatureUsage.all(study.history)
            let advice = DeprecationAdvice(usages, threshold: threshold, weeks: weeks)
            let candidates = Set(advice.candidates.map(\.feature))
            for usage in usages { advised.add(candidates.contains(usage.feature)) }
        }
    }
}
