// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import MonitorPages

/// Who gets to see a page, over real connections.
@Suite(.timeLimit(.minutes(3))) struct PageAccessTests {
    static let token = "0123456789abcdef-é".filter(\.isASCII)

    static func basic(_ pair: String) -> [String: String] {
        ["Authorization": "Basic \(Data(pair.utf8).base64EncodedString())"]
    }

    @Test(
        arguments: [
            // Loopback without a token is open.
            ("127.0.0.1", nil, [:], 200), ("127.0.0.1", nil, ["Authorization": "Bearer whatever"], 200),
            // A token that is configured is needed, wherever the page is.
            ("127.0.0.1", token, [:], 401), ("0.0.0.0", token, [:], 401),
            ("127.0.0.1", token, ["Authorization": "Bearer \(token)"], 200),
            ("0.0.0.0", token, ["Authorization": "Bearer \(token)"], 200),
            ("0.0.0.0", token, ["authorization": "bearer  \(token)"], 200),
            ("0.0.0.0", token, basic("anybody:\(token)"), 200), ("0.0.0.0", token, basic(":\(token)"), 200),
            ("0.0.0.0", token, basic("a:b:\(token)"), 401), ("0.0.0.0", token, basic(token), 401),
            ("0.0.0.0", token, basic("anybody:\(token)x"), 401), ("0.0.0.0", token, basic("\(token):"), 401),
            ("0.0.0.0", token, ["Authorization": "Basic %%%"], 401),
            ("0.0.0.0", token, ["Authorization": "Basic"], 401),
            ("0.0.0.0", token, ["Authorization": "Bearer"], 401), ("0.0.0.0", token, ["Authorization": ""], 401),
            ("0.0.0.0", token, ["Authorization": "Bearer \(token.dropLast())"], 401),
            ("0.0.0.0", token, ["Authorization": "Bearer \(token.uppercased())"], 401),
            ("0.0.0.0", token, ["Authorization": "Digest \(token)"], 401),
            ("0.0.0.0", token, ["X-Token": token], 401),
        ] as [(String, String?, [String: String], UInt)])
    func `the token decides`(host: String, token: String?, headers: [String: String], status: UInt) async throws {
        try await RunningPage.with(token: token, host: host) { page in
            for path in ["/", "/config.yaml", "/config.json", "/style.css"] {
                let answer = try await page.ask(path, headers)
                #expect(answer.status == status, "\(path)")
                #expect((answer.headers["www-authenticate"] != nil) == (status == 401))
                if status == 401 { #expect(!answer.text.contains("influxdbConfig")) }
            }
            try await page.expect(status == 200 ? 404 : status, "/nowhere", headers)
            #expect(!page.log.fullTexts.contains { $0.contains(Self.token) })
        }
    }

    @Test(
        arguments: [
            ("localhost", 200), ("LocalHost:3100", 200), ("localhost.", 200), ("127.0.0.1:9", 200), ("127.8.7.6", 200),
            ("[::1]:3100", 200), ("attacker.example", 421), ("localhost.attacker.example", 421),
            ("127.0.0.1.example", 421),
            ("127.example", 421), ("10.0.0.1", 421), ("[::2]", 421), ("", 421), ("localhost@attacker.example", 421),
            ("127.0.0.1:3100", 200), ("[::1]", 200), ("[::1]evil.example", 421), ("[::1]:80evil.example", 421),
            ("[localhost]", 421), ("[localhost]evil.example", 421), ("127.0.0.1:evil.example", 421),
            ("localhost:80@evil.example", 421), ("127.0.0.001", 421), ("localhost:", 421), ("localhost:+1", 421),
            ("localhost:123456", 421), ("[::1.]", 421), ("[::1", 421), ("localhost..", 421), ("::1", 421),
        ] as [(String, UInt)])
    func `on loopback only loopback's names are taken`(host: String, status: UInt) async throws {
        try await RunningPage.with { page in
            let answer = try await page.ask("/config.json", ["Host": host])
            #expect(answer.status == status)
            #expect(answer.text.contains("influxdbConfig") == (status == 200))
        }
        // Where a token is needed and others may come, any name will do.
        try await RunningPage.with(token: Self.token, host: "0.0.0.0") { page in
            let headers = ["Host": host.isEmpty ? "a.example" : host, "Authorization": "Bearer \(Self.token)"]
            try await page.expect(200, "/", headers)
        }
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: localhost", 200), ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost", 421),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example", 421), ("GET / HTTP/1.0", 421),
        ("GET http://localhost/ HTTP/1.1\r\nHost: localhost", 200),
        ("GET http://LOCALHOST HTTP/1.1\r\nHost: localhost", 200),
        ("GET http://evil.example/ HTTP/1.1\r\nHost: localhost", 421),
        ("GET http://localhost/ HTTP/1.1\r\nHost: evil.example", 421),
        ("GET http://localhost@evil.example/ HTTP/1.1\r\nHost: localhost", 421),
    ])
    func `one name is taken, whatever says it`(head: String, status: Int) async throws {
        try await RunningPage.with { page in
            let answer = try await page.send("\(head)\r\nConnection: close\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    @Test(arguments: [
        "X-Forwarded-For", "X-Forwarded-Host", "x-forwarded-proto", "X-Forwarded-Anything", "Forwarded", "Via",
        "X-Real-IP", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP", "X-Cluster-Client-IP",
        "Tailscale-User-Login",
    ])
    func `a proxy needs a token, since it passes others on`(name: String) async throws {
        try await RunningPage.with { page in
            try await page.expect(421, "/", [name: "10.0.0.1"])
            #expect(page.log.lines.count == 1)
        }
        try await RunningPage.with(token: Self.token) { page in
            let headers = [name: "10.0.0.1", "Authorization": "Bearer \(Self.token)"]
            try await page.expect(200, "/", headers)
        }
    }

    @Test func `only reading is possible`() async throws {
        try await RunningPage.with { page in
            for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
                let answer = try await page.ask("/", method: method)
                #expect(answer.status == 405, "\(method)")
                #expect(answer.headers["allow"] == "GET, HEAD")
            }
            let head = try await page.ask("/", method: "HEAD")
            #expect(head.status == 200 && head.text.isEmpty)
            let whole = try await page.ask("/")
            #expect(head.headers["content-length"] == "\(whole.text.utf8.count)")
        }
    }

    @Test func `every answer says how it may be used`() async throws {
        try await RunningPage.with { page in
            for path in ["/", "/style.css", "/config.yaml", "/config.json", "/no/page"] {
                let headers = try await page.ask(path).headers
                #expect(headers["cache-control"] == "no-store")
                #expect(headers["x-content-type-options"] == "nosniff")
                #expect(headers["referrer-policy"] == "no-referrer")
                let policy = headers["content-security-policy"] ?? ""
                #expect(policy.hasPrefix("default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'"))
                #expect(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"))
            }
        }
    }

    @Test func `nobody asks more than 300 times a minute, and that is logged once`() async throws {
        try await RunningPage.with { page in
            for _ in 0..<300 { try await page.expect(200, "/style.css") }
            for _ in 0..<3 {
                let answer = try await page.ask("/")
                #expect(answer.status == 429)
                #expect(answer.headers["retry-after"] == "60")
            }
            #expect(
                page.log.fullTexts
                    == ["warning: PAGE: refused address=127.0.0.1 count=1 what=too many requests"])
            page.clock.advance(by: .seconds(59))
            #expect(try await page.ask("/").headers["retry-after"] == "1")
            page.clock.advance(by: .seconds(1))
            try await page.expect(200, "/")
        }
    }

    @Test func `nobody guesses more than 10 times a minute`() async throws {
        try await RunningPage.with(token: Self.token, host: "0.0.0.0") { page in
            let right = ["Authorization": "Bearer \(Self.token)"]
            for guess in 0..<10 {
                try await page.expect(401, "/", ["Authorization": "Bearer secret-guess-\(guess)"])
            }
            try await page.expect(429, "/", ["Authorization": "Bearer secret-guess"])
            // Who has the token pays for nobody's guesses.
            try await page.expect(200, "/", right)
            // Who presents nothing is asked for it, as ever.
            try await page.expect(401, "/")
            #expect(page.log.fullTexts == ["warning: PAGE: refused address=127.0.0.1 count=1 what=wrong tokens"])
            page.clock.advance(by: .seconds(60))
            await page.clock.untilSleeping()
            #expect(
                page.log.fullTexts.last == "warning: PAGE: refused address=127.0.0.1 count=10 what=wrong tokens")
            try await page.expect(200, "/", right)
            try await page.expect(401, "/", ["Authorization": "Bearer secret-guess"])
            #expect(!page.log.fullTexts.contains { $0.contains("secret-guess") })
        }
    }
}
