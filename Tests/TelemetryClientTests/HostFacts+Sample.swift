// SPDX-License-Identifier: MIT

@testable import TelemetryClient

extension HostFacts {
    /// An invented host.
    static func sample(
        mac: String? = "005056abcdef", ipv4: String? = "10.0.0.21",
        systemID: String? = "4c4c4544004235108051b4c04f4a3332",
        kind: SystemID.Kind = .firmware
    ) -> HostFacts {
        HostFacts(
            arch: "x64", platform: "linux", release: "12", distro: "Debian GNU/Linux", codename: "bookworm",
            virtual: true,
            isContainer: false, swiftVersion: "6.3", logicalCores: 4, totalMemory: 1 << 32,
            hardwareAddress: mac.flatMap { HardwareAddress($0, ipv4: ipv4) }, ipv4: ipv4,
            systemID: systemID.flatMap { SystemID(kind, $0) })
    }
}
