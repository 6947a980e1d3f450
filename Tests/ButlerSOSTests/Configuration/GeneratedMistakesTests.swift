// SPDX-License-Identifier: MIT

import ConfigurationFile
import Monitoring
import Testing

@testable import ButlerSOS
@testable import ConfigurationFile

/// Mistakes made in every setting there is, one at a time.
@Suite struct GeneratedMistakesTests {
    private let complete: CompleteConfiguration

    init() throws { complete = try CompleteConfiguration() }

    @Test func `there is nothing to say against everything being on`() throws {
        let (configuration, reading) = try complete.read(complete.text())
        #expect(reading.problems.map(\.description) == [])
        #expect(reading.notes.map(\.description) == [])
        #expect(configuration.features.enabled.count == FeatureSwitches.keys.count)
        #expect(configuration.logEvents.categorisation.rules.count == 1)
        #expect(configuration.servers.first?.proxy != nil)
    }

    @Test func `a typo of any key gets the right suggestion`() throws {
        var count = 0
        for place in complete.places {
            let line = complete.lines[place]
            let key = CompleteConfiguration.key(line.text)
            // The last letter twice.
            let typo = key + String(key.suffix(1))
            let changed = line.text.replacing("\(key):", with: "\(typo):", maxReplacements: 1)
            #expect(changed != line.text)
            let text = complete.text(replacing: place, with: changed)
            let (_, reading) = try complete.read(CompleteConfiguration.using(line.setting, in: text))
            let said = reading.problems.map(\.description) + reading.warnings
            #expect(
                said.contains { $0.contains(".\(typo)") && $0.contains("did you mean \(key)?") },
                "\(line.setting?.key ?? ""): \(said)")
            count += 1
        }
        #expect(count > 320)
    }

    @Test func `a value of the wrong type gives a problem with its key`() throws {
        var count = 0
        for place in complete.places {
            let line = complete.lines[place]
            let setting = try #require(line.setting)
            let wrong =
                switch setting.shape {
                case .section, .sections: "5"
                case .value where setting.kind.contains("a list") || setting.kind == "names and values": "5"
                case .value where setting.kind == "true or false": "maybe"
                case .value where setting.kind.contains(" from "): "lots"
                case .value: "[1]"
                }
            let start = line.text.prefix { $0 != ":" }
            let text = complete.text(replacing: place, with: "\(start): \(wrong)", dropsBelow: true)
            let (_, reading) = try complete.read(CompleteConfiguration.using(setting, in: text))
            let key = setting.key.replacing("[]", with: "[0]")
            // Mistakes about telemetry keep it from sending, and nothing else from starting.
            let list = key.hasPrefix("Butler-SOS.telemetry.") ? reading.notes : reading.problems
            let mistakes = list.filter { $0.key == key }
            #expect(mistakes.count == 1, "\(key): \(reading.problems.map(\.description))")
            #expect(mistakes.allSatisfy { $0.place?.hasPrefix("site.yaml:") == true })
            count += 1
        }
        #expect(count > 320)
    }

    @Test func `a mistake costs nothing while its section is off`() throws {
        var count = 0
        for place in complete.places {
            let line = complete.lines[place]
            guard let setting = line.setting, setting.key.hasPrefix("Butler-SOS.mqttConfig."), setting.shape == .value,
                setting.kind != "true or false"
            else { continue }
            let start = line.text.prefix { $0 != ":" }
            let text = complete.text(replacing: place, with: "\(start): {a: b}")
            let off = text.replacing("mqttConfig:\n    enable: true", with: "mqttConfig:\n    enable: false")
            #expect(off != text)
            let (configuration, reading) = try complete.read(off)
            #expect(reading.problems.isEmpty)
            #expect(configuration.notes.map(\.key) == [setting.key])
            count += 1
        }
        #expect(count == 14)
    }
}
