// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import TelemetryWire
import Testing

/// What somebody with a browser sees where there is no page.
struct ProblemPageTests {
    /// As browsers say it when a link is followed.
    private static let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"

    private func get(
        _ path: String, accept: String = browser, token: String? = nil, method: HTTPRequest.Method = .get
    ) async throws -> TestResponse {
        try await Collector(.init(token: token)).send(method, path, [], [.accept: accept])
    }

    @Test func `an address without a page has one that says so and leads on`() async throws {
        let response = try await get("/nope")
        #expect(response.status == .notFound)
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.headers[.cacheControl] == "no-store")
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(try response.headers[#require(HTTPField.Name("Referrer-Policy"))] == "no-referrer")
        #expect(response.text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(response.text.contains("<p>There is nothing at this address.</p>"))
        #expect(response.text.contains("<a href=\"./\">To the first page</a>"))
    }

    @Test(arguments: [("/a/b", "../"), ("/a/b/", "../../"), ("/a?x=/y/z", "./"), ("//evil.example/x", "../../")])
    func `links lead up to the root, wherever the address lies`(path: String, href: String) async throws {
        #expect(try await get(path).text.contains("<a href=\"\(href)\">"))
    }

    @Test func `only the page's own style is let through`() async throws {
        let response = try await get("/nope")
        let style = try #require(response.text.firstMatch(of: /<style>((?s:.*))<\/style>/)).1
        let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
        let policy = try #require(response.headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'; style-src 'sha256-\(hash)';"))
        #expect(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"))
        #expect(!policy.contains("unsafe") && !response.text.contains("<script"))
    }

    @Test func `whoever is not the operator is asked for the token on a page`() async throws {
        for path in ["/pages/broken", "/metrics"] {
            let response = try await get(path, token: "canary-0123456789")
            #expect(response.status == .unauthorized)
            #expect(response.headers[values: .wwwAuthenticate].count == 2)
            #expect(response.text.contains("<h1>For the operator only</h1>"))
            #expect(response.text.contains(path == "/metrics" ? "href=\"public\"" : "href=\"../public\""))
        }
    }

    @Test func `a page that fails says when to come back`() async throws {
        let response = try await get("/pages/broken")
        #expect(response.status == .serviceUnavailable)
        #expect(response.headers[.retryAfter] == "60")
        #expect(response.text.contains("<p>Try again in 60 seconds.</p>") && !response.text.contains("disk"))
    }

    @Test func `nothing of the request is on the page`() async throws {
        let text = try await get("/%3Cb%3Ecanary?canary=%22%3E").text
        #expect(!text.contains("canary") && !text.contains("<b>"))
    }

    @Test(arguments: [
        "", "*/*", "application/json", "application/problem+json, text/html;q=0.5", "text/html;q=0", "text/*",
        "text/html;q=nan", ",;q=1", "application/json;q=0.9, text/html;q=0.8",
    ])
    func `programs get problem details`(accept: String) async throws {
        let response = try await get("/nope", accept: accept)
        #expect(response.problem == "not-found")
        #expect(response.headers[.contentSecurityPolicy] == nil)
    }

    @Test(arguments: ["text/html", "TEXT/HTML ; Q=0.2", "application/json;q=0.5,text/html", "application/xhtml+xml"])
    func `who names HTML first gets a page`(accept: String) async throws {
        #expect(try await get("/nope", accept: accept).headers[.contentType] == "text/html; charset=utf-8")
    }

    @Test func `what is sent is answered for programs, whatever they like`() async throws {
        #expect(try await get("/nope", method: .post).problem == "not-found")
        #expect(try await get("/v2/reports", method: .post).problem == "unsupported-media-type")
        let head = try await get("/nope", method: .head)
        #expect(head.headers[.contentType] == "text/html; charset=utf-8" && head.bytes.isEmpty)
    }

    @Test func `a page is counted as the problem that it is`() async throws {
        let collector = Collector()
        _ = try await collector.send(.get, "/nope", [], [.accept: Self.browser])
        #expect(collector.counts() == ["reason=not-found": 1])
    }
}
