// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct TriedAndDroppedTests {
    @Test func `of what was switched often enough the greatest share off comes first, then what was switched less`() {
        let history = SampleHistory.week([
            .transition: [
                "mqtt=off>on": 60, "mqtt=on>off": 40, "logdb=off>on": 1, "logdb=on>off": 4, "appNames=on>off": 4,
                "heartbeat=off>on": 5, "influxdb=on>off": 5,
            ]
        ])
        let dropped = TriedAndDropped(history).features.map(\.feature)
        #expect(dropped == ["influxdb", "logdb", "mqtt", "heartbeat", "appNames"])
    }

    @Test func `switches add up over the weeks`() {
        let history = SampleHistory.weeks([
            [.transition: ["mqtt=off>on": 5, "mqtt=on>off": 2, "version=14.1>14.2": 90, "other": 3]],
            [.transition: ["mqtt=on>off": 4, "logdb=on>off": 9]],
        ])
        let dropped = TriedAndDropped(history)
        #expect(dropped.weeks == history.weeks)
        #expect(
            dropped.features == [
                TriedAndDropped.Feature(feature: "logdb", switchedOn: 0, switchedOff: 9),
                TriedAndDropped.Feature(feature: "mqtt", switchedOn: 5, switchedOff: 6),
            ])
        #expect(dropped.features.map(\.share) == [Proportion(successes: 9, n: 9), Proportion(successes: 6, n: 11)])
    }

    @Test func `nobody switched anything`() {
        #expect(TriedAndDropped(SampleHistory.weeks([[:], [:]])).features.isEmpty)
    }
}
