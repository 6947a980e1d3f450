// SPDX-License-Identifier: MIT

import ConfigurationFile
import TelemetryWire
import Testing

@testable import ButlerSOS

@Suite struct FeatureSwitchesTests {
    @Test func `covers the features of the report, in the same order`() {
        #expect(FeatureSwitches.keys.map(\.feature) == TelemetryService.butlerSOS.features.map(\.name))
    }

    @Test func `reports true only for what is enabled`() {
        let all = Set(FeatureSwitches.keys.map(\.feature))
        let switches = FeatureSwitches(enabled: all)
        #expect(switches.flags.count == FeatureSwitches.keys.count)
        #expect(switches.flags.values.allSatisfy { $0 })
        #expect(FeatureSwitches(enabled: []).flags.values.allSatisfy { !$0 })
        #expect(FeatureSwitches(enabled: ["mqtt"]).flags.filter(\.value) == ["mqtt": true])
    }

    /// All switches of the configuration: every setting that is true or false.
    private static let switches = MonitorConfiguration.allSettings()
        .filter { $0.kind.hasPrefix("true or false") && $0.shape == .value }
        .map { String($0.key.dropFirst(MonitorConfiguration.rootKey.utf8.count + 1)) }

    @Test func `every switch of the configuration is reported, or listed with the reason why not`() {
        #expect(Self.switches.count > 80)
        let reported = Set(FeatureSwitches.keys.flatMap(\.keys))
        for key in Self.switches {
            let reasons = FeatureSwitches.notReported.filter { entry in
                entry.keys.contains { $0.hasSuffix(".") ? key.hasPrefix($0) : key == $0 }
            }
            #expect(reported.contains(key) != (reasons.count == 1), "\(key): \(reasons.map(\.reason))")
        }
    }

    @Test func `every key that is listed is one of the configuration`() {
        let known = Set(MonitorConfiguration.allSettings().flatMap { [$0.key, $0.olderKey ?? ""] }).map { key in
            key.hasPrefix("Butler-SOS.") ? String(key.dropFirst(11)) : key
        }
        for key in FeatureSwitches.notReported.flatMap(\.keys) {
            #expect(known.contains { key.hasSuffix(".") ? $0.hasPrefix(key) : $0 == key }, "\(key)")
        }
        for (feature, keys) in FeatureSwitches.keys {
            #expect(known.contains(keys[0]), "\(feature)")
            // An older spelling is told as the last part of the key.
            for older in keys.dropFirst() {
                #expect(known.contains { $0 == older.split(separator: ".").last.map(String.init) }, "\(older)")
            }
        }
    }
}
