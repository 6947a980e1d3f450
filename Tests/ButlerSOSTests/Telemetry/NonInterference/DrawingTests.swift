// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import Monitoring
import TelemetryClient
import TelemetryWire
import Testing

@testable import ButlerSOS
@testable import SenseSources

/// The generator of the non-interference proof: everything that could leak is drawn, and differs in the two halves.
@Suite(.timeLimit(.minutes(3)), .sharesPairs(1...12)) struct DrawingTests {
    private static let settings = MonitorConfiguration.allSettings().filter { $0.shape != .section }

    private func pairs() throws -> [InstallationPair] {
        try SharedPairs.pairs().enumerated().map { try $1.installations(seed: UInt64($0)) }
    }

    /// The setting of a place: `a.b[3].c` is drawn for `a.b[].c`.
    private static func key(_ place: String) -> String {
        place.replacing(": elements", with: "").replacing(#/\[\d+\]/#, with: "[]")
    }

    @Test func `every setting is drawn, or on the short list of public ones`() throws {
        var varied: Set<String> = []
        for pair in try SharedPairs.pairs() {
            varied.formUnion(pair.first.drawn.keys.filter { pair.second.drawn[$0] != nil }.map(Self.key))
        }
        // The accounts are as many as are named elsewhere.
        varied.insert("Butler-SOS.thirdPartyToolsCredentials.newRelic")
        let missing = Self.settings.map(\.key).filter { !varied.contains($0) && PublicFacts.settings[$0] == nil }
        #expect(missing == [])
        #expect(Self.settings.count > 250 && PublicFacts.settings.count < 22)
        #expect(varied.isDisjoint(with: PublicFacts.settings.keys))
    }

    @Test func `the public list has settings only`() {
        let older = Self.settings.compactMap { setting in
            setting.olderKey.map { setting.key.split(separator: ".").dropLast().joined(separator: ".") + ".\($0)" }
        }
        let known = Set(Self.settings.map(\.key) + older)
        #expect(PublicFacts.settings.keys.filter { !known.contains($0) } == [])
    }

    @Test func `no place has the same in both halves`() throws {
        for pair in try pairs() {
            #expect(pair.equalPlaces == [])
            #expect(pair.first.drawn.count > 200)
        }
    }

    /// What is like another setting if it is left out.
    private static let follower = "Butler-SOS.prometheus.nodeMetricsHost"

    /// What the program reads, and not only what was written: a value that it overlooks would prove nothing.
    @Test func `no setting has the same value in force in both halves`() throws {
        var compared: Set<String> = []
        for pair in try SharedPairs.pairs() {
            let (first, second) = (try Self.inForce(pair.first), try Self.inForce(pair.second))
            for (place, setting) in first where PublicFacts.settings[Self.key(place)] == nil {
                guard setting.shape == .value, let other = second[place], let one = pair.first.drawn[place],
                    let another = pair.second.drawn[place]
                else { continue }
                compared.insert(Self.key(place))
                if place != Self.follower {
                    #expect(setting.origin != .fallback || one == setting.fallback, "\(place)")
                    #expect(other.origin != .fallback || another == other.fallback, "\(place)")
                }
                // Of some nothing is shown but a mask.
                if !setting.isSecret, !setting.value.contains(ConfigurationSetting.mask) {
                    #expect(setting.value != other.value, "\(place)")
                }
            }
        }
        let missing = Self.settings.filter { $0.shape == .value && PublicFacts.settings[$0.key] == nil }.map(\.key)
            .filter { !compared.contains($0) }
        #expect(missing == [])
    }

    /// Every setting by its place, as a start reads it.
    private static func inForce(_ half: ConfiguredPair.Half) throws -> [String: ConfigurationSetting] {
        let reading = ConfigurationReading()
        let document = try ConfigurationFile.read(half.path, reading: reading)
        _ = MonitorConfiguration.read(document, path: half.path, environment: half.environment, reading: reading)
        #expect(reading.problems.map(\.description) == [] && reading.notes.map(\.description) == [])
        return Dictionary(uniqueKeysWithValues: reading.settings.map { ($0.key, $0) })
    }

    @Test func `a setting of a new kind has to be dealt with`() throws {
        let facts = try #require(try SharedPairs.pairs().first).facts
        var drawing = ConfigurationDraw(lots: Lots(seed: 1), facts: facts, generation: .version15)
        let setting = ConfigurationSetting(
            key: "Butler-SOS.colour", kind: "a colour", meaning: "", fallback: nil, value: "", origin: .fallback,
            example: "")
        #expect(throws: ConfigurationDraw.UnknownKind.self) { try drawing.spelled(setting, at: setting.key) }
    }

    @Test func `files of both generations take part, on either side`() throws {
        let generations = try SharedPairs.pairs().map { pair in
            try [pair.first, pair.second].map { half in
                let document = try ConfigurationFile.read(half.path, reading: ConfigurationReading())
                return ConfigurationGeneration(document.section(MonitorConfiguration.rootKey))
            }
        }
        let both: [ConfigurationGeneration] = [.version5, .version15]
        #expect(Set(generations) == Set(both.flatMap { first in both.map { [first, $0] } }))
    }

    @Test func `each host is taken for what it is`() {
        var distros: Set<String> = []
        for seed in 0..<500 {
            var lots = Lots(seed: UInt64(seed))
            let system = PublicSystem(&lots)
            let facts = HostFacts.read(DrawnHost(&lots, system).hostFiles)
            #expect(facts.distro == system.reported.distro)
            #expect(facts.release == system.reported.release)
            #expect(facts.codename == system.reported.codename)
            #expect(facts.virtual == system.isVirtual)
            #expect(facts.hardwareAddress != nil && facts.ipv4 != nil && facts.systemID != nil)
            distros.insert(facts.distro)
        }
        #expect(distros.count > 50)
    }

    @Test func `each installation would send`() throws {
        for installation in try pairs().flatMap({ [$0.first, $0.second] }) {
            #expect(installation.telemetry.verdict == .on)
            #expect(installation.telemetry.identity.kind == .stored)
        }
    }

    @Test func `each reported feature is on in some pairs and off in others`() throws {
        var seen: [String: Set<Bool>] = [:]
        for pair in try pairs() {
            let reported = pair.first.telemetry.report(id: "").features
            #expect(Set(reported.keys) == Set(PublicFacts.switches.keys))
            for (feature, isOn) in reported {
                #expect(!isOn || pair.facts.features[feature] == true)
                seen[feature, default: []].insert(isOn)
            }
        }
        for feature in PublicFacts.switches.keys { #expect(seen[feature] == [true, false], "\(feature)") }
    }

    @Test func `what the site answers arrives in the metrics`() throws {
        for pair in try pairs() {
            #expect(pair.first.apps.current.count > 0)
            #expect(pair.first.apps.current != pair.second.apps.current)
            #expect(pair.first.metricsPage.contains("butlersos_up"))
            #expect(pair.first.metricsPage != pair.second.metricsPage)
        }
    }

    @Test func `the same seed draws the same`() throws {
        let again = try ConfiguredPair(seed: 3)
        let pair = try SharedPairs.pairs()[2]
        #expect(again.first.drawn == pair.first.drawn)
        #expect(again.second.drawn == pair.second.drawn)
        #expect(try again.installations(seed: 8).second.drawn == pair.installations(seed: 8).second.drawn)
    }
}
