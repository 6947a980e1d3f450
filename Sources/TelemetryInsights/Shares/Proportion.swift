// SPDX-License-Identifier: MIT

/// How many of `n` observations have a property, and how sure that makes us of the share behind them.
///
/// Promises: `0 <= successes <= n`; counts that contradict each other are moved to the nearest that do not.
package struct Proportion: Sendable, Equatable {
    /// The quantile of the normal distribution that leaves 2.5 % on either side.
    package static let z = 1.959964

    package let successes: Int
    package let n: Int

    package init(successes: Int, n: Int) {
        self.n = max(n, 0)
        self.successes = min(max(successes, 0), self.n)
    }

    /// The observed share, from 0 to 1; `nil` if nothing was observed.
    package var share: Double? {
        n > 0 ? Double(successes) / Double(n) : nil
    }

    /// The Wilson score interval at 95 %; `nil` if nothing was observed.
    ///
    /// Promises: lies within 0 and 1, contains the share, and reaches exactly 0 for none and exactly 1 for all.
    package var interval: ClosedRange<Double>? {
        guard let share else { return nil }
        let count = Double(n)
        let zz = Self.z * Self.z
        let center = share + zz / (2 * count)
        let reach = Self.z * (share * (1 - share) / count + zz / (4 * count * count)).squareRoot()
        let scale = 1 + zz / count
        // The share bounds both ends, since rounding may push an end that is exactly 0 or 1 to the wrong side of it.
        let lower = min(max((center - reach) / scale, 0), share)
        let upper = max(min((center + reach) / scale, 1), share)
        return lower...upper
    }
}
