// SPDX-License-Identifier: MIT

/// How often things happen to an installation. All rates are per installation and year, all parts are from 0 to 1.
package struct FleetHabits: Sendable {
    /// How often an administrator thinks again about a feature, and decides as the fleet does at that time. Some take that
    /// back within weeks.
    package var reconsiderations: Double
    /// How often an installation is silent for more than a week.
    package var silences: Double
    /// How often its operating system goes to a newer release.
    package var systemUpgrades: Double
    /// How often it starts again, beside its reports at every twelve hours.
    package var restarts: Double
    /// Which part of the fleet is given up in a year.
    package var churn: Double
    /// How many installations join in a year, as a part of those that were there at the beginning.
    package var growth: Double
    /// Which part does not sign: versions of the original, on Node.js.
    package var unsigned: Double
    /// How likely one of those does not tell a flag.
    package var unknownFlags: Double
    /// How likely an installation goes back to the version before, days after an update.
    package var fallBacks: Double
    /// Which part is tried for one day and never seen again.
    package var oneDay: Double
    /// Which part are containers without a place for their secret: there for days, one is the most likely.
    package var containers: Double
    /// Which part is copied to a second host for a time, with its ID, so that two report in turn.
    package var clones: Double
    /// Which part somebody makes up: one report each, all on one of a few days.
    package var spoofed: Double
    /// Who says nothing.
    package var optOut = OptOut()
    /// What is used by how many, by the name of the feature; others are used by 10 %.
    package var features = FeatureCustom.butlerSOS
    /// How the runtime of those that do not sign goes to newer releases.
    package var runtimes = RuntimeLadder.node

    /// With the versions that it takes up, about ten changes a year.
    package static let usual = FleetHabits(
        reconsiderations: 8, silences: 0.8, systemUpgrades: 0.3, restarts: 20, churn: 0.12, growth: 0.35, unsigned: 0.2,
        unknownFlags: 0.02, fallBacks: 0.03, oneDay: 0.03, containers: 0.03, clones: 0.003, spoofed: 0.015)

    /// Nothing happens but what the curves of features and runtimes say and the versions that are taken up: all are there
    /// from the first day to the last, all sign and all are heard.
    package static let undisturbed = FleetHabits(
        reconsiderations: 0, silences: 0, systemUpgrades: 0, restarts: 0, churn: 0, growth: 0, unsigned: 0,
        unknownFlags: 0, fallBacks: 0, oneDay: 0, containers: 0, clones: 0, spoofed: 0)

    /// The part of the fleet that is there and says nothing.
    package struct OptOut: Sendable {
        /// Which part of those that do not have the feature says nothing; of all, if there is no feature.
        package var share = 0.0
        /// The feature that goes with silence.
        package var feature: String?
        /// Which part of those that have the feature says nothing, as long as they have it on.
        package var shareWithFeature = 0.0

        package init(share: Double = 0) { self.share = share }

        package init(share: Double, with feature: String, _ shareWithFeature: Double) {
            self.share = share
            self.feature = feature
            self.shareWithFeature = shareWithFeature
        }
    }
}
