// SPDX-License-Identifier: MIT

package import TelemetryInsights

/// A vertical scale from zero to a round number, with the numbers to write beside it.
package struct ValueScale: Sendable, Equatable {
    /// The number at the top; above 0.
    package let top: Double
    /// Into how many equal parts the scale is divided.
    package let steps: Int

    /// - Parameter highest: the greatest value to be shown.
    package init(highest: Double, unit: TimeChart.Unit) {
        switch unit {
        case .share: (top, steps) = Self.shares.first { highest <= $0.top } ?? (1, 4)
        case .count: (top, steps) = Self.counts(highest)
        }
    }

    /// The whole, for parts that add up to it.
    package static let whole = ValueScale(highest: 1, unit: .share)

    /// The numbers from zero to the top.
    package var values: [Double] { (0...steps).map { top * Double($0) / Double(steps) } }

    /// A number of the scale with as many digits as tell it from its neighbours.
    package func label(_ value: Double, unit: TimeChart.Unit) -> String {
        guard unit == .share else { return Words.number(Int(exactly: value.rounded()) ?? 0) }
        let percent = (value * 1000).rounded() / 10
        let digits = percent == percent.rounded() ? "\(Int(percent))" : Words.oneDecimal(percent)
        return digits + Words.thinSpace + "%"
    }

    /// How far below the top a value lies, from 0 to 100. Values beyond the ends lie at the ends.
    package func distance(of value: Double) -> Double { 100 - 100 * min(max(value / top, 0), 1) }

    private static let shares: [(top: Double, steps: Int)] = [
        (0.01, 5), (0.02, 4), (0.05, 5), (0.1, 5), (0.2, 4), (0.25, 5), (0.4, 4), (0.5, 5), (0.8, 4), (1, 4),
    ]

    private static func counts(_ highest: Double) -> (Double, Int) {
        guard highest > 5, highest < 1e15 else { return highest > 5 ? (highest, 1) : small(highest) }
        var power = 1.0
        while power * 10 < highest { power *= 10 }
        let leads: [(Double, Int)] = [(1, 5), (2, 4), (3, 3), (4, 4), (5, 5), (6, 3), (8, 4), (10, 5)]
        let (lead, steps) = leads.first { highest <= $0.0 * power } ?? (10, 5)
        return (lead * power, steps)
    }

    /// Few enough that each whole number has its line.
    private static func small(_ highest: Double) -> (Double, Int) {
        let top = max(highest.rounded(.up), 1)
        return top.isNaN ? (1, 1) : (top, Int(top))
    }
}
