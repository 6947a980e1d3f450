// SPDX-License-Identifier: MIT

package import TelemetryFleet
import TelemetryInsights
import TelemetryStore
import TelemetryWire

/// How often the interval of a trend contains the change that the fleet was drawn with.
package struct ChangeStudy: Sendable {
    package private(set) var coverage = Coverage()
    /// How often a trend was found in one direction although there was one in the other, or none.
    package private(set) var wrongDirection = Coverage()

    /// Standing still, rising and falling over a quarter of a year.
    package static let curves: [AdoptionCurve] = [
        .flat(0.08), .flat(0.3), .flat(0.7), AdoptionCurve(from: 0.1, to: 0.5, middle: 50, scale: 40),
        AdoptionCurve(from: 0.6, to: 0.3, middle: 60, scale: 40),
        AdoptionCurve(from: 0.05, to: 0.2, middle: 90, scale: 30),
        AdoptionCurve(from: 0.9, to: 0.7, middle: 30, scale: 30), .flat(0.5),
    ]

    package init(fleets: Int, seed: Int = 20_000) {
        let habits = FleetHabits.independent(Self.curves)
        let names = TelemetryService.butlerSOS.features.map(\.name)
        for number in 0..<fleets {
            let study = StudyFleet(
                seed: seed + number, watched: FeatureUsage.trendWeeks + 2, counted: FeatureUsage.trendWeeks,
                habits: habits)
            for name in names {
                guard let trend = FeatureUsage(study.history, feature: name).trend,
                    let before = study.truth.adoption(
                        of: name, on: trend.weeks.lowerBound.advanced(by: -1).sunday),
                    let after = study.truth.adoption(of: name, on: trend.weeks.upperBound.sunday)
                else { continue }
                let change = after - before
                coverage.add(trend.interval.contains(change))
                let isWrong =
                    trend.interval.lowerBound > 0 && change <= 0 || trend.interval.upperBound < 0 && change >= 0
                wrongDirection.add(isWrong)
            }
        }
    }
}
