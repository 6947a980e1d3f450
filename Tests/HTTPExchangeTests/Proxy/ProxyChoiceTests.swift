// SPDX-License-Identifier: MIT

import Testing

@testable import HTTPExchange

/// Which proxy leads to which server.
struct ProxyChoiceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var server = "https://telemetry.example.com"
        var configured: String?
        var environment: [String: String]
        /// `nil` for a direct connection.
        var expected: String?

        init(
            _ name: String, _ environment: [String: String] = [:], server: String = "https://telemetry.example.com",
            configured: String? = nil, is expected: String? = nil
        ) {
            testDescription = name
            self.environment = environment
            self.server = server
            self.configured = configured
            self.expected = expected
        }
    }

    private static let a = "http://a:1"
    private static let b = "http://b:2"

    @Test(arguments: [
        Case("nothing is said"),
        Case("the environment", ["HTTPS_PROXY": a], is: a),
        Case("the environment in lower case", ["https_proxy": a], is: a),
        Case("lower case wins", ["https_proxy": a, "HTTPS_PROXY": b], is: a),
        Case("empty is nothing", ["https_proxy": "", "HTTPS_PROXY": b], is: b),
        Case("both are empty", ["https_proxy": "", "HTTPS_PROXY": ""]),
        Case("the proxy for plain HTTP is not for this", ["HTTP_PROXY": a, "http_proxy": a]),
        Case("the configuration", configured: a, is: a),
        Case("the configuration wins", ["HTTPS_PROXY": b], configured: a, is: a),
        Case("exceptions are the environment's", ["NO_PROXY": "*"], configured: a, is: a),
        Case("everything is excepted", ["HTTPS_PROXY": a, "NO_PROXY": "*"]),
        Case("excepted, so it does not matter what it says", ["HTTPS_PROXY": "ftp://x", "NO_PROXY": "*"]),
        Case("exceptions in either spelling count", ["HTTPS_PROXY": a, "no_proxy": "x", "NO_PROXY": "*"]),
        Case("exceptions in lower case", ["HTTPS_PROXY": a, "no_proxy": "telemetry.example.com", "NO_PROXY": "x"]),
        Case("exceptions of others", ["HTTPS_PROXY": a, "no_proxy": "x", "NO_PROXY": "y"], is: a),
        Case("this machine", ["HTTPS_PROXY": a], server: "https://127.0.0.1:8340"),
        Case("this machine by name", ["HTTPS_PROXY": a], server: "https://localhost:8340"),
        Case("this machine in capitals", ["HTTPS_PROXY": a], server: "https://LOCALHOST"),
        Case("this machine in IPv6", ["HTTPS_PROXY": a], server: "https://[::1]:8340"),
        Case("this machine, whatever is configured", server: "http://127.0.0.1:1", configured: a),
        Case("a name that only looks like it", ["HTTPS_PROXY": a], server: "https://127.0.0.1.example", is: a),
    ])
    func `chooses`(_ given: Case) throws {
        let proxy = try ProxyChoice.proxy(
            to: #require(Authority(url: given.server)), configured: given.configured.flatMap { .init($0) },
            environment: given.environment)
        #expect(proxy?.description == given.expected)
    }

    @Test(arguments: ["HTTPS_PROXY", "https_proxy"])
    func `names a variable that is no address, and not what it says`(_ name: String) throws {
        let text = "http://reporter:geheim@proxy:no-port"
        let failure = #expect(throws: ProxyChoice.Invalid.self) {
            try ProxyChoice.proxy(
                to: #require(Authority("telemetry.example.com")), configured: nil, environment: [name: text])
        }
        #expect(failure?.description == "\(name) is not a proxy's address: expected http://HOST:PORT")
    }

    @Test(arguments: [
        "telemetry.example.com", "example.com", ".example.com", "*.example.com", "com", "*", "a, example.com",
        "a,b,example.com", "a b example.com", "TELEMETRY.Example.COM", "example.com:443", ".example.com:8443",
        ",,example.com,",
    ])
    func `excepts`(_ list: String) {
        #expect(ProxyChoice.isExcepted("telemetry.example.com", by: list))
    }

    @Test(arguments: [
        "", ",", " ", ".", "*.", "example.org", "elemetry.example.com", "xample.com", "telemetry.example", "example",
        "a.telemetry.example.com", "telemetry.example.com.org", "10.0.0.0/8", "*.*", "**",
    ])
    func `does not except`(_ list: String) {
        #expect(!ProxyChoice.isExcepted("telemetry.example.com", by: list))
    }

    @Test func `excepts addresses`() {
        #expect(ProxyChoice.isExcepted("10.0.0.1", by: "10.0.0.1"))
        #expect(!ProxyChoice.isExcepted("10.0.0.11", by: "10.0.0.1"))
        #expect(ProxyChoice.isExcepted("2001:db8::1", by: "x,2001:db8::1"))
        #expect(ProxyChoice.isExcepted("2001:db8::1", by: "[2001:DB8::1]:443"))
    }
}
