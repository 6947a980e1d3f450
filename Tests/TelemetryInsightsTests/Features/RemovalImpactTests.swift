// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct RemovalImpactTests {
    private let history = SampleHistory.week([
        .feature: ["mqtt=on": 20, "mqtt=off": 80],
        .pair: [
            "logdb=on mqtt=on": 5, "logdb=off mqtt=on": 15, "mqtt=on influxdb=on": 18, "mqtt=on influxdb=off": 1,
            "mqtt=off appNames=on": 7, "logdb=on influxdb=on": 50,
        ],
    ])

    @Test func `who has it on, and what else they have on`() {
        let impact = RemovalImpact(history, feature: "mqtt", byVersion: [])
        #expect(impact.affected == Proportion(successes: 20, n: 100))
        #expect(
            impact.overlaps == [
                RemovalImpact.Overlap(feature: "influxdb", proportion: Proportion(successes: 18, n: 19)),
                RemovalImpact.Overlap(feature: "logdb", proportion: Proportion(successes: 5, n: 20)),
            ])
    }

    @Test func `their versions are the newest first, and other last`() {
        func row(_ version: String, _ value: String, _ count: Int, weeksAgo: Int = 0) -> RollupRow {
            RollupRow(
                week: SampleHistory.latest.advanced(by: -weeksAgo),
                cell: RollupCell(minorVersion: version, dimension: .feature, value: value), count: count)
        }
        let impact = RemovalImpact(
            history, feature: "mqtt",
            byVersion: [
                row("14.9", "mqtt=on", 4), row("other", "mqtt=on", 2), row("14.10", "mqtt=on", 13),
                row("9.0", "mqtt=on", 1),
                row("14.8", "mqtt=off", 50), row("14.7", "mqtt=on", 6, weeksAgo: 1), row("14.6", "logdb=on", 5),
            ])
        #expect(
            impact.versions == [
                ValueCount(value: "14.10", count: 13), ValueCount(value: "14.9", count: 4),
                ValueCount(value: "9.0", count: 1), ValueCount(value: "other", count: 2),
            ])
    }

    @Test func `a feature that nobody told about affects nobody known`() {
        let impact = RemovalImpact(history, feature: "none", byVersion: [])
        #expect(impact.affected.n == 0 && impact.overlaps.isEmpty && impact.versions.isEmpty)
    }
}
