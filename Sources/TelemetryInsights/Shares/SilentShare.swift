// SPDX-License-Identifier: MIT

/// Installations that say nothing at all, because somebody switched telemetry off or a firewall stops it.
///
/// Nobody can count them. Worst-case bounds assume a share of them and let them all be one thing or the other.
package enum SilentShare {
    /// Assumed unless somebody states another: 30 % of all installations.
    package static let assumed = 0.3
}

extension Proportion {
    /// What the share among all installations lies between if `silent` of them (0 to 1) say nothing: at one end none of
    /// the silent ones has the property and the interval's lower end holds for the others, at the other end all have it
    /// and the upper end holds. `nil` if nothing was observed.
    ///
    /// Promises: contains the interval.
    package func worstCase(silent: Double) -> ClosedRange<Double>? {
        interval.map { Self.worstCase($0, silent: silent) }
    }

    /// The bounds of a share among those who speak, widened by those who do not.
    static func worstCase(_ interval: ClosedRange<Double>, silent: Double) -> ClosedRange<Double> {
        let silent = silent.isNaN ? 1 : min(max(silent, 0), 1)
        let lower = interval.lowerBound * (1 - silent)
        return lower...max(interval.upperBound * (1 - silent) + silent, interval.upperBound)
    }
}
