// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

/// Somebody keeps every summary of a fleet and knows the rules. For each small group there must be another fleet, with 5 or more
/// in that group, of which all tables of all weeks say the same.
struct DifferencingTests {
    private static let seeds = UInt64(1)...400

    @Test func `each small count of a value may be one of 5, as far as all summaries tell`() {
        var small = 0
        var told: [String] = []
        for seed in Self.seeds {
            let fleet = DrawnFleet(seed: seed)
            let summaries = fleet.summaries(from: 0)
            for (index, week) in fleet.weeks.enumerated() where summaries[index] != nil {
                for (dimension, values) in week.values {
                    for (value, count) in values where (1...4).contains(count) {
                        small += 1
                        let others = alternatives(to: value, among: values, installations: week.installations)
                        let isHidden = others.contains { other in
                            var changed = fleet
                            changed.weeks[index].values[dimension] = other
                            return changed.summaries(from: index) == Array(summaries[index...])
                        }
                        if !isHidden { told.append("seed \(seed), week \(index), \(dimension) \(values): \(value)") }
                    }
                }
            }
        }
        #expect(small > 2_000)
        #expect(told.isEmpty, "\(told.count) of \(small), such as \(told.prefix(2))")
    }

    /// Fleets in which `value` has 5 or more: with the counts of two values changed, or, if nothing is shown, with almost all.
    private func alternatives(to value: String, among values: [String: Int], installations: Int) -> [[String: Int]] {
        let larger = values.filter { $0.value >= 5 }.sorted { $0.value < $1.value }
        let swaps = larger.map { other in
            values.merging([value: other.value, other.key: values[value] ?? 0]) { $1 }
        }
        return swaps + [[value: installations - 1, "0.9": 1]]
    }

    @Test func `each small group of a feature may be one of 5, as far as all summaries tell`() {
        var small = 0
        var told: [String] = []
        for seed in Self.seeds {
            let fleet = DrawnFleet(seed: seed)
            let summaries = fleet.summaries(from: 0)
            for (index, week) in fleet.weeks.enumerated() where summaries[index] != nil {
                for (name, count) in week.features {
                    let all = week.installations
                    let groups = [count.on, count.off, all - count.on - count.off]
                    for (group, size) in groups.enumerated() where (1...4).contains(size) {
                        small += 1
                        var changed = fleet
                        changed.weeks[index].features[name] = [(all - 1, 1), (1, all - 1), (1, 0)][group]
                        if changed.summaries(from: index) != Array(summaries[index...]) {
                            told.append("seed \(seed), week \(index), \(name)")
                        }
                    }
                }
            }
        }
        #expect(small > 2_000)
        #expect(told.isEmpty, "\(told.count) of \(small), such as \(told.prefix(2))")
    }

    @Test func `no table says more about the total than the total itself, nor the total about a row`() {
        var rows = 0
        for seed in Self.seeds {
            for case .some(let summary) in DrawnFleet(seed: seed).summaries(from: 0) {
                for table in summary.tables where !table.rows.isEmpty {
                    let least = table.rows.reduce(0) { $0 + max($1.count - 2, 5) }
                    #expect(least <= summary.installations - 2)
                    for row in table.rows {
                        rows += 1
                        let highest = summary.installations + 2 - (least - max(row.count - 2, 5))
                        #expect(highest >= row.count + 2)
                    }
                }
            }
        }
        #expect(rows > 4_000)
    }

    @Test func `every published figure is a multiple of 5, and none is below 5`() {
        for seed in Self.seeds {
            for case .some(let summary) in DrawnFleet(seed: seed).summaries(from: 0) {
                let figures =
                    [summary.installations] + summary.trend.compactMap(\.installations)
                    + summary.tables.flatMap { $0.rows.map(\.count) }
                    + summary.features.compactMap(\.figures).flatMap { [$0.on, $0.known, $0.known - $0.on] }
                #expect(figures.allSatisfy { $0 >= 5 && $0.isMultiple(of: 5) })
            }
        }
    }
}
