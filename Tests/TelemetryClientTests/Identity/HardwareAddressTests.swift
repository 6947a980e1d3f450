// SPDX-License-Identifier: MIT

import TelemetryClient
import Testing

struct HardwareAddressTests {
    @Test(arguments: [
        "00:50:56:ab:cd:ef", "00:50:56:AB:CD:EF", "00-50-56-ab-cd-ef", "0050.56ab.cdef", "005056abcdef",
    ])
    func `reads every spelling as one`(_ text: String) {
        #expect(HardwareAddress(text, ipv4: nil)?.digits == "005056abcdef")
    }

    @Test(arguments: [
        "", "00:50:56:ab:cd", "00:50:56:ab:cd:ef:00", "00:50:56:ab:cd:eg", "zz:zz:zz:zz:zz:zz", "unknown",
        "００5056abcdef", "00:50:56:ab:cd:é", "00 50 56 ab cd ef",
    ])
    func `refuses what is no address`(_ text: String) {
        #expect(HardwareAddress(text, ipv4: nil) == nil)
    }

    @Test(arguments: [
        "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "FF:FF:FF:FF:FF:FF", "ac:de:48:00:11:22", "00:50:56:c0:00:00",
        "00:50:56:c0:00:01", "00:50:56:C0:00:08", "00:50:56:c0:00:0f", "ee:ee:ee:ee:ee:ee", "fe:ff:ff:ff:ff:ff",
        "0a:00:27:00:00:00", "00:1c:42:00:00:08", "52:54:00:12:34:56", "52:54:00:12:34:57", "02:50:00:00:00:01",
        "02:00:00:00:00:01", "02:00:4c:4f:4f:50", "00:00:00:00:00:01", "00:11:22:33:44:55", "aa:bb:cc:dd:ee:ff",
        "12:34:56:78:9a:bc", "de:ad:be:ef:00:00", "22:22:22:22:22:22",
    ])
    func `refuses addresses that many hosts share`(_ text: String) {
        #expect(HardwareAddress(text, ipv4: "10.0.0.1") == nil)
    }

    @Test(arguments: [
        ("02:42:ac:11:00:02", "172.17.0.2"), ("02:42:0a:00:00:ff", "10.0.0.255"), ("02:42:AC:11:00:02", "172.17.0.2"),
        ("0a:58:0a:f4:01:07", "10.244.1.7"),
    ])
    func `refuses addresses that a container bridge made from the IP address`(_ text: String, _ ipv4: String) {
        #expect(HardwareAddress(text, ipv4: ipv4) == nil)
        #expect(HardwareAddress(text, ipv4: "172.17.0.3") != nil)
        #expect(HardwareAddress(text, ipv4: nil) != nil)
    }

    @Test(arguments: ["01:00:5e:00:00:fb", "33:33:00:00:00:01", "01:80:c2:00:00:00", "ff:50:56:ab:cd:ef"])
    func `refuses groups of receivers`(_ text: String) {
        #expect(HardwareAddress(text, ipv4: nil) == nil)
    }

    @Test(arguments: [
        "00:50:56:c0:00:10", "00:50:56:c1:00:01", "00:00:00:00:01:00", "ac:de:48:00:11:23", "52:54:00:12:35:56",
        "0a:00:27:00:01:00", "fe:ff:ff:ff:ff:fe", "02:00:00:00:01:00", "ee:ee:ee:ee:ee:ef", "00:15:5d:00:00:01",
    ])
    func `takes neighbours of shared addresses`(_ text: String) {
        #expect(HardwareAddress(text, ipv4: nil) != nil)
    }

    @Test func `keeps an address that a provider made from the IPv4 address of one machine`() {
        // On Google's cloud. It tells a copied disk apart, and nobody else in the network has it.
        #expect(HardwareAddress("42:01:0a:80:00:02", ipv4: "10.128.0.2") != nil)
    }

    @Test(arguments: ["", "172.17.0", "172.17.0.2.5", "172.17.0.256", "not.an.ip.v4", "172.17.0.x"])
    func `is not confused by a broken IPv4 address`(_ ipv4: String) {
        #expect(HardwareAddress("02:42:ac:11:00:02", ipv4: ipv4) != nil)
    }
}
