// SPDX-License-Identifier: MIT

import TelemetryWire

/// Counts the installations of one service in one week, dimension by dimension.
///
/// The one definition of what a rollup says: stores that count with it, and that correct their counts with the difference of
/// two, say the same as a recount.
package struct WeekRollup: Sendable {
    /// Flags are expanded into pairs once for all installations that share them.
    private struct Flags: Hashable {
        var minorVersion: String
        var flags: String
    }

    private let service: String
    private let features: [String]
    private let week: ISOWeek
    private var counts: [RollupCell: Int] = [:]
    private var flags: [Flags: Int] = [:]

    package init(service: String, week: ISOWeek) {
        self.service = service
        self.week = week
        features = FieldRegistry.service(named: service)?.features.map(\.name) ?? []
    }

    /// Adds `count` installations that are the same in this week. Those of another service are not counted.
    package mutating func add(_ member: WeekMember, count: Int = 1) {
        let state = member.state
        guard state.service == service else { return }
        let minor = Self.minorVersion(of: state.serviceVersion)
        guard member.isConfirmed else { return add(count, minor, .quarantined, "") }
        add(count, minor, .installations, "")
        let previous = member.previous.flatMap { $0.service == service ? $0 : nil }
        let isNew = ISOWeek(member.firstSeen) >= week
        add(count, minor, .activity, isNew ? "new" : member.previous == nil ? "returned" : "kept")
        add(count, minor, .version, state.serviceVersion)
        add(count, minor, .arch, state.arch)
        add(count, minor, .platform, state.platform)
        add(count, minor, .release, state.release)
        add(count, minor, .distro, state.distro)
        add(count, minor, .codename, state.codename)
        add(count, minor, .virtual, state.virtual ? "true" : "false")
        add(count, minor, .runtime, state.runtimeTitle)
        add(count, minor, .system, "\(state.operatingSystem) · \(state.arch)")
        add(count, minor, .cohort, String(member.firstSeen.description.prefix(7)))
        flags[Flags(minorVersion: minor, flags: state.flags), default: 0] += count
        if let previous, previous != state { addTransitions(from: previous, to: state, minor, count) }
    }

    /// The counts, without those that are zero.
    package var cells: [RollupCell: Int] {
        var all = self
        for (shared, count) in flags { all.addFeatures(shared.flags, shared.minorVersion, count) }
        return all.counts.filter { $0.value != 0 }
    }

    private mutating func add(_ count: Int, _ minor: String, _ dimension: RollupDimension, _ value: String) {
        counts[RollupCell(minorVersion: minor, dimension: dimension, value: value), default: 0] += count
    }

    private mutating func addFeatures(_ flags: String, _ minor: String, _ count: Int) {
        let known = zip(features, flags).filter { $0.1 != "-" }.map { "\($0.0)=\($0.1 == "1" ? "on" : "off")" }
        for (index, feature) in known.enumerated() {
            add(count, minor, .feature, feature)
            for other in known[(index + 1)...] { add(count, minor, .pair, "\(feature) \(other)") }
        }
    }

    private mutating func addTransitions(
        from previous: FleetState, to state: FleetState, _ minor: String, _ count: Int
    ) {
        for (feature, (old, new)) in zip(features, zip(previous.flags, state.flags)) {
            switch (old, new) {
            case ("0", "1"): add(count, minor, .transition, "\(feature)=off>on")
            case ("1", "0"): add(count, minor, .transition, "\(feature)=on>off")
            default: break
            }
        }
        let oldMinor = Self.minorVersion(of: previous.serviceVersion)
        if oldMinor != minor { add(count, minor, .transition, "version=\(oldMinor)>\(minor)") }
    }

    /// `14.2` of 14.2.1; the whole text if it has no second part.
    package static func minorVersion(of version: String) -> String {
        let parts = version.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count < 3 ? version : "\(parts[0]).\(parts[1])"
    }
}
