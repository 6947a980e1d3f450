// SPDX-License-Identifier: MIT

import TelemetryInsights
import Testing

struct PublicFeatureTests {
    private func figures(_ on: Int, of installations: Int) -> PublicFeature.Figures? {
        PublicFeature(name: "mqtt", title: "MQTT", on: on, installations: installations).figures
    }

    @Test func `shows rounded counts and a share that is made from them`() {
        let figures = figures(48, of: 201)
        #expect(figures?.on == 50)
        #expect(figures?.installations == 200)
        #expect(figures?.share == 0.25)
    }

    @Test(arguments: [(5, 13), (8, 13), (5, 104), (99, 104)])
    func `shows what has 5 on either side`(on: Int, all: Int) {
        #expect(figures(on, of: all) != nil)
    }

    @Test(arguments: [(4, 104), (1, 104), (0, 104), (100, 104), (103, 104), (104, 104), (9, 13)])
    func `hides both figures if a group is small, or empty`(on: Int, all: Int) {
        #expect(figures(on, of: all) == nil)
    }
}
