// SPDX-License-Identifier: MIT

import Testing

@testable import ButlerSOS

@Suite struct SendableHostTests {
    @Test(arguments: [
        "monitor", "monitor.acme.test", "monitor.acme.test.", "a_b", "a-b", "1and1.test", "10.0.0.1",
        "192.168.255.255", "223.255.255.255", "fe80::1", "[2001:db8::1]", "::ffff:10.0.0.1",
        String(repeating: "a", count: 63), String(repeating: "abcd.", count: 50) + "abc",
    ])
    func `takes what one can send to`(host: String) {
        #expect(SendableHost(host).obstacle == nil)
        #expect(!SendableHost(host).isLoopback)
    }

    @Test(arguments: [
        "999.1.1.1", "1.2.3.4.5", "1.2.3", "256.0.0.1", "010.0.0.1", "1..2.3", "1.2.3.4.", "1234", "1.2.3.12345678901",
    ])
    func `takes no digits that are no address`(host: String) {
        #expect(SendableHost(host).obstacle?.hasPrefix("an IPv4 address") == true)
    }

    @Test(arguments: ["1:2:3", ":::", "[12345::1]", "::1.2.3.999", "1::2::3"])
    func `takes no colons that are no address`(host: String) {
        #expect(SendableHost(host).obstacle == "an IPv6 address or a host name")
    }

    @Test(arguments: [
        "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "ff02::1", "[ff05::2]", "::ffff:224.0.0.1",
    ])
    func `takes no address of many hosts or none`(host: String) {
        #expect(SendableHost(host).obstacle?.hasPrefix("the address of one host; ") == true)
    }

    @Test(arguments: ["0.0.0.0", "::", "[::]", "0:0::0", "::ffff:0.0.0.0"])
    func `takes no address that one only listens on`(host: String) {
        #expect(SendableHost(host).obstacle?.contains("where a monitor listens") == true)
    }

    @Test(arguments: [
        (".", "between its dots"), ("..", "between its dots"), ("a..b", "between its dots"), (".a", "between its dots"),
        ("a..", "between its dots"), ("-x", "a dash"), ("a.-b", "a dash"),
        (String(repeating: "a", count: 64), "63 between two dots"), (String(repeating: "a", count: 300), "at most 253"),
        (String(repeating: "abcd.", count: 50) + "abcd", "at most 253"),
    ])
    func `takes no name that no host can have`(host: String, reason: String) {
        #expect(SendableHost(host).obstacle?.contains(reason) == true)
    }

    @Test(arguments: [
        "localhost", "LOCALHOST", "localhost.", "localhost.localdomain", "me.localhost", "127.0.0.1", "127.255.0.9",
        "::1", "[::1]", "0:0::1", "::ffff:127.0.0.1",
    ])
    func `knows a host that reaches only itself`(host: String) {
        #expect(SendableHost(host).obstacle == nil)
        #expect(SendableHost(host).isLoopback)
    }
}
