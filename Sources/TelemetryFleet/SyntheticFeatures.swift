// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryWire

/// Which features a synthetic installation has on, one after the other as in the registry.
struct SyntheticFeatures: Sendable {
    private var flags: [Bool]
    /// The flags that the version does not know, and so does not report.
    private let unknown: Set<Int>

    /// - Parameter isOld: versions that do not sign do not report `prometheus`.
    init(isOld: Bool, _ random: inout SplitMix64) {
        let features = TelemetryService.butlerSOS.features
        unknown = isOld ? Set(features.indices.filter { features[$0].name == "prometheus" }) : []
        var drawn: [Bool] = []
        for feature in features { drawn.append(random.chance(Self.usage[feature.name] ?? 0.1)) }
        flags = drawn
        // Whoever runs the service sends its figures somewhere.
        let destinations = features.indices.filter { ["influxdb", "prometheus", "mqtt"].contains(features[$0].name) }
        if !destinations.contains(where: { drawn[$0] }) {
            for index in destinations where features[index].name == "influxdb" { flags[index] = true }
        }
    }

    /// One feature that an administrator might switch.
    func pick(_ random: inout SplitMix64) -> Int {
        for _ in 0..<8 {
            let index = random.number(in: 0...flags.count - 1)
            if !unknown.contains(index) { return index }
        }
        return 0
    }

    mutating func toggle(_ index: Int) { flags[index].toggle() }

    /// As a `FleetState` has it.
    var text: String {
        var text = ""
        for (index, isOn) in flags.enumerated() { text += unknown.contains(index) ? "-" : isOn ? "1" : "0" }
        return text
    }

    /// Which part of the fleet has a feature on at first.
    private static let usage = [
        "heartbeat": 0.22, "dockerHealthCheck": 0.38, "uptimeMonitor": 0.71, "uptimeMonitor_storeInInfluxdb": 0.46,
        "udpServer": 0.58, "logdb": 0.04, "mqtt": 0.17, "influxdb": 0.79, "prometheus": 0.24, "appNames": 0.83,
        "userSessions": 0.77,
    ]
}
