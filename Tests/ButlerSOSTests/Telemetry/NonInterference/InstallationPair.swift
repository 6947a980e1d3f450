// SPDX-License-Identifier: MIT

/// Two installations of which a report may tell the same, and that differ in everything else.
struct InstallationPair: Sendable {
    var facts: PublicFacts
    var system: PublicSystem
    var first: Installation
    var second: Installation

    /// - Parameters:
    ///   - given: what is not drawn, in neither half.
    ///   - kept: the places at which the second half has what the first has.
    init(_ configured: ConfiguredPair, seed: UInt64, given: [String: String], kept: Set<String>) throws {
        var common = Lots(seed: seed)
        facts = configured.facts
        system = PublicSystem(&common)
        var lots = Lots(seed: common.random.next(), given: given)
        first = try Installation(configured.first, &lots, system)
        lots = Lots(
            seed: common.random.next(), unlike: first.drawn,
            given: given.merging(first.drawn.filter { kept.contains($0.key) }) { $1 })
        second = try Installation(configured.second, &lots, system)
    }

    /// The places at which both halves were drawn, and where they are equal all the same.
    var equalPlaces: [String] {
        first.drawn.filter { second.drawn[$0.key] == $0.value }.map(\.key).sorted()
    }
}
