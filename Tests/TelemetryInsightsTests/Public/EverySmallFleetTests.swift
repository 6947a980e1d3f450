// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

/// An attacker who knows the rules lists all fleets that give a publication. This is done for each fleet of a small world.
struct EverySmallFleetTests {
    /// What somebody who sees a publication can still think of each count: bit n is set if it may be n.
    private struct Knowledge {
        var counts: [UInt64]

        init(_ parts: Int) { counts = Array(repeating: 0, count: parts) }

        mutating func add(_ vector: [Int]) {
            for (index, count) in vector.enumerated() { counts[index] |= 1 << UInt64(count) }
        }
    }

    private struct Publication: Hashable {
        var installations: Int
        var figures: [[Int]]
    }

    private static let names = ["a", "b", "c", "d"]
    private static let fleets = PublicSummary.smallestFleet...32

    private static func tables(of installations: Int) -> [(counts: [Int], publication: Publication)] {
        var result: [(counts: [Int], publication: Publication)] = []
        for a in 0...installations {
            for b in 0...(installations - a) {
                for c in 0...(installations - a - b) {
                    let counts = [a, b, c, installations - a - b - c]
                    let table = PublicTable(
                        id: "t", title: "T", zip(names, counts).map { ValueCount(value: $0, count: $1) },
                        installations: installations)
                    let rows = names.map { name in table.rows.filter { $0.value == name }.map(\.count) }
                    result.append((counts, Publication(installations: table.installations, figures: rows)))
                }
            }
        }
        return result
    }

    private static func features(of installations: Int) -> [(counts: [Int], publication: Publication)] {
        var result: [(counts: [Int], publication: Publication)] = []
        for on in 0...installations {
            let feature = PublicFeature(name: "f", title: "F", on: on, installations: installations)
            let figures = feature.figures.map { [[$0.on], [$0.installations]] } ?? []
            result.append(
                (
                    [on, installations - on],
                    Publication(installations: PublicSummary.rounded(installations), figures: figures)
                ))
        }
        return result
    }

    /// How many small counts there are that nobody may be able to call small, and how many of them somebody can.
    private func smallCounts(
        _ world: (Int) -> [(counts: [Int], publication: Publication)]
    ) -> (all: Int, told: [[Int]]) {
        var all = 0
        var told: [[Int]] = []
        for installations in Self.fleets {
            // What other tables say about the total is granted in full: it is known exactly.
            let fleets = world(installations)
            var known: [Publication: Knowledge] = [:]
            for fleet in fleets {
                known[fleet.publication, default: Knowledge(fleet.counts.count)].add(fleet.counts)
            }
            for fleet in fleets {
                for (index, count) in fleet.counts.enumerated() where (1...4).contains(count) {
                    all += 1
                    let possible = known[fleet.publication]?.counts[index] ?? 0
                    if possible >> 5 == 0 { told.append(fleet.counts) }
                }
            }
        }
        return (all, told)
    }

    /// Changes by 1 to 4, between any two fleets, of which somebody can tell that they are a change and that they are small.
    private func smallChanges(_ known: [Knowledge]) -> [(UInt64, UInt64)] {
        var told: [(UInt64, UInt64)] = []
        for part in 0..<(known.first?.counts.count ?? 0) {
            let ranges = Set(known.map { $0.counts[part] })
            for before in ranges {
                for after in ranges where before & after == 0 {
                    let reach = max(last(after) - first(before), last(before) - first(after))
                    if reach < 5 { told.append((before, after)) }
                }
            }
        }
        return told
    }

    /// All ways to divide a number into positive parts, the largest first.
    private static func partitions(of number: Int, atMost largest: Int) -> [[Int]] {
        guard number > 0 else { return [[]] }
        guard largest > 0 else { return [] }
        return (1...min(number, largest)).flatMap { part in
            partitions(of: number - part, atMost: part).map { [part] + $0 }
        }
    }

    private func first(_ bits: UInt64) -> Int { bits.trailingZeroBitCount }
    private func last(_ bits: UInt64) -> Int { 63 - bits.leadingZeroBitCount }

    @Test func `of no value can anybody tell that it is small`() {
        let result = smallCounts(Self.tables)
        #expect(result.all > 10_000)
        #expect(result.told.isEmpty, "\(result.told.count), such as \(result.told.prefix(3))")
    }

    @Test func `of neither of a feature's two groups can anybody tell that it is small`() {
        let result = smallCounts(Self.features)
        #expect(result.all > 100)
        #expect(result.told.isEmpty, "\(result.told.count), such as \(result.told.prefix(3))")
    }

    @Test func `a change of a value or of the total that can be told from none may be one of 5`() {
        // The attacker does not know how many values there are. Values change places freely, so rows of the same size tell
        // the same, and it is enough to look at each way to divide a fleet.
        var known: [Publication: [Int: Knowledge]] = [:]
        for installations in PublicSummary.smallestFleet...37 {
            for counts in Self.partitions(of: installations, atMost: installations) {
                let table = PublicTable(
                    id: "t", title: "T", counts.enumerated().map { ValueCount(value: "\($0)", count: $1) },
                    installations: installations)
                let rows = table.rows.map(\.count)
                let publication = Publication(installations: table.installations, figures: [rows])
                for (row, count) in zip(rows, counts) {
                    known[publication, default: [:]][row, default: Knowledge(2)].add([count, installations])
                }
            }
        }
        let told = smallChanges(known.values.flatMap(\.values))
        #expect(known.count > 100)
        #expect(told.isEmpty, "\(told.count), such as \(told.prefix(3))")
    }

    @Test func `a change of a feature that can be told from none may be one of 5`() {
        var known: [Publication: Knowledge] = [:]
        for installations in Self.fleets {
            for fleet in Self.features(of: installations) {
                known[fleet.publication, default: Knowledge(3)].add(fleet.counts + [installations])
            }
        }
        let told = smallChanges(Array(known.values))
        #expect(told.isEmpty, "\(told.count), such as \(told.prefix(3))")
    }
}
