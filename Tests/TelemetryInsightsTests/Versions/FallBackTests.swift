// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct FallBackTests {
    @Test func `only changes to an older version, compared as numbers, and of all that left it`() {
        let history = SampleHistory.weeks([
            [.transition: ["version=14.10>14.9": 2, "version=14.9>14.10": 50, "mqtt=on>off": 9]],
            [.transition: ["version=14.9>14.10": 7]],
            [.transition: ["version=14.10>14.9": 3, "version=14.10>14.11": 15, "version=14.11>14.2": 1]],
        ])
        #expect(
            FallBack.all(history) == [
                FallBack(
                    from: "14.10", to: "14.9", count: 5, departures: Proportion(successes: 5, n: 20),
                    weeks: SampleHistory.latest.advanced(by: -2)...SampleHistory.latest),
                FallBack(
                    from: "14.11", to: "14.2", count: 1, departures: Proportion(successes: 1, n: 1),
                    weeks: SampleHistory.latest...SampleHistory.latest),
            ])
    }

    @Test(arguments: [
        "version=other>14.1", "version=14.1>other", "version=", "version=14.2", "version=14.2>14.1>14.0", "other", "",
        "version=14.2>14.2", "version=14>14.0",
    ])
    func `what cannot be compared is no fall-back`(value: String) {
        #expect(FallBack.all(SampleHistory.week([.transition: [value: 9]])).isEmpty)
    }

    @Test func `one version alone does not tell who left it`() {
        let history = SampleHistory.weeks([[.transition: ["version=14.2>14.1": 5]]], minorVersion: "14.1")
        #expect(FallBack.all(history).isEmpty)
    }
}
