// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@Suite struct MonitoredServerTests {
    @Test func `has host, name, description and then its own tags in file order`() {
        let server = MonitoredServer(
            name: "Prod A", host: "sense-a.example.net:4747", description: "Central node",
            extraTags: [Tag("qs_env", "prod"), Tag("area", "north")], headers: [Tag("Authorization", "secret")])
        #expect(
            server.tags == [
                Tag("host", "sense-a.example.net"), Tag("server_name", "Prod A"),
                Tag("server_description", "Central node"), Tag("qs_env", "prod"), Tag("area", "north"),
            ])
    }

    @Test func `lets an own tag replace one of the three, in its place`() {
        let server = MonitoredServer(
            name: "A", host: "a:1", description: "d",
            extraTags: [Tag("server_name", "Other"), Tag("x", "1"), Tag("host", "other"), Tag("x", "2")])
        #expect(
            server.tags == [
                Tag("host", "other"), Tag("server_name", "Other"), Tag("server_description", "d"), Tag("x", "2"),
            ])
    }

    @Test(arguments: [
        ("sense", "sense"), ("sense:4747", "sense"), ("10.0.0.1:4747", "10.0.0.1"), ("[::1]:4747", "::1"),
        ("[fe80::1]", "fe80::1"), ("", ""), (":4747", ""),
    ])
    func `finds the host without its port`(authority: String, expected: String) {
        #expect(MonitoredServer.hostName(authority) == expected)
    }
}
