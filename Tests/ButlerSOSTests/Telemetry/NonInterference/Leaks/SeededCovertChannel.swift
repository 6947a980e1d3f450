// SPDX-License-Identifier: MIT

import SenseSources
import TelemetryWire
import Testing

@testable import ButlerSOS
@testable import TelemetryClient

/// A fault that hides in ID, key or counter, which may differ: it takes more than one comparison to find it.
struct SeededCovertChannel: Sendable, CustomTestStringConvertible {
    var name: String
    var reporter: Reporter
    /// What has to notice.
    var broken: Dependence

    var testDescription: String { name }

    static let all = [
        SeededCovertChannel(name: "an ID that depends on the host's name", broken: .onNothingElse) {
            $0.id = $0.secret.id(for: $1.fingerprint(with: $1.hostName), of: "butler-sos")
        },
        SeededCovertChannel(name: "an ID that depends on the Sense site", broken: .onNothingElse) {
            $0.id = $0.secret.id(for: $1.fingerprint(with: "\($1.sessions)"), of: "butler-sos")
        },
        SeededCovertChannel(name: "a key that depends on a setting", broken: .onNothingElse) {
            $0.secret = try .made(from: $1.configuration.certificates.certificate)
        },
        SeededCovertChannel(name: "an ID that can be computed from an inventory", broken: .onSecret) {
            $0.id = Hex.encode($1.fingerprint(with: "").bytes)
        },
        SeededCovertChannel(name: "a key that can be computed from an inventory", broken: .onSecret) {
            $0.secret = try .made(from: Hex.encode($1.fingerprint(with: "").bytes))
        },
        SeededCovertChannel(name: "a key that tells whether the host is another one", broken: .keyOnSecretAlone) {
            $0.secret = try .made(from: Hex.encode($0.secret.forStorage + $1.fingerprint(with: "").bytes))
        },
        SeededCovertChannel(
            name: "a counter that starts at the number of servers",
            reporter: Reporter(floor: { UInt64($0.serverCount) }), broken: .onNothingElse),
    ]

    init(name: String, reporter: Reporter, broken: Dependence) {
        self.name = name
        self.reporter = reporter
        self.broken = broken
    }

    private init(
        name: String, broken: Dependence,
        _ change: @escaping @Sendable (inout TelemetryIdentity, Installation) throws -> Void
    ) {
        self.init(name: name, reporter: Reporter(identity: change), broken: broken)
    }
}

extension Installation {
    /// A fingerprint with something instead of the repository's host.
    fileprivate func fingerprint(with text: String) -> Fingerprint {
        Fingerprint(
            service: "butler-sos", hardwareAddress: telemetry.facts.hardwareAddress, ipv4: telemetry.facts.ipv4,
            monitoredHost: text, systemID: telemetry.facts.systemID)
    }
}

extension InstallSecret {
    fileprivate static func made(from text: String) throws -> InstallSecret {
        let digest = Fingerprint(
            service: text, hardwareAddress: nil, ipv4: nil, monitoredHost: "", systemID: nil)
        return try #require(InstallSecret(digest.bytes))
    }
}
