// SPDX-License-Identifier: MIT

package import TelemetryWire

/// What the store knows about the active installations of one service on one day.
///
/// An installation is active if it was seen within the last `FleetOverview.activeDays` days; it counts with its newest
/// report. A flag that an installation did not report is unknown and is in neither of the flag's counts.
package struct FleetOverview: Sendable, Equatable {
    /// How long an installation counts as active after it was last seen, the day itself included.
    package static let activeDays = 30

    /// The day the counts were made for.
    package var day: UTCDay
    /// The earliest day on which any of the counted installations was first seen; `nil` if there are none.
    package var firstSeen: UTCDay?
    /// The number of active installations.
    package var installations: Int
    /// Of these, those that were seen on one day only: no published figure and no export has them.
    package var quarantined: Int
    /// One entry per feature of the service, in registry order.
    package var features: [FeatureCount]
    /// How many installations run on each platform and release (`linux · Debian GNU/Linux 12`), most frequent first.
    package var operatingSystems: [ValueCount]
    package var architectures: [ValueCount]
    /// Runtime and version (`Node.js 20`, `Swift 6.3`), most frequent first.
    package var runtimes: [ValueCount]
    package var serviceVersions: [ValueCount]

    package init(
        day: UTCDay, firstSeen: UTCDay?, installations: Int, quarantined: Int = 0, features: [FeatureCount],
        operatingSystems: [ValueCount],
        architectures: [ValueCount], runtimes: [ValueCount], serviceVersions: [ValueCount]
    ) {
        self.day = day
        self.firstSeen = firstSeen
        self.installations = installations
        self.quarantined = quarantined
        self.features = features
        self.operatingSystems = operatingSystems
        self.architectures = architectures
        self.runtimes = runtimes
        self.serviceVersions = serviceVersions
    }
}

/// How many installations have a feature switched on, of those that said whether they do.
package struct FeatureCount: Sendable, Equatable {
    package var feature: String
    package var enabled: Int
    package var known: Int

    package init(feature: String, enabled: Int, known: Int) {
        self.feature = feature
        self.enabled = enabled
        self.known = known
    }
}

/// How many installations reported a value.
package struct ValueCount: Sendable, Equatable {
    package var value: String
    package var count: Int

    package init(value: String, count: Int) {
        self.value = value
        self.count = count
    }
}
