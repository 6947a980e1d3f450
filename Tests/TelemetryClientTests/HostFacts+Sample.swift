// SPDX-License-Identifier: MIT

import TelemetryWire

@testable import TelemetryClient

extension HostFacts {
    /// An invented host.
    static func sample(
        mac: String? = "005056abcdef", ipv4: String? = "10.0.0.21",
        systemID: String? = "4c4c4544004235108051b4c04f4a3332",
        kind: SystemID.Kind = .firmware, isContainer: Bool = false
    ) -> HostFacts {
        HostFacts(
            arch: "x64", platform: "linux", release: "12", distro: "Debian GNU/Linux", codename: "bookworm",
            virtual: true,
            isContainer: isContainer, swiftVersion: "6.3", logicalCores: 4, totalMemory: 1 << 32,
            hardwareAddress: mac.flatMap { HardwareAddress($0, ipv4: ipv4) }, ipv4: ipv4,
            systemID: systemID.flatMap { SystemID(kind, $0) })
    }
}

extension TelemetryIdentity.Ingredients {
    /// What an ID of the invented host is made from.
    static func sample(
        _ facts: HostFacts = .sample(), service: TelemetryService = .butlerSOS,
        host: String = "sense01.example.local"
    ) -> Self { Self(service: service, facts: facts, monitoredHost: host) }
}
