// SPDX-License-Identifier: MIT

package import TelemetryWire

extension FleetOverview {
    /// Counts an overview out of the states of the active installations, each with how many installations are in it.
    package init(
        service: String, day: UTCDay, firstSeen: UTCDay?, quarantined: Int = 0,
        states: [(state: FleetState, count: Int)]
    ) {
        let features = FieldRegistry.service(named: service)?.features ?? []
        var enabled = [Int](repeating: 0, count: features.count)
        var known = [Int](repeating: 0, count: features.count)
        for (state, count) in states {
            for (index, flag) in state.flags.enumerated() where index < features.count && flag != "-" {
                known[index] += count
                if flag == "1" { enabled[index] += count }
            }
        }
        func counts(_ value: (FleetState) -> String) -> [ValueCount] {
            var totals: [String: Int] = [:]
            for (state, count) in states { totals[value(state), default: 0] += count }
            return totals.map { ValueCount(value: $0.key, count: $0.value) }
                .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
        }
        self.init(
            day: day, firstSeen: firstSeen, installations: states.reduce(0) { $0 + $1.count },
            quarantined: quarantined,
            features: features.indices.map {
                FeatureCount(feature: features[$0].name, enabled: enabled[$0], known: known[$0])
            },
            operatingSystems: counts(\.operatingSystem), architectures: counts(\.arch),
            runtimes: counts(\.runtimeTitle),
            serviceVersions: counts(\.serviceVersion))
    }
}
