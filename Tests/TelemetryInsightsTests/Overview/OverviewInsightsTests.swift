// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

struct OverviewInsightsTests {
    @Test func `every dimension of the overview has its insight`() {
        let overview = FleetOverview(
            day: UTCDay(number: 20_000), firstSeen: nil, installations: 10,
            features: [
                FeatureCount(feature: "mqtt", enabled: 1, known: 4),
                FeatureCount(feature: "logdb", enabled: 0, known: 0),
                FeatureCount(feature: "influxdb", enabled: 9, known: 10),
            ],
            operatingSystems: [ValueCount(value: "linux", count: 10)],
            architectures: [ValueCount(value: "x64", count: 7), ValueCount(value: "arm64", count: 3)],
            runtimes: [ValueCount(value: "Swift 6.3", count: 9)],
            serviceVersions: [ValueCount(value: "15.0.1", count: 8)])
        let insights = OverviewInsights(overview)
        #expect(insights.features.map(\.feature) == ["influxdb", "mqtt", "logdb"])
        #expect(insights.features.map(\.coverage) == [1, 0.4, 0])
        #expect(insights.operatingSystems == ShareTable(overview.operatingSystems))
        #expect(insights.architectures == ShareTable(overview.architectures))
        #expect(insights.runtimes == ShareTable(overview.runtimes))
        #expect(insights.serviceVersions == ShareTable(overview.serviceVersions))
    }
}
