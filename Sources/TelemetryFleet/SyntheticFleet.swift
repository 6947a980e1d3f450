// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryStore
package import TelemetryWire

/// A fleet of installations that never existed: for measurements, demonstrations and tests, never for an answer.
///
/// Each installation depends on the seed, the period, the habits and its own number alone: the first thousand of a fleet of
/// a million are the fleet of a thousand. What is true of the fleet is known: `FleetTruth`, `FleetCensus`.
package struct SyntheticFleet: Sendable, RandomAccessCollection {
    package let startIndex = 0
    package let endIndex: Int
    /// From the first day to the last.
    package var period: ClosedRange<UTCDay> { world.period }
    /// How often things happen to an installation.
    package var habits: FleetHabits { world.habits }

    private let seed: UInt64
    let world: FleetWorld

    /// - Parameters:
    ///   - installations: how many there ever were; some of them are gone by the end, and some may never say anything.
    ///   - period: the days of their reports.
    package init(installations: Int, period: ClosedRange<UTCDay>, seed: UInt64, habits: FleetHabits = .usual) {
        endIndex = installations
        self.seed = seed
        world = FleetWorld(habits: habits, period: period, seed: seed)
    }

    package subscript(number: Int) -> SyntheticInstallation {
        var random = SplitMix64(seed: seed, 2, number)
        let id = Hex.encode(random.bytes32())
        let keySeed = random.bytes32()
        let isSigned = !random.chance(world.habits.unsigned)
        let life = SyntheticLife.draw(isSigned: isSigned, in: world, &random)
        return SyntheticInstallation(
            number: number, id: id, isSigned: isSigned, life: life, spans: life.spans(&random), keySeed: keySeed,
            restarts: world.habits.restarts, dailySeed: random.next())
    }
}
