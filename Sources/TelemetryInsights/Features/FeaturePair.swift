// SPDX-License-Identifier: MIT

import TelemetryStore

/// How two features go together, among the installations that told about both in the latest week.
package struct FeaturePair: Sendable, Equatable {
    /// A count below this could tell of single installations, and says little.
    package static let smallestCell = 5

    package let first: String
    package let second: String
    package let both: Int
    package let onlyFirst: Int
    package let onlySecond: Int
    package let neither: Int

    package init(first: String, second: String, both: Int, onlyFirst: Int, onlySecond: Int, neither: Int) {
        self.first = first
        self.second = second
        self.both = max(both, 0)
        self.onlyFirst = max(onlyFirst, 0)
        self.onlySecond = max(onlySecond, 0)
        self.neither = max(neither, 0)
    }

    /// The installations that told about both.
    package var n: Int { both + onlyFirst + onlySecond + neither }

    /// True if any of the four counts is below 5: there is no lift then.
    package var isSuppressed: Bool { min(both, onlyFirst, onlySecond, neither) < Self.smallestCell }

    /// How many times as often both are on as if they had nothing to do with each other; `nil` if suppressed.
    package var lift: Double? {
        guard !isSuppressed else { return nil }
        let shares = cells
        return shares.both / ((shares.both + shares.onlyFirst) * (shares.both + shares.onlySecond))
    }

    /// The 95 % interval of the lift, from the spread of its logarithm; `nil` if suppressed.
    package var liftInterval: ClosedRange<Double>? {
        guard let lift else { return nil }
        let shares = cells
        let (first, second) = (1 / (shares.both + shares.onlyFirst), 1 / (shares.both + shares.onlySecond))
        let slope = 1 / shares.both - first - second
        let squares =
            shares.both * slope * slope + shares.onlyFirst * first * first + shares.onlySecond * second * second
        let reach = Proportion.z * (max(squares - 1, 0) / Double(n)).squareRoot()
        return lift * Double.exponential(-reach)...lift * Double.exponential(reach)
    }

    /// The correlation of the two, from −1 to 1; `nil` if suppressed.
    package var phi: Double? {
        guard !isSuppressed else { return nil }
        let shares = cells
        let (first, second) = (shares.both + shares.onlyFirst, shares.both + shares.onlySecond)
        let spread = (first * (1 - first) * second * (1 - second)).squareRoot()
        return min(max((shares.both * shares.neither - shares.onlyFirst * shares.onlySecond) / spread, -1), 1)
    }

    private var cells: (both: Double, onlyFirst: Double, onlySecond: Double, neither: Double) {
        let n = Double(n)
        return (Double(both) / n, Double(onlyFirst) / n, Double(onlySecond) / n, Double(neither) / n)
    }

    /// Every pair that the latest week counts: those with a lift first, the strongest connection (either way) before
    /// the weaker ones, then by name.
    package static func all(_ history: FleetHistory) -> [FeaturePair] {
        pairs(history).map { (pair: $0, strength: $0.phi.map(abs) ?? -1) }
            .sorted { left, right in
                left.strength == right.strength
                    ? (left.pair.first, left.pair.second) < (right.pair.first, right.pair.second)
                    : left.strength > right.strength
            }
            .map { $0.pair }
    }

    /// In no order.
    static func pairs(_ history: FleetHistory) -> [FeaturePair] {
        struct Names: Hashable {
            var first: Substring
            var second: Substring
        }
        var cells: [Names: [Int]] = [:]
        for (value, count) in history.counts(of: .pair, in: history.latest) {
            let flags = value.split(separator: " ", omittingEmptySubsequences: false)
            guard flags.count == 2, let first = Flag(flags[0]), let second = Flag(flags[1]) else { continue }
            let place = (first.isOn ? 0 : 2) + (second.isOn ? 0 : 1)
            cells[Names(first: first.name, second: second.name), default: [0, 0, 0, 0]][place] += count
        }
        return cells.map { names, counts in
            FeaturePair(
                first: String(names.first), second: String(names.second), both: counts[0], onlyFirst: counts[1],
                onlySecond: counts[2], neither: counts[3])
        }
    }
}

/// `mqtt=on`
private struct Flag {
    let name: Substring
    let isOn: Bool

    init?(_ text: Substring) {
        if text.hasSuffix("=on") {
            (name, isOn) = (text.dropLast(3), true)
        } else if text.hasSuffix("=off") {
            (name, isOn) = (text.dropLast(4), false)
        } else {
            return nil
        }
    }
}
