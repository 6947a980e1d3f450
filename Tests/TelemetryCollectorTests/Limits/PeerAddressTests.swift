// SPDX-License-Identifier: MIT

import HTTPTypes
import NIOCore
import Testing

@testable import TelemetryCollector

struct PeerAddressTests {
    private func address(_ text: String) throws -> PeerAddress? {
        PeerAddress(try SocketAddress(ipAddress: text, port: 1))
    }

    private func forwarded(_ lines: String...) -> PeerAddress? {
        var fields = HTTPFields()
        for line in lines {
            guard let name = HTTPField.Name("X-Forwarded-For") else { continue }
            fields.append(HTTPField(name: name, value: line))
        }
        return PeerAddress(forwarded: fields)
    }

    @Test func `is all of an IPv4 address, and the network half of an IPv6 one`() throws {
        #expect(try address("192.0.2.1")?.bytes == [192, 0, 2, 1])
        #expect(try address("::ffff:192.0.2.1") == address("192.0.2.1"))
        #expect(try address("2001:db8:1:2:3:4:5:6")?.bytes == [0x20, 0x01, 0x0D, 0xB8, 0, 1, 0, 2])
        #expect(try address("2001:db8:1:2::1") == address("2001:db8:1:2:3:4:5:6"))
        #expect(try address("2001:db8:1:3::1") != address("2001:db8:1:2::1"))
        #expect(PeerAddress(nil) == nil)
    }

    @Test func `is the last one that a proxy wrote, whatever stands before`() throws {
        let expected = try address("192.0.2.7")
        #expect(forwarded("192.0.2.7") == expected)
        #expect(forwarded("198.51.100.1, 192.0.2.7") == expected)
        #expect(forwarded("198.51.100.1", "203.0.113.9,192.0.2.7") == expected)
        #expect(forwarded("192.0.2.7:4711") == expected)
        let six = try address("2001:db8::1")
        for text in ["2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:4711", "\"[2001:db8::1]:4711\""] {
            #expect(forwarded(text) == six, "\(text)")
        }
    }

    @Test(arguments: ["", "unknown", "_hidden", "192.0.2", "192.0.2.1, ", "a.example"])
    func `is none if the proxy wrote something else`(_ text: String) { #expect(forwarded(text) == nil) }

    @Test func `is never printed`() throws {
        let address = try #require(try address("192.0.2.1"))
        #expect("\(address)" == "<redacted>")
    }
}
