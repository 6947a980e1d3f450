// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryClient

/// What the two halves of a pair have in common because a report may tell it, or because it decides where and whether
/// one leaves. The processor architecture and the versions are facts of the program, the same for all tests.
struct PublicFacts: Sendable {
    var features: [String: Bool]
    var collector: String

    /// The reported features with the settings that switch them on, spelled out once more: a setting that begins to
    /// count differs in the halves until it is added here.
    static let switches = [
        "heartbeat": ["heartbeat.enable", "heartbeat.enabled"],
        "dockerHealthCheck": ["dockerHealthCheck.enable", "dockerHealthCheck.enabled"],
        "uptimeMonitor": ["uptimeMonitor.enable", "uptimeMonitor.enabled"],
        "uptimeMonitor_storeInInfluxdb": ["uptimeMonitor.storeInInfluxdb.butlerSOSMemoryUsage"],
        "udpServer": ["userEvents.enable"], "logdb": ["logdb.enable", "logdb.enableLogDb"],
        "mqtt": ["mqttConfig.enable", "mqttConfig.enableMQTT"],
        "influxdb": ["influxdbConfig.enable", "influxdbConfig.enableInfluxdb"], "prometheus": ["prometheus.enable"],
        "appNames": ["appNames.enableAppNameExtract"], "userSessions": ["userSessions.enableSessionExtract"],
    ]

    /// The other settings that are the same in both halves: two decide whether anything leaves, one is on the envelope.
    static let otherSettings = ["anonTelemetry", "systemInfo.enable", "telemetry.collectorURL"]

    /// The whole list, and for a switch its feature. What is not on it differs.
    static let settings: [String: String] = Dictionary(
        uniqueKeysWithValues: (switches.flatMap { feature, keys in keys.map { ($0, feature) } }
            + otherSettings.map { ($0, "") })
            .map { ("Butler-SOS.\($0)", $1) })

    init(_ lots: inout Lots) {
        features = Dictionary(
            uniqueKeysWithValues: Self.switches.keys.sorted().map { ($0, lots.flag("feature \($0)")) })
        collector = "https://\(lots.word("collector")).example.org"
    }
}

/// What a report may tell about the host.
struct PublicSystem: Sendable {
    /// `nil` stands for a distribution that is on no published list.
    var distro: PublishedSystems.System?
    /// `nil` if the os-release names no version.
    var version: String?
    var codename: String?
    var isVirtual: Bool

    init(_ lots: inout Lots) {
        isVirtual = lots.flag("virtual")
        distro = lots.number("unpublished distribution", 0...9) == 0 ? nil : lots.random.one(of: Self.known)
        guard let distro else { return }
        version = distro.isRolling ? nil : lots.draw("version") { $0.version() }
        codename = version == nil ? nil : lots.random.one(of: distro.codenames.sorted() + [nil])
    }

    private static let known: [PublishedSystems.System?] = PublishedSystems.all.filter { $0.name != "macOS" }

    /// What the report has to say: the generator is worth something only if its hosts are taken for what they are.
    var reported: (distro: String, release: String, codename: String) {
        guard let distro else { return (PublishedSystems.other, PublishedSystems.other, "") }
        let fallback = distro.isRolling ? PublishedSystems.rolling : PublishedSystems.other
        return (distro.name, version ?? fallback, codename ?? "")
    }
}

extension SplitMix64 {
    /// A version in one of the forms in which distributions publish theirs.
    fileprivate mutating func version() -> String {
        switch number(in: 0...6) {
        case 0: "\(number(in: 1...45))"
        case 1: "\(number(in: 8...10)).\(number(in: 0...9))"
        case 2: "\(number(in: 18...26)).04.\(number(in: 1...6)) LTS"
        case 3: "\(number(in: 12...15))-SP\(number(in: 1...7))"
        case 4: "v\(number(in: 1...2)).\(number(in: 0...9)).\(number(in: 0...9))"
        case 5: "20\(number(in: 20...26))0\(number(in: 1...9))1\(number(in: 0...9))"
        default: "\(number(in: 2020...2026)).\(number(in: 1...12)).\(number(in: 1...31))"
        }
    }
}
