// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct FeatureUsageTests {
    @Test func `who did not tell is in no share, but in the coverage`() {
        let history = SampleHistory.week([
            .installations: ["": 50], .feature: ["mqtt=on": 10, "mqtt=off": 30],
        ])
        let usage = FeatureUsage(history, feature: "mqtt")
        #expect(usage.adoption.proportion == Proportion(successes: 10, n: 40))
        #expect(usage.adoption.coverage == 0.8)
        #expect(usage.adoption.unknown == 10)
        #expect(usage.points.map(\.proportion) == [usage.adoption.proportion])
    }

    @Test func `the trend counts the switches of the last 13 weeks among those who stayed and tell`() throws {
        let week: SampleHistory.Cells = [
            .installations: ["": 100], .activity: ["kept": 80, "new": 20], .feature: ["mqtt=on": 20, "mqtt=off": 30],
            .transition: ["mqtt=off>on": 2, "mqtt=on>off": 1, "logdb=off>on": 40],
        ]
        let usage = FeatureUsage(SampleHistory.weeks(Array(repeating: week, count: 20)), feature: "mqtt")
        let trend = try #require(usage.trend)
        #expect(trend.switchedOn == 26 && trend.switchedOff == 13)
        // Half of the 80 that stayed tell.
        #expect(abs(trend.change - 13.0 / 40) < 1e-12)
        #expect(trend.weeks == SampleHistory.latest.advanced(by: -12)...SampleHistory.latest)
    }

    @Test func `weeks without data are left out of the trend`() throws {
        let week: SampleHistory.Cells = [
            .installations: ["": 10], .activity: ["kept": 10], .feature: ["mqtt=on": 4, "mqtt=off": 6],
            .transition: ["mqtt=off>on": 1],
        ]
        let usage = FeatureUsage(SampleHistory.weeks([week, [:], week]), feature: "mqtt")
        #expect(usage.points.map(\.proportion.n) == [10, 0, 10])
        #expect(try abs(#require(usage.trend).change - 0.2) < 1e-12)
    }

    @Test func `weeks in which fewer than five could have switched are in no trend`() throws {
        func week(kept: Int) -> SampleHistory.Cells {
            [
                .installations: ["": 10], .activity: ["kept": kept, "new": 10 - kept],
                .feature: ["mqtt=on": 4, "mqtt=off": 6], .transition: ["mqtt=off>on": 1],
            ]
        }
        #expect(FeatureUsage(SampleHistory.weeks([week(kept: 4), week(kept: 4)]), feature: "mqtt").trend == nil)
        let trend = try #require(
            FeatureUsage(SampleHistory.weeks([week(kept: 1), week(kept: 5)]), feature: "mqtt").trend)
        #expect(trend.switchedOn == 1 && trend.weeks == SampleHistory.latest...SampleHistory.latest)
    }

    @Test func `a week whose small counts were put together says nothing about a feature`() {
        let folded: SampleHistory.Cells = [
            .installations: ["": 50], .activity: ["kept": 50], .feature: ["mqtt=off": 46, "other": 4],
        ]
        let usage = FeatureUsage(SampleHistory.weeks([folded, [:]]), feature: "mqtt")
        #expect(usage.points.map(\.proportion.n) == [0, 0])
        #expect(usage.trend == nil)
    }

    @Test func `an empty history knows every feature of the service and nothing about it`() {
        let usages = FeatureUsage.all(SampleHistory.weeks([[:], [:]]))
        #expect(usages.map(\.feature).prefix(2) == ["heartbeat", "dockerHealthCheck"])
        #expect(usages.count == 11)
        #expect(usages.allSatisfy { $0.trend == nil && $0.adoption.proportion.n == 0 && $0.points.count == 2 })
    }

    @Test func `features that the registry does not know come last, by name`() {
        let history = SampleHistory.weeks([
            [.feature: ["zeta=off": 1, "other": 2, "=on": 1]], [.feature: ["alpha=on": 1, "mqtt=on": 1]],
        ])
        #expect(FeatureUsage.all(history).map(\.feature).suffix(2) == ["alpha", "zeta"])
        #expect(FeatureUsage.all(history).count == 13)
    }
}
