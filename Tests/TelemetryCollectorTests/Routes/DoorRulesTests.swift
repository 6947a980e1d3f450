// SPDX-License-Identifier: MIT

import HTTPTypes
import NIOCore
import TelemetryWire
import Testing

@testable import TelemetryCollector

struct DoorRulesTests {
    private func problem(
        host: String?, path: String = "/v2/reports", isLocalOnly: Bool = true, isBehindProxy: Bool = false
    ) -> Problem? {
        let rules = DoorRules(
            isLocalOnly: isLocalOnly, isBehindProxy: isBehindProxy, rates: SenderRates(perHour: 0))
        return rules.problem(with: HTTPRequest(method: .post, scheme: "http", authority: host, path: path), from: nil)
    }

    @Test(arguments: [
        "localhost", "LOCALHOST:8340", "127.0.0.1", "127.0.0.1:8340", "[::1]:8340", "[::1]", "127.1.2.3",
        "a.localhost:1",
        nil,
    ])
    func `takes names of its own machine`(_ host: String?) { #expect(problem(host: host) == nil) }

    @Test(arguments: [
        "telemetry.example", "evil.example:8340", "127.0.0.1.evil.example", "localhost.evil.example", "192.0.2.1",
        "[2001:db8::1]", "128.0.0.1", "notlocalhost", "", "[", ":80", "localhost@evil.example", "::1",
    ])
    func `takes no other name while it is open to its machine, for any path`(_ host: String) {
        for path in ["/v2/reports", "/", "/metrics", "/healthz"] {
            #expect(problem(host: host, path: path) == .foreignHost)
            #expect(problem(host: host, path: path, isLocalOnly: false) == nil)
        }
    }

    @Test func `counts the peer without a proxy, and the proxy if it says nothing`() throws {
        let (one, two) = (
            try SocketAddress(ipAddress: "192.0.2.1", port: 1), try SocketAddress(ipAddress: "192.0.2.2", port: 1)
        )
        for isBehindProxy in [true, false] {
            let rules = DoorRules(isLocalOnly: false, isBehindProxy: isBehindProxy, rates: SenderRates(perHour: 1))
            let head = HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/")
            #expect(rules.problem(with: head, from: one) == nil)
            #expect(rules.problem(with: head, from: one) == .tooManyRequests(retryAfter: 3600))
            #expect(rules.problem(with: head, from: two) == nil)
        }
    }
}
