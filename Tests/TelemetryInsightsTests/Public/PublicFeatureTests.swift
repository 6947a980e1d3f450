// SPDX-License-Identifier: MIT

import TelemetryInsights
import Testing

struct PublicFeatureTests {
    private func figures(_ on: Int, _ off: Int, of installations: Int) -> PublicFeature.Figures? {
        PublicFeature(name: "mqtt", title: "MQTT", on: on, off: off, installations: installations).figures
    }

    @Test func `shows rounded counts and a share that is made from them`() {
        let figures = figures(48, 152, of: 200)
        #expect(figures?.on == 50)
        #expect(figures?.known == 200)
        #expect(figures?.share == 0.25)
    }

    @Test func `leaves out who said nothing`() {
        #expect(figures(48, 102, of: 200)?.known == 150)
    }

    @Test(arguments: [(4, 100, 104), (100, 4, 104), (0, 100, 100), (100, 0, 100), (50, 50, 103), (0, 0, 50)])
    func `hides both figures if any of the three groups is small, or one is empty`(on: Int, off: Int, all: Int) {
        #expect(figures(on, off, of: all) == nil)
    }
}
