// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import HummingbirdTesting
import TelemetryTestKit
import TelemetryWire
import Testing

/// The collector's documents, its health and its figures.
struct HealthRoutesTests {
    private static let token = "canary-0123456789"

    private func id(_ number: UInt64) -> String { String(repeating: "ab", count: 31) + "0\(number)" }

    private func basic(_ pair: String) -> String { "Basic \(Data(pair.utf8).base64EncodedString())" }

    @Test func `serves the schema and the description of its interface`() async throws {
        let collector = Collector()
        let schema = try await collector.send(.get, "/v2/schema.json")
        #expect(schema.headers[.contentType] == "application/schema+json")
        #expect(schema.text == ReportSchema.text(of: .butlerSOS))
        let interface = try await collector.send(.get, "/openapi.json")
        #expect(interface.headers[.contentType] == "application/json")
        #expect(interface.text == CollectorInterface.text)
    }

    @Test func `is ready while the store can be written`() async throws {
        let ready = try await Collector().send(.get, "/readyz")
        #expect(ready.status == .ok)
        #expect(ready.text == "ready\n")
        let collector = Collector(.init(readiness: { throw FailingStore.Failure() }))
        let response = try await collector.send(.get, "/readyz")
        #expect(response.status == .serviceUnavailable)
        #expect(response.problem == "unavailable")
        #expect(response.headers[.retryAfter] == "5")
        #expect(!response.text.contains("disk"))
        #expect(try await collector.send(.get, "/healthz").status == .ok)
    }

    @Test func `shows its figures to the operator alone if others reach it`() async throws {
        let collector = Collector(.init(token: Self.token))
        for header in [basic("admin:\(Self.token)"), "Bearer \(Self.token)", "bearer \(Self.token)"] {
            let response = try await collector.send(.get, "/metrics", [], [.authorization: header])
            #expect(response.status == .ok, "\(header)")
        }
        let wrong = [
            nil, "", "Basic", "Basic !", basic(Self.token), basic("root:\(Self.token)"), basic("admin:"),
            basic("admin:\(Self.token)x"), "Bearer", "Bearer x", "Digest \(Self.token)", Self.token,
        ]
        for header in wrong {
            var headers = HTTPFields()
            headers[.authorization] = header
            let response = try await collector.send(.get, "/metrics", [], headers)
            #expect(response.status == .unauthorized, "\(header ?? "none")")
            #expect(response.problem == "credentials-missing")
            #expect(response.headers[values: .wwwAuthenticate].count == 2)
            #expect(!response.text.contains("canary"))
        }
        #expect(try await collector.send(.get, "/metrics").text.contains("butler_telemetry_") == false)
    }

    @Test func `shows pages to the operator alone, and counts the others`() async throws {
        let collector = Collector(.init(token: Self.token))
        let refused = try await collector.send(.get, "/pages/broken")
        #expect(refused.status == .unauthorized)
        #expect(refused.headers[values: .wwwAuthenticate].first?.hasPrefix("Basic ") == true)
        #expect(collector.counts() == ["reason=credentials-missing": 1])
        let headers: HTTPFields = [.authorization: basic("admin:\(Self.token)")]
        #expect(try await collector.send(.get, "/pages/broken", [], headers).problem == "unavailable")
        #expect(try await collector.send(.get, "/healthz").status == .ok)
    }

    @Test func `counts reports whose clock is more than a day off, and takes them on its own day`() async throws {
        let collector = Collector()
        for (counter, hour) in [(1, 0), (2, 47), (3, 48), (4, -24), (5, -25), (6, 24 * 400)] as [(UInt64, Int)] {
            let response = try await collector.send(Sender(id: id(counter)), counter: counter, hour: hour)
            #expect(response.status == .accepted)
            #expect(Receipt(response.bytes)?.received == Collector.today)
        }
        #expect(collector.counts()["direction=future"] == 2)
        #expect(collector.counts()["direction=past"] == 1)
    }

    @Test func `counts what older reports do not say`() async throws {
        let collector = Collector()
        #expect(try await collector.sendV1(try Collector.publishedMessage()).status == .accepted)
        #expect(try await collector.send(Sender(), counter: 1).status == .accepted)
        #expect(collector.unknownValues() == ["prometheus": 1])
    }

    @Test func `takes no coded body`() async throws {
        let collector = Collector()
        var headers = HTTPFields()
        headers[.contentType] = "application/json"
        headers[.contentEncoding] = "gzip"
        let response = try await collector.send(.post, TelemetryHTTP.legacyReportPath, [0x1F, 0x8B], headers)
        #expect(response.problem == "unsupported-media-type")
    }
}
