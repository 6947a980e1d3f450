// SPDX-License-Identifier: MIT

import TelemetryFleet
package import TelemetryInsights
import TelemetryWire

/// How often the interval of a feature's share contains the likelihood that the fleet was drawn with.
package struct IntervalStudy: Sendable {
    /// A feature in one fleet.
    package struct Sample: Sendable {
        package let likelihood: Double
        package let proportion: Proportion
    }

    package private(set) var samples: [Sample] = []

    /// From hardly anybody to nearly everybody, one for each feature of the registry.
    package static let likelihoods = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 0.9, 0.97]

    package init(fleets: Int, seed: Int = 1_000) {
        let habits = FleetHabits.independent(Self.likelihoods.map { .flat($0) })
        for number in 0..<fleets {
            let study = StudyFleet(seed: seed + number, watched: 9, counted: 1, habits: habits)
            for feature in TelemetryService.butlerSOS.features {
                guard let likelihood = study.truth.adoption(of: feature.name, on: study.day) else { continue }
                let usage = FeatureUsage(study.history, feature: feature.name)
                samples.append(Sample(likelihood: likelihood, proportion: usage.adoption.proportion))
            }
        }
    }

    /// How often an interval contains the likelihood.
    ///
    /// - Parameters:
    ///   - likelihood: only of features with this one; `nil` for all.
    ///   - interval: what is put to the test.
    package func coverage(
        of likelihood: Double? = nil, interval: (Proportion) -> ClosedRange<Double>? = { $0.interval }
    ) -> Coverage {
        var coverage = Coverage()
        for sample in samples where likelihood == nil || sample.likelihood == likelihood {
            coverage.add(interval(sample.proportion)?.contains(sample.likelihood) ?? false)
        }
        return coverage
    }
}
