// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

struct OverviewModelTests {
    private let model = OverviewModel(.sample(), service: .sample, features: .sample)

    @Test func `the days are the thirty that count as active`() {
        #expect(model.days.lowerBound.description == "2026-10-24")
        #expect(model.days.upperBound.description == "2026-11-22")
        #expect(model.firstSeen?.description == "2026-03-03")
    }

    @Test func `features are sorted by adoption, those without data last in registry order`() {
        #expect(model.features.map(\.title.name) == ["influxdb", "mqtt", "logdb", "prometheus", "appNames"])
    }

    @Test func `a feature that the store does not know has no data`() throws {
        let feature = try #require(model.features.last)
        #expect(feature.title.title == "App names")
        #expect(feature.adoption.proportion == Proportion(successes: 0, n: 0))
        #expect(feature.adoption.unknown == 80)
    }

    @Test func `a counted feature without title goes by its name`() {
        let model = OverviewModel(.sample(), service: .sample, features: [])
        #expect(model.features.map(\.title.title) == ["influxdb", "mqtt", "logdb", "prometheus"])
    }

    @Test func `a title given twice is shown once`() {
        let model = OverviewModel(.sample(), service: .sample, features: .sample + .sample)
        #expect(model.features.count == 5)
    }
}
