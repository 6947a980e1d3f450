// SPDX-License-Identifier: MIT

package import TelemetryInsights

/// The shape of one horizontal bar with a whisker for its interval, in a box 100 wide and 12 high.
///
/// Promises: nothing lies outside the box, whatever the proportion; the attributes contain only digits, points and path
/// letters.
package struct Bar: Sendable, Equatable {
    /// The width of the box; a percentage is a length in it.
    package static let width = 100.0
    /// The height of the box.
    package static let height = 12.0

    /// Where the bar ends; 0 if nothing was observed.
    package let length: Double
    /// The ends of the whisker; `nil` if nothing was observed.
    package let whisker: ClosedRange<Double>?

    package init(_ proportion: Proportion) {
        length = Self.width * (proportion.share ?? 0)
        whisker = proportion.interval.map { Self.width * $0.lowerBound...Self.width * $0.upperBound }
    }

    /// The value of the `width` attribute.
    package var lengthAttribute: String { Self.coordinate(length) }

    /// The `d` attribute of the whisker, its caps kept off the edges, where half of their stroke would be cut away.
    package var whiskerPath: String? {
        guard let whisker else { return nil }
        let low = Self.coordinate(min(max(whisker.lowerBound, Self.inset), Self.width - Self.inset))
        let high = Self.coordinate(min(max(whisker.upperBound, Self.inset), Self.width - Self.inset))
        return "M\(low) 6H\(high)M\(low) 3V9M\(high) 3V9"
    }

    /// A number with at most two decimals, moved into the box.
    package static func coordinate(_ value: Double) -> String {
        guard value > 0 else { return "0" }
        let hundredths = Int((min(value, width) * 100).rounded())
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)" }
        if rest.isMultiple(of: 10) { return "\(whole).\(rest / 10)" }
        return rest < 10 ? "\(whole).0\(rest)" : "\(whole).\(rest)"
    }

    private static let inset = 0.3
}
