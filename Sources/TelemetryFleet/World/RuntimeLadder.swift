// SPDX-License-Identifier: MIT

/// The releases of a runtime that administrators install by themselves, and how many have come how far.
package struct RuntimeLadder: Sendable {
    package struct Rung: Sendable {
        /// As in a report: `v20.20.2`.
        package var version: String
        /// Which part runs this release or a newer one.
        package var reach: AdoptionCurve

        package init(_ version: String, _ reach: AdoptionCurve) {
            self.version = version
            self.reach = reach
        }
    }

    /// From the oldest, which everybody has, to the newest. On no day does a rung reach further than the one before it.
    package var rungs: [Rung]

    /// - Parameter rungs: at least one.
    package init(_ rungs: [Rung]) { self.rungs = rungs }

    /// The rung on which somebody stands on a day after the fleet's first one.
    ///
    /// - Parameter leaning: from 0, who is always the first, to 1, who never moves.
    func rung(leaning: Double, after days: Int) -> Int {
        rungs.indices.dropFirst().last { leaning < rungs[$0].reach.share(after: days) } ?? 0
    }

    /// On which days somebody moves.
    func moves(leaning: Double) -> [Int] { rungs.dropFirst().compactMap { $0.reach.crossing(leaning) } }

    /// Node.js, for the versions that need one: two releases near their end, two that take over.
    package static let node = RuntimeLadder([
        Rung("v16.20.2", .flat(1)),
        Rung("v18.20.8", AdoptionCurve(from: 0.8, to: 0.985, middle: 20, scale: 90)),
        Rung("v20.20.2", AdoptionCurve(from: 0.35, to: 0.965, middle: 120, scale: 75)),
        Rung("v22.21.1", AdoptionCurve(from: 0, to: 0.9, middle: 270, scale: 70)),
        Rung("v24.11.1", AdoptionCurve(from: 0, to: 0.8, middle: 440, scale: 65)),
    ])
}
