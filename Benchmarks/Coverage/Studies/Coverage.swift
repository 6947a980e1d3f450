// SPDX-License-Identifier: MIT

import TelemetryInsights

/// In how many cases a statement about a simulated fleet was right.
package struct Coverage: Sendable, Equatable {
    package private(set) var right = 0
    package private(set) var cases = 0

    package init() {}

    package mutating func add(_ isRight: Bool) {
        cases += 1
        right += isRight ? 1 : 0
    }

    package mutating func add(_ other: Coverage) {
        cases += other.cases
        right += other.right
    }

    /// 0 if there was no case.
    package var share: Double { cases > 0 ? Double(right) / Double(cases) : 0 }

    /// True if chance alone explains the share of statements that are right with this likelihood, but for about one in a
    /// thousand times (3.3 standard deviations).
    package func agrees(with likelihood: Double) -> Bool {
        guard cases > 0 else { return false }
        return abs(share - likelihood) <= 3.3 * (likelihood * (1 - likelihood) / Double(cases)).squareRoot()
    }

    /// The same, but for more often than the likelihood being fine.
    package func reaches(_ likelihood: Double) -> Bool { share >= likelihood || agrees(with: likelihood) }
}
