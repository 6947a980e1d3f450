// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

/// Somebody keeps every summary of a fleet and knows the rules. For each small count of a table there must be another fleet, with 5 or
/// more of that value, of which all tables of all weeks say the same. If somebody knows besides that little changes in a week, there
/// must be fleets that change as little, with another small count, and with each size from 0 to 4 of a feature's small group.
struct DifferencingTests {
    private static let seeds = UInt64(1)...400

    @Test func `each small count of a value may be one of 5, as far as all summaries tell`() {
        var small = 0
        var told: [String] = []
        for seed in Self.seeds {
            let fleet = DrawnFleet(seed: seed)
            let summaries = fleet.summaries(from: 0)
            for (index, week) in fleet.weeks.enumerated() where summaries[index]?.weeksSince == 0 {
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

    @Test func `a small count of a value is hardly ever the only one that fits, even if little changes in a week`() {
        var told: [String] = []
        var small = 0
        for seed in Self.seeds.prefix(100) {
            let fleet = DrawnFleet(seed: seed)
            let summaries = fleet.summaries(from: 0)
            for (index, week) in fleet.weeks.enumerated() where summaries[index]?.weeksSince == 0 {
                for (dimension, values) in week.values {
                    for (value, count) in values where (1...4).contains(count) {
                        small += 1
                        let fits = Self.nearBy(value, among: values).contains { other in
                            var changed = fleet
                            changed.weeks[index].values[dimension] = other
                            return changed.summaries(from: index) == Array(summaries[index...])
                        }
                        if !fits { told.append("seed \(seed), week \(index), \(dimension) \(values): \(value)") }
                    }
                }
            }
        }
        #expect(small > 1_000)
        #expect(told.count * 100 < small, "\(told.count) of \(small), such as \(told.prefix(4))")
    }

    /// Fleets in which a small count is another small one, and one other value has what is more or less.
    private static func nearBy(_ value: String, among values: [String: Int]) -> [[String: Int]] {
        let count = values[value] ?? 0
        return (1...4).filter { $0 != count }.flatMap { size in
            values.keys.sorted().filter { $0 != value }.compactMap { other in
                let rest = (values[other] ?? 0) + count - size
                return rest >= 0 ? values.merging([value: size, other: rest]) { $1 } : nil
            }
        }
    }

    @Test func `a feature's small group may have any size, for who allows 4 more to change than do`() {
        let result = sizesRuledOut(few: DrawnFleet.mostChanges + 4)
        #expect(result.small > 2_000)
        #expect(result.told.isEmpty, "\(result.told.count) of \(result.small), such as \(result.told.prefix(2))")
        // What is not promised: who knows exactly how many change at most rules out some sizes.
        #expect(!sizesRuledOut(few: DrawnFleet.mostChanges).told.isEmpty)
    }

    /// Somebody knows the total of each week, and that at most `few` installations begin or cease to be in a group from one week to
    /// the next. How many small groups there are, and of which a size from 0 to 4 can be ruled out.
    private func sizesRuledOut(few: Int) -> (small: Int, told: [String]) {
        var small = 0
        var told: [String] = []
        for seed in Self.seeds {
            let fleet = DrawnFleet(seed: seed)
            let summaries = fleet.summaries(from: 0)
            let totals = fleet.weeks.map(\.installations)
            for (position, name) in DrawnFleet.names.enumerated() {
                let counts = fleet.weeks.map { $0.features[name]?.on ?? 0 }
                let groups = [counts, zip(totals, counts).map { $0 - $1 }]
                guard groups.joined().contains(where: { (1...4).contains($0) }) else { continue }
                let published = summaries.enumerated().map { index, summary in
                    summary.flatMap { $0.weeksSince == 0 ? $0.features[position].figures : nil }
                }
                let possible = FeatureReader(totals: totals, few: few).possible(published)
                for (group, sizes) in groups.enumerated() {
                    for (index, size) in sizes.enumerated() where (1...4).contains(size) {
                        small += 1
                        let all = totals[index]
                        let others = Set(possible[index].map { group == 0 ? $0 : all - $0 })
                        if !others.isSuperset(of: 0...4) { told.append("seed \(seed), week \(index), \(name)") }
                    }
                }
            }
        }
        return (small, told)
    }

    @Test func `that a feature's group fell below 5 can be told from two summaries`() {
        let week = { (on: Int) in PublicFeature(name: "mqtt", title: "MQTT", on: on, installations: 60).figures }
        let possible = FeatureReader(totals: [60, 60], few: 6).possible([week(6), week(3)])
        #expect(possible[0] == [5, 6, 7])
        #expect(possible[1] == [0, 1, 2, 3, 4])
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
                    + summary.features.compactMap(\.figures).flatMap { [$0.on, $0.installations] }
                #expect(figures.allSatisfy { $0 >= 5 && $0.isMultiple(of: 5) })
            }
        }
    }
}
