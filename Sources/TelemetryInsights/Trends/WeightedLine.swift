// SPDX-License-Identifier: MIT

/// The straight line through points of different weight that is nearest by least squares.
struct WeightedLine {
    struct Point {
        var x: Double
        var y: Double
        /// Above 0.
        var weight: Double
    }

    let slope: Double
    /// How much each point's `y` counts for the slope: they add up to 0.
    let leverages: [Double]

    /// `nil` if the points do not lie at two places at least.
    init?(_ points: [Point]) {
        let total = points.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return nil }
        let middle = points.reduce(0) { $0 + $1.weight * $1.x } / total
        let spread = points.reduce(0) { $0 + $1.weight * ($1.x - middle) * ($1.x - middle) }
        guard spread > 0 else { return nil }
        leverages = points.map { $0.weight * ($0.x - middle) / spread }
        slope = zip(leverages, points).reduce(0) { $0 + $1.0 * $1.1.y }
    }
}
