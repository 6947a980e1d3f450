// SPDX-License-Identifier: MIT

import TelemetryClient
import Testing

struct CollectorURLTests {
    @Test(arguments: [
        ("https://telemetry.example.com", "https://telemetry.example.com"),
        ("https://telemetry.example.com/", "https://telemetry.example.com"),
        ("https://telemetry.example.com:8443/below/here/", "https://telemetry.example.com:8443/below/here"),
        ("HTTPS://telemetry.example.com", "HTTPS://telemetry.example.com"), ("https://10.0.0.1", "https://10.0.0.1"),
        ("https://[2001:db8::1]:8340", "https://[2001:db8::1]:8340"),
        ("http://127.0.0.1:8340", "http://127.0.0.1:8340"),
        ("http://127.1.2.3", "http://127.1.2.3"), ("http://localhost:8340/", "http://localhost:8340"),
        ("http://[::1]:8340", "http://[::1]:8340"), ("http://[::1]/x", "http://[::1]/x"),
    ])
    func `takes HTTPS to anywhere and HTTP to this machine`(_ text: String, _ base: String) throws {
        let url = try CollectorURL(text)
        #expect(url.base == base)
        #expect(url.description == base)
    }

    @Test(arguments: [
        "http://telemetry.example.com", "http://10.0.0.1", "http://127.example.com", "http://127.0.0.1.example.com",
        "http://localhost.example.com", "http://127.0.0", "http://127.0.0.1.1", "http://127.0.0.256", "http://127.0.0.",
        "http://1270.0.0.1", "http://0x7f.0.0.1", "http://[::2]", "http://[2001:db8::1]", "http://0.0.0.0",
        "http://::1",
        "http://127.+1.0.1",
    ])
    func `refuses HTTP to any other host`(_ text: String) {
        #expect(throws: CollectorURL.Invalid.self) { try CollectorURL(text) }
    }

    @Test(arguments: [
        "", "telemetry.example.com", "//telemetry.example.com", "https:telemetry.example.com", "https:///x", "https://",
        "ftp://telemetry.example.com", "file:///etc/passwd", "javascript://x", "https://?x", "https://#x",
        "https://:8340",
        "https://[]", "https://[]:80", "unix://x",
    ])
    func `refuses what is no address of a collector`(_ text: String) {
        #expect(throws: CollectorURL.Invalid.self) { try CollectorURL(text) }
    }

    @Test(arguments: [
        "https://user@telemetry.example.com", "https://user:word@telemetry.example.com",
        "http://127.0.0.1@telemetry.example.com",
        "http://localhost:80@telemetry.example.com", "https://telemetry.example.com?x=1",
        "https://telemetry.example.com/?x",
        "https://telemetry.example.com/#x", "https://telemetry.example.com/a@b",
    ])
    func `refuses user names, queries and fragments`(_ text: String) {
        #expect(throws: CollectorURL.Invalid.self) { try CollectorURL(text) }
    }

    @Test(arguments: [
        "https://telemetry.example.com /x", "https://telemetry.example.com\n", "https://tele\tmetry.example.com",
        "https://telemetry.exämple.com", "https://telemetry.example.com/\u{0}",
        "https://telemetry.example.com\r\nHost: x",
    ])
    func `refuses blanks, control characters and anything beyond ASCII`(_ text: String) {
        #expect(throws: CollectorURL.Invalid.self) { try CollectorURL(text) }
    }

    @Test(arguments: [
        "http://[::1", "http://[::1]telemetry.example.com", "http://[::1].example.com", "https://[::1",
        "https://telemetry.example.com:",
        "https://telemetry.example.com:http", "https://telemetry.example.com:99999", "http://127.0.0.1:80:90",
        "http://localhost:telemetry.example.com",
    ])
    func `refuses a malformed port or bracket`(_ text: String) {
        #expect(throws: CollectorURL.Invalid.self) { try CollectorURL(text) }
    }

    @Test func `says what is expected`() {
        #expect { try CollectorURL("nonsense") } throws: { "\($0)".contains("https://") }
    }
}
