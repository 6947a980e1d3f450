// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TelemetryDashboard
import TelemetryWire
import Testing

struct DashboardRoutesTests {
    private static let policy = [
        "default-src 'none'", "style-src 'self'", "img-src 'self' data:", "base-uri 'none'", "form-action 'none'",
        "frame-ancestors 'none'",
    ].joined(separator: "; ")

    @Test func `the page shows the overview of the day`() async throws {
        let response = try await Self.get("/")
        #expect(response.status == .ok)
        let html = String(buffer: response.body)
        #expect(html.contains("<span class=\"headline-number\">80</span>"))
        #expect(html.contains("<time datetime=\"2026-11-22\">"))
    }

    @Test func `without reports the page is served too`() async throws {
        let response = try await Self.get("/", reader: SampleReader(isEmpty: true))
        #expect(response.status == .ok)
        #expect(String(buffer: response.body).contains("No reports in the last 30 days"))
    }

    @Test func `the page may run nothing, load only its style sheet, and is kept by no cache`() async throws {
        let headers = try await Self.get("/").headers
        #expect(headers[.contentType] == "text/html; charset=utf-8")
        #expect(headers[.contentSecurityPolicy] == Self.policy)
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(try headers[#require(HTTPField.Name("Referrer-Policy"))] == "no-referrer")
        #expect(headers[.cacheControl] == "no-store")
        #expect(headers[.eTag] == nil)
    }

    @Test func `the style sheet has a tag`() async throws {
        let response = try await Self.get("/style.css")
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/css; charset=utf-8")
        #expect(response.headers[.eTag] == Stylesheet.tag.header)
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(String(buffer: response.body) == Stylesheet.text)
    }

    @Test func `a client that names the tag gets no second copy`() async throws {
        let response = try await Self.get("/style.css", headers: [.ifNoneMatch: "W/\"old\", \(Stylesheet.tag.header)"])
        #expect(response.status == .notModified)
        #expect(response.headers[.eTag] == Stylesheet.tag.header)
        #expect(response.headers[.contentType] == nil)
        #expect(response.body.readableBytes == 0)
    }

    @Test func `a client that names another tag gets the style sheet`() async throws {
        let response = try await Self.get("/style.css", headers: [.ifNoneMatch: "\"old\""])
        #expect(response.status == .ok)
        #expect(String(buffer: response.body) == Stylesheet.text)
    }

    @Test func `in a group the page and its style sheet lie side by side`() async throws {
        let router = Router()
        try Self.routes(reader: SampleReader()).addRoutes(to: router.group("insights"))
        let app = Application(router: router)
        try await app.test(.router) { client in
            for path in ["/insights/", "/insights/style.css"] {
                let response = try await client.execute(uri: path, method: .get)
                #expect(response.status == .ok)
            }
        }
    }

    @Test func `a reader that fails gives no page`() async throws {
        let response = try await Self.get("/", reader: SampleReader(service: "another"))
        #expect(response.status == .internalServerError)
        #expect(response.body.readableBytes == 0)
    }

    private static func routes(reader: SampleReader) throws -> DashboardRoutes<BasicRequestContext> {
        try DashboardRoutes(reader: reader, service: .sample, features: .sample, today: { UTCDay(number: 20_779) })
    }

    private static func get(
        _ path: String, headers: HTTPFields = [:], reader: SampleReader = SampleReader()
    ) async throws -> TestResponse {
        let router = Router()
        try routes(reader: reader).addRoutes(to: router)
        return try await Application(router: router).test(.router) { client in
            try await client.execute(uri: path, method: .get, headers: headers)
        }
    }
}
