// SPDX-License-Identifier: MIT

import TelemetryStore
package import TelemetryWire

/// What a synthetic fleet is on one day, as only its maker can know it.
///
/// It counts the installations that are there at the end of the day. Those that were only tried for a day are not among
/// them, and those that somebody made up were never there.
package struct FleetCensus: Sendable, Equatable {
    /// What installations have in common.
    package struct Group: Sendable, Equatable {
        package private(set) var installations = 0
        /// How many have a feature on, also if their version does not tell, by its name.
        package private(set) var features: [String: Int] = [:]
        /// How many run a version, a release of the runtime, an operating system, called as on the pages.
        package private(set) var versions: [String: Int] = [:]
        package private(set) var runtimes: [String: Int] = [:]
        package private(set) var systems: [String: Int] = [:]

        /// The part that has a feature on; `nil` if the group is empty.
        package func share(ofFeature name: String) -> Double? { share(features[name]) }

        package func share(ofVersion version: String) -> Double? { share(versions[version]) }

        package func share(ofRuntime title: String) -> Double? { share(runtimes[title]) }

        package func share(ofSystem name: String) -> Double? { share(systems[name]) }

        private func share(_ count: Int?) -> Double? {
            installations > 0 ? Double(count ?? 0) / Double(installations) : nil
        }

        fileprivate mutating func add(_ state: FleetState, features names: [String]) {
            installations += 1
            for name in names { features[name, default: 0] += 1 }
            versions[state.serviceVersion, default: 0] += 1
            runtimes[state.runtimeTitle, default: 0] += 1
            systems[state.operatingSystem, default: 0] += 1
        }
    }

    package let day: UTCDay
    /// Those that say nothing, too.
    package private(set) var all = Group()
    /// Those that report on the day.
    package private(set) var heard = Group()
    /// How many are not heard because their administrators want it so; the others are away for some weeks.
    package private(set) var optedOut = 0

    /// Counts. A day outside of the fleet's period finds nobody.
    package init(_ fleet: SyntheticFleet, on day: UTCDay) {
        self.day = day
        let names = TelemetryService.butlerSOS.features.map(\.name)
        let world = fleet.world
        for installation in fleet {
            guard let condition = installation.life.conditionCounted(on: day) else { continue }
            let state = condition.state(world)
            let on = names.indices.filter { condition.features.isOn($0) }.map { names[$0] }
            all.add(state, features: on)
            if condition.isHeard(world) { heard.add(state, features: on) }
            if condition.isOptedOut(world) { optedOut += 1 }
        }
    }

    /// The part that its administrators keep silent.
    package var silentShare: Double? {
        all.installations > 0 ? Double(optedOut) / Double(all.installations) : nil
    }
}

extension SyntheticLife {
    /// What it is on a day, if it is an installation in earnest.
    fileprivate func conditionCounted(on day: UTCDay) -> Condition? {
        guard lifetime.kind != .spoofed, lifetime.days.lowerBound != lifetime.days.upperBound else { return nil }
        return condition(on: day)
    }
}
