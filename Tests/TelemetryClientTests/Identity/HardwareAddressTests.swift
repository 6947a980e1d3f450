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
        "00:50:56:c0:00:01", "00:50:56:C0:00:08", "00:50:56:c0:00:0f",
    ])
    func `refuses addresses that many hosts share`(_ text: String) {
        #expect(HardwareAddress(text, ipv4: "10.0.0.1") == nil)
    }

    @Test(arguments: [
        ("02:42:ac:11:00:02", "172.17.0.2"), ("02:42:0a:00:00:ff", "10.0.0.255"), ("02:42:AC:11:00:02", "172.17.0.2"),
    ])
    func `refuses addresses that a container bridge made from the IP address`(_ text: String, _ ipv4: String) {
        #expect(HardwareAddress(text, ipv4: ipv4) == nil)
        #expect(HardwareAddress(text, ipv4: "172.17.0.3") != nil)
        #expect(HardwareAddress(text, ipv4: nil) != nil)
    }

    @Test func `takes neighbours of shared addresses`() {
        for text in ["00:50:56:c0:00:10", "00:50:56:c1:00:01", "00:00:00:00:00:01", "ac:de:48:00:11:23"] {
            #expect(HardwareAddress(text, ipv4: nil) != nil)
        }
    }
}
