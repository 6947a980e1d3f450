// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How a share of the fleet changes over the days: along an S from one share to another, or not at all.
package struct AdoptionCurve: Sendable, Equatable {
    /// The share long before, from 0 to 1.
    package var start: Double
    /// The share long after, from 0 to 1.
    package var end: Double
    /// How many days after the fleet's first one half of the way is done.
    package var middle: Double
    /// How many days it takes from 50 % of the way to 73 %.
    package var scale: Double

    /// - Parameter scale: above 0.
    package init(from start: Double, to end: Double, middle: Double, scale: Double) {
        self.start = start
        self.end = end
        self.middle = middle
        self.scale = scale
    }

    /// A share that stays.
    package static func flat(_ share: Double) -> AdoptionCurve {
        AdoptionCurve(from: share, to: share, middle: 0, scale: 1)
    }

    /// The share so many days after the fleet's first one.
    package func share(after days: Int) -> Double {
        if start == end { return start }
        return start + (end - start) / (1 + exp((middle - Double(days)) / scale))
    }

    /// The first day, counted from the fleet's first one, on which the share lies on the other side of `share` than long
    /// before; `nil` if it never does.
    func crossing(_ share: Double) -> Int? {
        let way = (share - start) / (end - start)
        guard way > 0, way < 1 else { return nil }
        let days = (middle + scale * log(way / (1 - way))).rounded(.down)
        return abs(days) < 1_000_000 ? Int(days) + 1 : nil
    }
}
