// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

/// What an installation is at one moment of its life.
struct Condition: Sendable {
    private(set) var version: Int
    private(set) var features: SyntheticFeatures
    private var host: SyntheticHost
    private var rung: Int
    /// The version that it would fall back to.
    private var earlierVersion: Int
    private var silences = 0
    /// The version of the copy on a second host, which nobody cares for, while that one reports.
    private var copiedVersion: Int?

    private let calendar: ReleaseCalendar
    private let leanings: Leanings

    /// What an administrator is like, once and for all.
    struct Leanings: Sendable {
        /// From 0, who is always the first to have a new runtime, to 1.
        var runtime: Double
        /// From 0, who never says anything, to 1.
        var speech: Double
    }

    init(
        version: Int, features: SyntheticFeatures, host: SyntheticHost, calendar: ReleaseCalendar, leanings: Leanings,
        on day: Int, _ world: FleetWorld
    ) {
        self.version = version
        self.features = features
        self.host = host
        self.calendar = calendar
        self.leanings = leanings
        earlierVersion = version
        rung = world.habits.runtimes.rung(leaning: leanings.runtime, after: world.days(day))
    }

    mutating func apply(_ happening: Happening, on day: Int, _ world: FleetWorld) {
        switch happening {
        case .upgrade(let next): if next > version { (earlierVersion, version) = (version, next) }
        case .fallBack(let from): if version == from { version = earlierVersion }
        case .decision(let feature, let leaning):
            features.decide(feature, leaning: leaning, after: world.days(day), world)
        case .systemUpgrade: host.upgrade()
        case .runtimeUpgrade:
            rung = world.habits.runtimes.rung(leaning: leanings.runtime, after: world.days(day))
        case .silence: silences += 1
        case .endOfSilence: silences -= 1
        case .turn(let ofCopy): copiedVersion = ofCopy ? copiedVersion ?? earlierVersion : nil
        }
    }

    /// True if its administrator wants it to say nothing.
    func isOptedOut(_ world: FleetWorld) -> Bool {
        let optOut = world.habits.optOut
        let hasFeature = world.silentFeature.map { features.isOn($0) } ?? false
        return leanings.speech < (hasFeature ? optOut.shareWithFeature : optOut.share)
    }

    /// True if it reports.
    func isHeard(_ world: FleetWorld) -> Bool { silences <= 0 && !isOptedOut(world) }

    func state(_ world: FleetWorld) -> FleetState {
        let release = calendar.releases[copiedVersion ?? version]
        return FleetState(
            service: TelemetryService.butlerSOS.name, serviceVersion: release.version, arch: host.arch,
            platform: host.platform, release: host.release.number, distro: host.distro, codename: host.release.codename,
            virtual: host.isVirtual != (copiedVersion != nil), runtime: calendar.runtime,
            runtimeVersion: release.runtimeVersion ?? world.habits.runtimes.rungs[rung].version, flags: features.text)
    }
}
