// SPDX-License-Identifier: MIT

import SeededNumbers

/// Smooth, seeded unrest: a curve through random points, one for each period of time.
struct Noise: Sendable {
    private let seed: UInt64
    private let period: Int

    /// Starts a curve of its own for each seed.
    ///
    /// - Parameter period: milliseconds from one random point to the next.
    init(seed: UInt64, period: Int) {
        self.seed = seed
        self.period = period
    }

    /// A value from -1 to 1 that moves gently within a period.
    func value(at moment: Moment) -> Double {
        let slot = moment.milliseconds / period
        let part = Double(moment.milliseconds % period) / Double(period)
        let eased = part * part * (3 - 2 * part)
        let from = point(slot)
        return from + (point(slot + 1) - from) * eased
    }

    private func point(_ slot: Int) -> Double {
        var random = SplitMix64(seed: seed, slot)
        return random.fraction() * 2 - 1
    }
}
