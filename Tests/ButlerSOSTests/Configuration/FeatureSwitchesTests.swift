// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

@testable import ButlerSOS

@Suite struct FeatureSwitchesTests {
    @Test func `covers the features of the report, in the same order`() {
        #expect(FeatureSwitches.keys.map(\.feature) == TelemetryService.butlerSOS.features.map(\.name))
    }

    @Test func `has built only features that exist`() {
        #expect(FeatureSwitches.built.isSubset(of: FeatureSwitches.keys.map(\.feature)))
    }

    @Test func `reports true only for what is enabled and built`() {
        let all = Set(FeatureSwitches.keys.map(\.feature))
        let switches = FeatureSwitches(enabled: all)
        #expect(switches.flags.count == FeatureSwitches.keys.count)
        #expect(Set(switches.flags.filter(\.value).keys) == FeatureSwitches.built)
        #expect(FeatureSwitches(enabled: []).flags.values.allSatisfy { !$0 })
        #expect(switches.isActive("influxdb"))
        #expect(!switches.isActive("heartbeat"))
    }
}
