// SPDX-License-Identifier: MIT

/// How often things happen to an installation. All rates are per installation and year.
package struct FleetHabits: Sendable {
    /// How often an administrator switches features; some switches are taken back within weeks, and count again.
    package var switches: Double
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
    /// Which part does not sign: versions of the original.
    package var unsigned: Double
    /// Which part is tried for one day and never seen again.
    package var oneDay: Double

    /// With the versions that it takes up, about ten changes a year.
    package static let usual = FleetHabits(
        switches: 4, silences: 0.8, systemUpgrades: 0.3, restarts: 20, churn: 0.12, growth: 0.35, unsigned: 0.2,
        oneDay: 0.03)
}
