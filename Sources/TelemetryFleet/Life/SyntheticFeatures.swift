// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryWire

/// Which features a synthetic installation has on, one after the other as in the registry.
///
/// Each administrator leans towards a feature: from 0, who wants it as soon as anybody does, to 1. A feature is on as long as
/// the leaning is below the share of the fleet that has it on. Leanings are even, whatever became of them, so on each day the
/// likelihood of a feature is what its curve says.
struct SyntheticFeatures: Sendable, Equatable {
    private var flags: [Bool]
    private(set) var leanings: [Double]
    /// The flags that the version does not tell.
    private let unknown: Set<Int>

    /// - Parameters:
    ///   - isOld: versions that do not sign do not report `prometheus`, and now and then not another flag either.
    ///   - days: how long the fleet was there already.
    init(isOld: Bool, after days: Int, _ world: FleetWorld, _ random: inout SplitMix64) {
        var unknown: Set<Int> = []
        if isOld {
            for (index, feature) in TelemetryService.butlerSOS.features.enumerated()
            where random.chance(world.habits.unknownFlags) || feature.name == "prometheus" { unknown.insert(index) }
        }
        self.unknown = unknown
        var leanings: [Double] = []
        for (index, custom) in world.features.enumerated() {
            let own = random.fraction()
            guard let place = world.companions[index], let companion = custom.companion else {
                leanings.append(own)
                continue
            }
            let shared = companion.isOpposite ? 1 - leanings[place] : leanings[place]
            leanings.append(random.chance(companion.strength) ? shared : own)
        }
        self.leanings = leanings
        flags = zip(leanings, world.features).map { $0 < $1.adoption.share(after: days) }
    }

    var count: Int { flags.count }

    func isOn(_ index: Int) -> Bool { flags[index] }

    /// Decides about a feature, perhaps with another leaning than before.
    mutating func decide(_ index: Int, leaning: Double?, after days: Int, _ world: FleetWorld) {
        if let leaning { leanings[index] = leaning }
        flags[index] = leanings[index] < world.features[index].adoption.share(after: days)
    }

    /// As a `FleetState` has it.
    var text: String {
        var text = ""
        for (index, isOn) in flags.enumerated() { text += unknown.contains(index) ? "-" : isOn ? "1" : "0" }
        return text
    }
}
