// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct RouteTableTests {
    private static let header = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"

    private static func row(
        _ name: String, destination: String = "00000000", flags: String = "0003", metric: String = "0",
        mask: String = "00000000"
    ) -> String {
        "\(name)\t\(destination)\t0100000A\t\(flags)\t0\t0\t\(metric)\t\(mask)\t0\t0\t0                      \n"
    }

    private static func found(_ rows: String...) -> String? {
        RouteTable.defaultInterface(ipv4: header + rows.joined())
    }

    @Test func `finds the interface of the default route`() {
        #expect(Self.found(Self.row("eth0", destination: "0000000A", mask: "00FFFFFF"), Self.row("eth1")) == "eth1")
        #expect(
            Self.found(Self.row("enp0s31f6"), Self.row("docker0", destination: "000011AC", mask: "0000FFFF"))
                == "enp0s31f6")
        #expect(Self.found(Self.row("eth0").replacing("\n", with: "\r\n")) == "eth0")
    }

    @Test func `prefers the lowest metric, and the first of equal ones`() {
        let rows = [("wlan0", "600"), ("eth0", "100"), ("eth1", "100"), ("tun0", "1000"), ("ppp0", "4294967295")]
        #expect(Self.found(rows.map { Self.row($0.0, metric: $0.1) }.joined()) == "eth0")
    }

    @Test func `does not take half of the Internet for all of it`() {
        // VPN clients add 0.0.0.0/1 beside the default route.
        #expect(Self.found(Self.row("tun0", mask: "00000080"), Self.row("eth0", metric: "100")) == "eth0")
        #expect(Self.found(Self.row("tun0", mask: "00000080")) == nil)
    }

    @Test func `does not take a way that is closed`() {
        #expect(Self.found(Self.row("*", flags: "0200"), Self.row("eth0", metric: "9")) == "eth0")
        #expect(Self.found(Self.row("eth0", flags: "0201")) == nil)
        #expect(Self.found(Self.row("eth0", flags: "0002")) == nil)
        #expect(Self.found(Self.row("lo")) == nil)
    }

    @Test(arguments: [
        "", "\n\n", header, header + row("eth0", destination: "0000000A"), header + "eth0\t00000000\n",
        header + row("eth0", metric: "low"), header + row("eth0", metric: "-1"), header + row("eth0", flags: "up"),
        header + row("eth0", metric: "99999999999999999999"), row("eth0"), header + "eth0", "\u{0}", header + row(".."),
        header + row("../../etc"), header + row("a-name-of-16-by."), header + row("é"), header + row("\u{0}"),
    ])
    func `finds none where there is none`(_ table: String) {
        #expect(RouteTable.defaultInterface(ipv4: table) == nil)
    }

    private static let zeros = String(repeating: "0", count: 32)
    private static let router = "fe800000000000000000000000000001"

    private static func row6(
        _ name: String, destination: String = zeros, length: String = "00", metric: String = "00000400",
        flags: String = "00000003"
    ) -> String {
        "\(destination) \(length) \(zeros) 00 \(router) \(metric) 00000001 00000000 \(flags)     \(name)\n"
    }

    @Test func `finds the default route of IPv6`() {
        let unreachable = Self.row6("lo", metric: "ffffffff", flags: "00200200")
        let local = Self.row6("eth0", destination: Self.router, length: "40")
        let table = local + unreachable + Self.row6("eth1") + Self.row6("eth2", metric: "00000100") + unreachable
        #expect(RouteTable.defaultInterface(ipv6: table) == "eth2")
        #expect(RouteTable.defaultInterface(ipv6: local + unreachable) == nil)
        // All of the Internet that is in use so far is not all of it.
        #expect(RouteTable.defaultInterface(ipv6: Self.row6("eth0", length: "03")) == nil)
    }

    @Test(arguments: [
        "", "\0", "x", row6("eth0", metric: "much"), row6("eth0", destination: "00"), row6("a/b"),
        row6("eth0", flags: ""), row6("eth0", metric: "100000000"),
    ])
    func `finds none of IPv6 where there is none`(_ table: String) {
        #expect(RouteTable.defaultInterface(ipv6: table) == nil)
    }
}
