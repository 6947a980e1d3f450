// SPDX-License-Identifier: MIT

import TelemetryStore
package import TelemetryWire

/// The likelihoods that a fleet is drawn from: what an answer about it estimates, on any day, also one that is still to come.
///
/// They hold for installations of the lasting kind that are there on that day. What a fleet of them happened to become is its
/// `FleetCensus`.
package struct FleetTruth: Sendable {
    private let world: FleetWorld

    package init(_ fleet: SyntheticFleet) { world = fleet.world }

    /// How likely an installation has a feature on, whether it says so or not; `nil` if there is no such feature.
    package func adoption(of feature: String, on day: UTCDay) -> Double? {
        place(of: feature).map { world.features[$0].adoption.share(after: world.days(day.number)) }
    }

    /// How likely an installation that is heard has a feature on.
    ///
    /// `nil` if there is no such feature, and if it is a companion of the one that goes with silence, since nobody knows how
    /// many still have both.
    package func adoptionAmongHeard(of feature: String, on day: UTCDay) -> Double? {
        guard let share = adoption(of: feature, on: day), let place = place(of: feature) else { return nil }
        guard let silent = world.silentFeature else { return share }
        if place == silent {
            let optOut = world.habits.optOut
            let on = share * (1 - optOut.shareWithFeature)
            let off = (1 - share) * (1 - optOut.share)
            return on + off > 0 ? on / (on + off) : nil
        }
        return world.companions[place] == silent || world.companions[silent] == place ? nil : share
    }

    /// How likely an installation is there and says nothing, silences of some weeks left aside.
    package func silentShare(on day: UTCDay) -> Double {
        let optOut = world.habits.optOut
        guard let feature = world.silentFeature else { return optOut.share }
        let on = world.features[feature].adoption.share(after: world.days(day.number))
        return on * optOut.shareWithFeature + (1 - on) * optOut.share
    }

    /// How likely an installation that does not sign runs a release of its runtime, called as on the pages:
    /// `Node.js 20`. `nil` if there is no such release.
    package func share(ofRuntime title: String, on day: UTCDay) -> Double? {
        let rungs = world.habits.runtimes.rungs
        let reaches = rungs.map { $0.reach.share(after: world.days(day.number)) } + [0]
        let shares = rungs.indices.filter { Self.title(rungs[$0].version) == title }
            .map { reaches[$0] - reaches[$0 + 1] }
        return shares.isEmpty ? nil : shares.reduce(0, +)
    }

    private func place(of feature: String) -> Int? {
        TelemetryService.butlerSOS.features.firstIndex { $0.name == feature }
    }

    private static func title(_ version: String) -> String {
        "Node.js \(version.drop { $0 == "v" }.prefix { $0 != "." })"
    }
}
