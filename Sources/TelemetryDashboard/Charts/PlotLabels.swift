// SPDX-License-Identifier: MIT

/// Where the words around a chart over weeks stand.
package enum PlotLabels {
    /// How much of the height a line of words takes.
    package static let lineHeight = 6.6

    /// Moves labels apart that would lie on each other, as little as it takes, and keeps them within 0 to 100.
    ///
    /// Promises: keeps the order; up to 15 labels have `lineHeight` between each other.
    package static func apart(_ wanted: [Double?]) -> [Double?] {
        var placed = wanted.enumerated().compactMap { index, y in y.map { (index: index, y: $0) } }
        placed.sort { ($0.y, $0.index) < ($1.y, $1.index) }
        for index in placed.indices.dropFirst() {
            placed[index].y = max(placed[index].y, placed[index - 1].y + lineHeight)
        }
        var limit = 100.0
        for index in placed.indices.reversed() {
            placed[index].y = max(min(placed[index].y, limit), 0)
            limit = placed[index].y - lineHeight
        }
        var result: [Double?] = Array(repeating: nil, count: wanted.count)
        for label in placed { result[label.index] = label.y }
        return result
    }

    /// Which of `count` weeks are named below the chart: all of a few, else the first, the last and some between them, at equal
    /// distances if that can be.
    package static func weeks(_ count: Int) -> [Int] {
        guard count > 8 else { return Array(0..<max(count, 0)) }
        let parts = [4, 5, 3].first { (count - 1).isMultiple(of: $0) } ?? 4
        return (0...parts).map { Int((Double($0) * Double(count - 1) / Double(parts)).rounded()) }
    }
}
