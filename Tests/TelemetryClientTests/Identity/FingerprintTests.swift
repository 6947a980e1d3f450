// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct FingerprintTests {
    private static func fingerprint(
        _ facts: HostFacts = .sample(), host: String = "sense01.example.local", service: String = "butler-sos"
    ) -> Fingerprint {
        Fingerprint(
            service: service, hardwareAddress: facts.hardwareAddress, ipv4: facts.ipv4, monitoredHost: host,
            systemID: facts.systemID)
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func `agrees with the published vector`() {
        let expected = "246a9ca98717b60eb900d9e759f9fcdd96681a3ae8b23c0f7978b3211901408a"
        #expect(Self.hex(Self.fingerprint().bytes) == expected)
    }

    @Test func `does not depend on how the ingredients are spelled`() {
        let other = HostFacts.sample(mac: "00-50-56-AB-CD-EF", systemID: "4C4C4544-0042-3510-8051-B4C04F4A3332")
        #expect(Self.fingerprint(other, host: "SENSE01.Example.local.") == Self.fingerprint())
    }

    @Test func `changes with every ingredient`() {
        let all = [
            Self.fingerprint(), Self.fingerprint(.sample(mac: "005056abcdee")), Self.fingerprint(.sample(mac: nil)),
            Self.fingerprint(.sample(ipv4: "10.0.0.22")), Self.fingerprint(.sample(ipv4: nil)),
            Self.fingerprint(host: "sense02.example.local"), Self.fingerprint(host: ""),
            Self.fingerprint(.sample(systemID: "4c4c4544004235108051b4c04f4a3333")),
            Self.fingerprint(.sample(systemID: nil)), Self.fingerprint(service: "other-service"),
        ]
        #expect(Set(all.map(\.bytes)).count == all.count)
    }

    @Test func `does not run ingredients into each other`() {
        let first = Self.fingerprint(.sample(ipv4: "10.0.0.1"), host: "1sense")
        let second = Self.fingerprint(.sample(ipv4: "10.0.0.11"), host: "sense")
        #expect(first != second)
    }

    @Test func `can be made of nothing`() {
        let nothing = Self.fingerprint(.sample(mac: nil, ipv4: nil, systemID: nil), host: "")
        #expect(nothing.bytes.count == 32)
    }
}
