// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct NetworkInterfaceTests {
    private static let route =
        "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n"
        + "eth1\t00000000\t0100000A\t0003\t0\t0\t0\t00000000\n"

    /// An interface in the kernel's folder.
    private static func interface(
        _ name: String, index: Int, mac: String = "00:50:56:ab:cd:ef", flags: String = "0x1003", isReal: Bool = true
    ) -> [String: String] {
        let folder = "/sys/class/net/\(name)"
        var files = [
            "\(folder)/address": "\(mac)\n", "\(folder)/flags": "\(flags)\n", "\(folder)/ifindex": "\(index)\n",
        ]
        if isReal { files["\(folder)/device/vendor"] = "0x8086\n" }
        return files
    }

    private static let loopback = interface("lo", index: 1, mac: "00:00:00:00:00:00", flags: "0x9", isReal: false)

    private static func found(_ interfaces: [String: String]..., files: [String: String] = [:]) -> String? {
        let all = interfaces.reduce(into: files) { $0.merge($1) { first, _ in first } }
        return NetworkInterface.ofHost(HostFiles(all))?.name
    }

    @Test func `is that of the default route, with its addresses`() {
        let files = HostFiles(
            Self.interface("eth1", index: 3).merging(["/proc/net/route": Self.route]) { first, _ in first },
            addresses: ["eth0": ["10.0.0.1"], "eth1": ["169.254.7.7", "10.0.0.21", "10.0.0.22"]])
        let expected = NetworkInterface(name: "eth1", hardwareAddress: "00:50:56:ab:cd:ef", ipv4: "10.0.0.21")
        #expect(NetworkInterface.ofHost(files) == expected)
        #expect(NetworkInterface.ofHost(HostFiles([:])) == nil)
    }

    @Test func `may lack addresses`() {
        let expected = NetworkInterface(name: "eth1", hardwareAddress: nil, ipv4: nil)
        #expect(NetworkInterface.ofHost(HostFiles(["/proc/net/route": Self.route])) == expected)
    }

    @Test func `is that of the default route of IPv6 if there is only that`() {
        let zeros = String(repeating: "0", count: 32)
        let route6 =
            "\(zeros) 00 \(zeros) 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003 eth6\n"
        let both = ["/proc/net/route": Self.route, "/proc/net/ipv6_route": route6]
        #expect(Self.found(files: both) == "eth1")
        #expect(Self.found(Self.interface("eth0", index: 2), files: ["/proc/net/ipv6_route": route6]) == "eth6")
    }

    @Test func `is the first real one that is on, without a default route`() {
        let bridge = Self.interface("br-0f3c", index: 2, isReal: false)
        let docker = Self.interface("docker0", index: 3, isReal: false)
        let off = Self.interface("eno1", index: 4, flags: "0x1002")
        let second = Self.interface("eno2", index: 5)
        let third = Self.interface("eno3", index: 12)
        #expect(Self.found(Self.loopback, bridge, docker, off, second, third) == "eno2")
        #expect(Self.found(third, docker, bridge, Self.loopback) == "eno3")
        #expect(Self.found(Self.loopback, docker, bridge) == "br-0f3c")
        #expect(Self.found(Self.loopback, off) == "eno1")
        #expect(Self.found(Self.loopback) == nil)
    }

    @Test func `is none of the other things in that folder`() {
        let folder = "/sys/class/net"
        #expect(Self.found(Self.loopback, files: ["\(folder)/bonding_masters": "bond0\n"]) == nil)
        for flags in ["", "0x", "4099", "0x10000000000", "up", "\0"] {
            #expect(Self.found(files: ["\(folder)/eth0/flags": flags]) == nil, "\(flags)")
        }
        #expect(Self.found(files: ["\(folder)/eth0/flags": "0x1003", "\(folder)/eth0/ifindex": "first"]) == "eth0")
    }

    @Test func `takes a link-local address only if there is no other`() {
        #expect(NetworkInterface.preferred(["169.254.1.1", "192.168.0.7"]) == "192.168.0.7")
        #expect(NetworkInterface.preferred(["169.254.1.1", "169.254.2.2"]) == "169.254.1.1")
        #expect(NetworkInterface.preferred([]) == nil)
    }
}
