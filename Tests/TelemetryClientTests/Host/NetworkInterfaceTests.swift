// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct NetworkInterfaceTests {
    private static let header = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"

    private static func row(
        _ name: String, destination: String = "00000000", metric: String = "0", mask: String = "00000000"
    ) -> String {
        "\(name)\t\(destination)\t0100000A\t0003\t0\t0\t\(metric)\t\(mask)\t0\t0\t0\n"
    }

    @Test func `finds the interface of the default route`() {
        let table = Self.header + Self.row("eth0", destination: "0000000A", mask: "00FFFFFF") + Self.row("eth1")
        #expect(NetworkInterface.defaultRoute(in: table) == "eth1")
    }

    @Test func `prefers the lowest metric, and the first of equal ones`() {
        let rows = [("wlan0", "600"), ("eth0", "100"), ("eth1", "100"), ("tun0", "1000")]
        let table = Self.header + rows.map { Self.row($0.0, metric: $0.1) }.joined()
        #expect(NetworkInterface.defaultRoute(in: table) == "eth0")
    }

    @Test func `does not take half of the Internet for all of it`() {
        // VPN clients add 0.0.0.0/1 beside the default route.
        let table = Self.header + Self.row("tun0", mask: "00000080") + Self.row("eth0", metric: "100")
        #expect(NetworkInterface.defaultRoute(in: table) == "eth0")
        #expect(NetworkInterface.defaultRoute(in: Self.header + Self.row("tun0", mask: "00000080")) == nil)
    }

    @Test(arguments: [
        "", "\n\n", header, header + row("eth0", destination: "0000000A"), header + "eth0\t00000000\n",
        header + row("eth0", metric: "low"), row("eth0"), header + "eth0", "\u{0}",
    ])
    func `finds none where there is none`(_ table: String) {
        #expect(NetworkInterface.defaultRoute(in: table) == nil)
    }

    @Test func `reads the hardware address of that interface`() {
        let files = HostFiles([
            "/proc/net/route": Self.header + Self.row("imagined7"),
            "/sys/class/net/imagined7/address": "00:50:56:ab:cd:ef\n",
            "/sys/class/net/eth0/address": "00:00:00:00:00:01\n",
        ])
        let expected = NetworkInterface(name: "imagined7", hardwareAddress: "00:50:56:ab:cd:ef", ipv4: nil)
        #expect(NetworkInterface.ofDefaultRoute(files: files) == expected)
        #expect(NetworkInterface.ofDefaultRoute(files: HostFiles([:])) == nil)
    }
}
