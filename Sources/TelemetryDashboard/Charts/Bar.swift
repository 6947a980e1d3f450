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
    package var lengthAttribute: String { Coordinate.text(length) }

    /// The `d` attribute of the whisker, its caps kept off the edges, where half of their stroke would be cut away.
    package var whiskerPath: String? {
        guard let whisker else { return nil }
        let low = Coordinate.text(min(max(whisker.lowerBound, Self.inset), Self.width - Self.inset))
        let high = Coordinate.text(min(max(whisker.upperBound, Self.inset), Self.width - Self.inset))
        return "M\(low) 6H\(high)M\(low) 3V9M\(high) 3V9"
    }

    private static let inset = 0.3
}
