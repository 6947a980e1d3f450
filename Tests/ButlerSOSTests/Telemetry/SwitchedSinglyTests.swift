// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryClient
import TelemetryWire
import Testing

@testable import ButlerSOS

/// Every switch of a configuration, one at a time, and the bytes of the report that would leave with it.
@Suite struct SwitchedSinglyTests {
    /// Complete files to start from: with every setting there is, and one that the original 5.6 ran with.
    enum Origin: String, CaseIterable { case complete, recorded }

    /// They decide whether a report leaves, not what it says.
    private static let decisive = ["anonTelemetry", "systemInfo.enable"]

    private let site: Site
    private let older: Site
    private let complete: String
    private let recorded: String
    private let environment = ["BUTLER_SOS_TELEMETRY_SECRET": String(repeating: "ab", count: 32)]

    init() throws {
        let configuration = try CompleteConfiguration()
        site = configuration.site
        complete = configuration.text()
        older = try Site(recorded: "v5.6.0-capture")
        // The original had this section in its versions since then.
        recorded =
            try String(contentsOfFile: older.path, encoding: .utf8)
            + "  prometheus:\n    enable: true\n    host: 127.0.0.1\n    port: 9842\n"
    }

    private func file(_ origin: Origin, all isOn: Bool) -> SwitchedFile {
        let file = SwitchedFile(origin == .complete ? complete : recorded)
        return SwitchedFile(file.text(all: isOn, but: Self.decisive))
    }

    /// What a configuration file leads to.
    private struct Outcome: Equatable {
        /// The bytes that would be sent, as text.
        var body: String
        var isOn: Bool
    }

    /// As `telemetry preview` does it: mistakes elsewhere are in nobody's way.
    private func outcome(_ text: String, skipsVerification: Bool = true) throws -> Outcome {
        try text.write(toFile: site.path, atomically: true, encoding: .utf8)
        var overrides = ConfigurationOverrides()
        overrides.skipsVerification = skipsVerification
        let configuration = try site.read(environment: environment, overrides: overrides)
        let options = TelemetryOptions(
            configuration, configurationPath: site.path, statePath: site.directory.file("state"),
            environment: environment)
        let telemetry = Telemetry(options, isOnlyLooking: true, files: ImaginedHost.files)
        return Outcome(
            body: telemetry.preview(at: 1_795_334_950), isOn: telemetry.verdict.isOn)
    }

    /// The body with one flag in another position, which has to be the only one of that name.
    private func body(_ base: String, _ feature: String, _ isOn: Bool) throws -> String {
        let parts = base.components(separatedBy: "\"\(feature)\":\(!isOn)")
        try #require(parts.count == 2, "\(feature)")
        return parts.joined(separator: "\"\(feature)\":\(isOn)")
    }

    private static func feature(_ path: String) -> String? {
        PublicFacts.switches.first { $0.value.contains(path) }?.key
    }

    @Test(arguments: Origin.allCases)
    func `all switches on report every feature, all off none`(origin: Origin) throws {
        for isOn in [true, false] {
            let outcome = try outcome(file(origin, all: isOn).text(all: isOn, but: Self.decisive))
            #expect(outcome.isOn)
            let report = try JSONDecoder().decode(Body.self, from: Data(outcome.body.utf8))
            let flags = report.data.enabledFeatures.feature
            #expect(flags == PublicFacts.switches.mapValues { _ in isOn })
            #expect(flags.count == 11)
        }
    }

    @Test(arguments: Origin.allCases, [true, false])
    func `one switch moves exactly the flag of its feature, and any other moves nothing`(
        origin: Origin, isOn: Bool
    ) throws {
        let file = file(origin, all: isOn)
        let base = try outcome(file.text(all: isOn, but: Self.decisive))
        var moved: [String] = []
        for place in file.switches where !Self.decisive.contains(place.path) {
            let outcome = try outcome(file.text(place, !isOn))
            #expect(outcome.isOn, "\(place)")
            if let feature = Self.feature(place.path) {
                moved.append(feature)
                #expect(try outcome.body == body(base.body, feature, !isOn), "\(place)")
            } else {
                #expect(outcome.body == base.body, "\(place)")
            }
        }
        #expect(Set(moved) == Set(PublicFacts.switches.keys) && moved.count == 11)
        #expect(file.switches.count > (origin == .complete ? 80 : 20))
    }

    @Test(arguments: Origin.allCases)
    func `the older spelling of a switch moves the same flag, and either being true is enough`(origin: Origin) throws {
        let (on, off) = (file(origin, all: true), file(origin, all: false))
        let (full, none) = (
            try outcome(on.text(all: true, but: [])), try outcome(off.text(all: false, but: Self.decisive))
        )
        var spelled: Set<String> = []
        for place in on.switches {
            guard let feature = Self.feature(place.path) else { continue }
            for older in PublicFacts.switches[feature] ?? [] where older != place.path {
                let key = String(older.split(separator: ".").last ?? "")
                spelled.insert(feature)
                #expect(try outcome(on.text(place, true, spelled: key)).body == full.body, "\(older)")
                #expect(
                    try outcome(on.text(place, false, spelled: key)).body == body(full.body, feature, false), "\(older)"
                )
                #expect(
                    try outcome(off.text(place, true, spelled: key)).body == body(none.body, feature, true), "\(older)")
                #expect(
                    try outcome(off.text(place, false, also: key, true)).body == body(none.body, feature, true),
                    "\(older)")
                #expect(
                    try outcome(off.text(place, true, also: key, false)).body == body(none.body, feature, true),
                    "\(older)")
                #expect(try outcome(off.text(place, false, also: key, false)).body == none.body, "\(older)")
            }
        }
        #expect(spelled == ["heartbeat", "dockerHealthCheck", "uptimeMonitor", "logdb", "mqtt", "influxdb"])
    }

    @Test(arguments: Origin.allCases)
    func `a switch that is left out is off`(origin: Origin) throws {
        let file = file(origin, all: true)
        let base = try outcome(file.text(all: true, but: []))
        for place in file.switches {
            guard let feature = Self.feature(place.path) else { continue }
            #expect(try outcome(file.text(without: place)).body == body(base.body, feature, false), "\(place)")
        }
    }

    @Test func `the switches about telemetry stop the report and move no flag`() throws {
        let file = file(.complete, all: true)
        let base = try outcome(file.text(all: true, but: []), skipsVerification: false)
        #expect(base.isOn)
        func flags(_ outcome: Outcome) -> String { outcome.body.components(separatedBy: "\"enabledFeatures\"")[1] }
        for place in file.switches where Self.decisive.contains(place.path) {
            let outcome = try outcome(file.text(place, false))
            #expect(!outcome.isOn, "\(place)")
            #expect(flags(outcome) == flags(base), "\(place)")
        }
    }

    /// A report's body, as far as it tells features.
    private struct Body: Decodable {
        struct Content: Decodable { var enabledFeatures: Features }
        struct Features: Decodable { var feature: [String: Bool] }
        var data: Content
    }
}
