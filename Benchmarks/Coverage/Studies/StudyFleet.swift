// SPDX-License-Identifier: MIT

package import TelemetryFleet
import TelemetryInsights
import TelemetryStore
import TelemetryWire

/// A fleet whose truth is known, and what a collector would know of it.
struct StudyFleet {
    static let size = 300

    let fleet: SyntheticFleet
    let history: FleetHistory
    let truth: FleetTruth

    /// The day on which the newest week ends.
    var day: UTCDay { history.latest.sunday }

    /// A fleet that is watched for `watched` weeks, the last `weeks` of which are counted.
    init(seed: Int, watched: Int, counted weeks: Int, habits: FleetHabits) {
        // Any Monday will do.
        let first = ISOWeek(number: 2_860)
        let last = first.advanced(by: watched - 1)
        fleet = SyntheticFleet(
            installations: Self.size, period: first.monday...last.sunday, seed: UInt64(seed), habits: habits)
        let range = last.advanced(by: 1 - weeks)...last
        history = FleetHistory(
            service: TelemetryService.butlerSOS.name, weeks: range, counts: StudyCounts(fleet, in: range).counts)
        truth = FleetTruth(fleet)
    }
}

extension FleetHabits {
    /// The usual habits, with features of which one says nothing about the other.
    ///
    /// - Parameter adoption: of each feature of the registry, from the beginning again if there are fewer.
    package static func independent(_ adoption: [AdoptionCurve]) -> FleetHabits {
        var habits = FleetHabits.usual
        habits.features = [:]
        for (index, feature) in TelemetryService.butlerSOS.features.enumerated() {
            habits.features[feature.name] = FeatureCustom(adoption[index % adoption.count])
        }
        return habits
    }
}
