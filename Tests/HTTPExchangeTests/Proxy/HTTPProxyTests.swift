// SPDX-License-Identifier: MIT

import Testing

@testable import HTTPExchange

/// How a proxy's address is read and shown.
struct HTTPProxyTests {
    @Test(arguments: [
        ("http://proxy:3128", "http://proxy:3128"), ("proxy:3128", "http://proxy:3128"),
        ("proxy", "http://proxy:8080"), ("http://proxy/", "http://proxy:8080"), ("HTTP://proxy", "http://proxy:8080"),
        ("10.0.0.1:80", "http://10.0.0.1:80"), ("socks5://proxy", "socks5://proxy:1080"),
        ("socks5h://proxy:99", "socks5://proxy:99"), ("http://reporter:geheim@proxy:3128", "http://proxy:3128"),
        ("reporter:geheim@proxy", "http://proxy:8080"), ("http://reporter@proxy", "http://proxy:8080"),
        ("http://reporter:ge@heim@proxy:1", "http://proxy:1"),
        ("http://re%3Aporter:ge%2Fheim@proxy:1", "http://proxy:1"),
    ])
    func `reads`(_ text: String, _ shown: String) throws {
        let proxy = try #require(HTTPProxy(text))
        #expect(proxy.description == shown)
        // However it is printed.
        for text in ["\(proxy)", String(reflecting: proxy), "\([proxy])", "\(Optional(proxy) as Any)"] {
            #expect(!text.contains("geheim") && !text.contains("heim"))
        }
    }

    @Test(arguments: [
        "", "http://", "https://proxy", "ftp://proxy", "socks4://proxy", "proxy:", "proxy:http", "proxy:0",
        "proxy:65536", "proxy:1:2", "http://proxy/path", "http://proxy:80/path", "pro xy", "proxy\n",
        "http://proxy\r\nX: y",
        "prüfung", "http://user@", "@", "socks5://user:word@proxy", "http://[::1", "http://[]:80", "://proxy",
    ])
    func `refuses`(_ text: String) {
        #expect(HTTPProxy(text) == nil)
    }

    @Test func `reads an address in IPv6`() throws {
        #expect(HTTPProxy("http://[2001:db8::1]:3128") != nil)
    }
}
