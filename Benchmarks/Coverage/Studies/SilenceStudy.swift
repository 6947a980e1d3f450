// SPDX-License-Identifier: MIT

import TelemetryFleet
package import TelemetryInsights
import TelemetryWire

/// Whether bounds that allow for silent installations contain the truth about all of them, if those who have a feature are
/// silent far more often than others, or far less.
package struct SilenceStudy: Sendable {
    /// One fleet.
    package struct Sample: Sendable {
        package let adoption: FeatureAdoption
        /// The share of the fleet that has the feature, and the part of it that is silent.
        package let share, silent: Double
        /// The same as they were likely before the fleet was drawn.
        package let likelyShare, likelySilent: Double
    }

    package private(set) var samples: [Sample] = []

    /// The likelihood of a feature, and how likely those with it are silent, and the others.
    package static let cases: [(likelihood: Double, silentWith: Double, silent: Double)] = [
        (0.3, 0.9, 0.05), (0.2, 0.6, 0.1), (0.5, 0.05, 0.7), (0.1, 0.95, 0.2), (0.4, 0, 0.3), (0.04, 0.5, 0.3),
    ]

    package init(fleets: Int, seed: Int = 40_000) {
        let feature = "mqtt"
        for number in 0..<fleets {
            let given = Self.cases[number % Self.cases.count]
            var habits = FleetHabits.independent([.flat(given.likelihood)])
            habits.optOut = .init(share: given.silent, with: feature, given.silentWith)
            let study = StudyFleet(seed: seed + number, watched: 9, counted: 1, habits: habits)
            let census = FleetCensus(study.fleet, on: study.day)
            guard census.all.installations > 0, let share = census.all.share(ofFeature: feature),
                let likelyShare = study.truth.adoption(of: feature, on: study.day)
            else { continue }
            samples.append(
                Sample(
                    adoption: FeatureUsage(study.history, feature: feature).adoption, share: share,
                    // Who is away for some weeks says nothing either.
                    silent: 1 - Double(census.heard.installations) / Double(census.all.installations),
                    likelyShare: likelyShare, likelySilent: study.truth.silentShare(on: study.day)))
        }
    }

    /// How often the bounds contain the share that the fleet came to.
    ///
    /// - Parameter stated: which part of the true silence is stated; with less than all the bounds promise nothing.
    package func fleet(stated: Double = 1) -> Coverage {
        coverage { $0.adoption.worstCase(silent: $0.silent * stated)?.contains($0.share) }
    }

    /// How often the bounds contain the likelihood that the fleet was drawn with.
    ///
    /// If all that are silent are on one side, a bound has no room but the interval's own: in such a case it may be missed
    /// as often as one end of that, 2.5 %.
    package var likelihood: Coverage {
        coverage { $0.adoption.worstCase(silent: $0.likelySilent)?.contains($0.likelyShare) }
    }

    /// How often the interval, which knows nothing of silence, contains the fleet's share.
    package var intervalAlone: Coverage {
        coverage { $0.adoption.proportion.interval?.contains($0.share) }
    }

    private func coverage(_ isRight: (Sample) -> Bool?) -> Coverage {
        samples.reduce(into: Coverage()) { $0.add(isRight($1) ?? false) }
    }
}
