// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryWire

/// What all installations of a fleet have in common.
struct FleetWorld: Sendable {
    let habits: FleetHabits
    let period: ClosedRange<UTCDay>
    /// The versions that sign, and the old ones that do not.
    let current, old: ReleaseCalendar
    /// In the order of the registry.
    let features: [FeatureCustom]
    /// The place of the companion of each feature that has one.
    let companions: [Int?]
    /// The place of the feature that goes with silence.
    let silentFeature: Int?
    /// The days on which somebody makes installations up.
    let burstDays: [UTCDay]

    init(habits: FleetHabits, period: ClosedRange<UTCDay>, seed: UInt64) {
        self.habits = habits
        self.period = period
        current = .swift(until: period.upperBound, from: period.lowerBound, seed: seed)
        old = .node(from: period.lowerBound)
        let names = TelemetryService.butlerSOS.features.map(\.name)
        let features = names.map { habits.features[$0] ?? .unknown }
        self.features = features
        companions = features.indices.map { index in
            features[index].companion.flatMap { names[..<index].firstIndex(of: $0.feature) }
        }
        silentFeature = habits.optOut.feature.flatMap { names.firstIndex(of: $0) }
        var random = SplitMix64(seed: seed, 3)
        let length = period.upperBound.number - period.lowerBound.number
        burstDays = (0..<1 + length / 200).map { _ in period.lowerBound.advanced(by: random.number(in: 0...length)) }
    }

    /// How many days after the fleet's first one a day is.
    func days(_ number: Int) -> Int { number - period.lowerBound.number }
}
