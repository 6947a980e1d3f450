// SPDX-License-Identifier: MIT

import HTTPTypes
import HummingbirdTesting
import MonitoringTestKit
import TelemetryWire
import Testing

/// Who is turned away before a route looks.
struct DoorTests {
    private static let forwarded = HTTPField.Name("X-Forwarded-For")

    private func header(_ address: String) -> HTTPFields {
        var fields = HTTPFields()
        if let name = Self.forwarded { fields[name] = address }
        return fields
    }

    private func limited(_ requests: Int) -> Collector {
        Collector(.init(requestsPerAddress: requests, isBehindProxy: true))
    }

    // MARK: Methods and addresses

    @Test(arguments: [
        (TelemetryHTTP.reportPath, "POST"), (TelemetryHTTP.legacyReportPath, "POST"),
        (TelemetryHTTP.installationPath(id: "x"), "GET, HEAD, DELETE"), ("/healthz", "GET, HEAD"),
        ("/metrics", "GET, HEAD"), ("/openapi.json", "GET, HEAD"), ("/pages/broken", "GET, HEAD"),
    ])
    func `names the methods of an address that takes others`(_ path: String, _ allowed: String) async throws {
        let collector = Collector()
        for method in [HTTPRequest.Method.put, .patch, .options, .trace, HTTPRequest.Method("BREW")].compactMap(\.self)
        {
            let response = try await collector.send(method, path)
            #expect(response.status == .methodNotAllowed)
            #expect(response.problem == "method-not-allowed")
            #expect(response.headers[.allow] == allowed)
            #expect(response.text.contains(allowed))
        }
        #expect(collector.counts() == ["reason=method-not-allowed": 5])
    }

    @Test func `refuses an address that is one byte too long`() async throws {
        let collector = Collector()
        let longest = "/" + String(repeating: "x", count: TelemetryHTTP.maximumAddressSize - 1)
        #expect(try await collector.send(.get, longest).status == .notFound)
        let response = try await collector.send(.get, longest + "x")
        #expect(response.status.code == 414)
        #expect(response.problem == "address-too-long")
        let query = "/healthz?" + String(repeating: "x", count: TelemetryHTTP.maximumAddressSize)
        #expect(try await collector.send(.get, query).status.code == 414)
        #expect(collector.counts()["reason=address-too-long"] == 2)
    }

    @Test(arguments: ["/canary", "/healthz", "/v2/reports", "/metrics", "/v2/installations/x"])
    func `answers HEAD without a body`(_ path: String) async throws {
        let collector = Collector()
        let head = try await collector.send(.head, path)
        #expect(head.bytes.isEmpty)
        if path != "/v2/reports" {
            let get = try await collector.send(.get, path)
            #expect(head.status == get.status)
            #expect(head.headers[.contentType] == get.headers[.contentType])
            #expect(!get.bytes.isEmpty)
        }
    }

    @Test func `answers a page that fails with a problem, and logs a line`() async throws {
        let collector = Collector()
        for _ in 0..<3 {
            let response = try await collector.send(.get, "/pages/broken")
            #expect(response.status == .serviceUnavailable)
            #expect(response.problem == "unavailable")
            #expect(response.headers[.retryAfter] == "60")
            #expect(!response.text.contains("disk"))
        }
        #expect(collector.log.fullTexts == ["error: a page cannot be shown cause=the disk is full"])
    }

    // MARK: Rates by network

    @Test func `asks a network that sends too much to wait`() async throws {
        let collector = limited(3)
        for _ in 0..<3 {
            #expect(try await collector.send(.get, "/canary", [], header("192.0.2.1")).status == .notFound)
        }
        let response = try await collector.send(.get, "/canary", [], header("192.0.2.1"))
        #expect(response.status == .tooManyRequests)
        #expect(response.problem == "too-many-requests")
        #expect(response.headers[.retryAfter] == "1200")
        #expect(collector.counts() == ["reason=not-found": 3, "reason=too-many-requests": 1])
        // The others go on, and so does this one later.
        #expect(try await collector.send(.get, "/canary", [], header("192.0.2.2")).status == .notFound)
        collector.time.advance(by: .seconds(1200))
        #expect(try await collector.send(.get, "/canary", [], header("192.0.2.1")).status == .notFound)
        #expect(collector.log.lines.isEmpty)
    }

    @Test func `is not fooled by what a sender writes before the proxy does`() async throws {
        let collector = limited(1)
        #expect(try await collector.send(.get, "/canary", [], header("10.0.0.1, 192.0.2.1")).status == .notFound)
        #expect(
            try await collector.send(.get, "/canary", [], header("10.0.0.2, 192.0.2.1")).status == .tooManyRequests)
    }

    @Test func `counts an IPv6 network once`() async throws {
        let collector = limited(1)
        #expect(try await collector.send(.get, "/canary", [], header("2001:db8::1")).status == .notFound)
        #expect(try await collector.send(.get, "/canary", [], header("2001:db8::2")).status == .tooManyRequests)
        #expect(try await collector.send(.get, "/canary", [], header("2001:db8:0:1::1")).status == .notFound)
    }

    @Test func `is not open to a proxy that nobody told of`() async throws {
        let collector = Collector(.init(requestsPerAddress: 1))
        for _ in 0..<3 {
            #expect(try await collector.send(.get, "/canary", [], header("192.0.2.1")).status == .misdirectedRequest)
        }
        #expect(try await collector.send(.get, "/canary").status == .notFound)
    }

    @Test func `lets those who watch it ask as often as they like`() async throws {
        let collector = limited(1)
        for path in ["/healthz", "/readyz", "/metrics", "/healthz?x"] {
            for _ in 0..<3 {
                #expect(try await collector.send(.get, path, [], header("192.0.2.1")).status == .ok, "\(path)")
            }
        }
    }
}
