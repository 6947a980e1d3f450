// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct InvestmentAdviceTests {
    private func history(_ switches: [String: Int]) -> FleetHistory {
        SampleHistory.week([
            .installations: ["": 1000], .activity: ["kept": 1000],
            .feature: [
                "mqtt=on": 500, "mqtt=off": 500, "influxdb=on": 900, "influxdb=off": 100, "logdb=on": 50,
                "logdb=off": 950,
            ],
            .transition: switches,
        ])
    }

    @Test func `those that surely grow, by adoption times growth`() {
        let advice = InvestmentAdvice(
            FeatureUsage.all(history(["mqtt=off>on": 40, "influxdb=off>on": 30, "logdb=off>on": 90])))
        #expect(advice.candidates.map(\.feature) == ["influxdb", "mqtt", "logdb"])
    }

    @Test func `growth that may be chance is none`() {
        let advice = InvestmentAdvice(
            FeatureUsage.all(history(["mqtt=off>on": 40, "mqtt=on>off": 30, "logdb=on>off": 90])))
        #expect(advice.candidates.isEmpty)
    }

    @Test func `nothing known, nothing advised`() {
        #expect(InvestmentAdvice(FeatureUsage.all(SampleHistory.week([:]))).candidates.isEmpty)
    }
}
