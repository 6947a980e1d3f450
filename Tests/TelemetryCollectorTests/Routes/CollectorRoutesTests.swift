// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import MonitoringTestKit
import TelemetryTestKit
import TelemetryWire
import Testing

/// The collector as senders see it: requests in, receipts and problems out.
struct CollectorRoutesTests {
    private let collector = Collector()
    private let sender = Sender()

    private func expectReceipt(
        _ response: TestResponse, for body: [UInt8], version: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(response.status == .accepted, sourceLocation: sourceLocation)
        #expect(response.headers[.contentType] == "application/json", sourceLocation: sourceLocation)
        let expected = Receipt(
            sha256: Array(SHA256.hash(data: body)), received: Collector.today, schemaVersion: version)
        #expect(Receipt(response.bytes) == expected, sourceLocation: sourceLocation)
    }

    private func expectProblem(
        _ response: TestResponse, _ problem: Problem, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        #expect(response.status.code == problem.status, sourceLocation: sourceLocation)
        #expect(response.problem == problem.slug, sourceLocation: sourceLocation)
        #expect(collector.counts() == ["reason=\(problem.slug)": 1], sourceLocation: sourceLocation)
        #expect(await collector.installations() == 0, sourceLocation: sourceLocation)
        #expect(collector.log.fullTexts.isEmpty, sourceLocation: sourceLocation)
    }

    // MARK: What is accepted

    @Test func `takes the published message alone`() async throws {
        let body = try Collector.publishedMessage()
        expectReceipt(try await collector.sendV1(body), for: body, version: 1)
        #expect(collector.counts() == ["schema_version=1": 1])
        #expect(await collector.installations() == 1)
    }

    @Test func `takes the published message in its envelope`() async throws {
        let body =
            Array("{ \"ts\": \"2026-11-22T13:05:09.123Z\", \"data\": ".utf8) + (try Collector.publishedMessage())
            + Array("}".utf8)
        expectReceipt(try await collector.sendV1(body), for: body, version: 1)
    }

    @Test func `takes an old sender's next message`() async throws {
        let body = try Collector.publishedMessage()
        for _ in 0..<2 { expectReceipt(try await collector.sendV1(body), for: body, version: 1) }
        #expect(await collector.installations() == 1)
    }

    @Test func `takes a signed report`() async throws {
        expectReceipt(try await collector.send(sender, counter: 1), for: sender.body(), version: 2)
        #expect(collector.counts() == ["schema_version=2": 1])
        #expect(await collector.installations() == 1)
        #expect(collector.log.fullTexts.isEmpty)
    }

    @Test func `acknowledges the same report again with the same words`() async throws {
        let body = sender.body()
        let headers = try sender.headers(for: body, counter: 5)
        let first = try await collector.send(.post, TelemetryHTTP.reportPath, body, headers)
        let second = try await collector.send(.post, TelemetryHTTP.reportPath, body, headers)
        expectReceipt(second, for: body, version: 2)
        #expect(first.bytes == second.bytes)
        #expect(collector.counts() == ["schema_version=2": 1, "repeated": 1])
    }

    @Test(arguments: [
        "application/json", "application/json; charset=utf-8", "Application/JSON", "application/json;charset=\"utf-8\"",
    ])
    func `takes these content types`(_ type: String) async throws {
        var headers = try sender.headers(for: sender.body(), counter: 1)
        headers[.contentType] = type
        let response = try await collector.send(.post, TelemetryHTTP.reportPath, sender.body(), headers)
        #expect(response.status == .accepted)
    }

    @Test func `takes the greatest counter`() async throws {
        #expect(try await collector.send(sender, counter: UInt64(Int64.max)).status == .accepted)
    }

    // MARK: Signatures

    @Test func `refuses an altered body`() async throws {
        let headers = try sender.headers(for: sender.body(hour: 0), counter: 1)
        let response = try await collector.send(.post, TelemetryHTTP.reportPath, sender.body(hour: 1), headers)
        await expectProblem(response, .signatureInvalid)
    }

    @Test func `refuses another counter than the signed one`() async throws {
        let headers = try sender.headers(for: sender.body(), counter: 1, sentCounter: "2")
        await expectProblem(
            try await collector.send(.post, TelemetryHTTP.reportPath, sender.body(), headers), .signatureInvalid)
    }

    @Test func `refuses somebody else's key`() async throws {
        var headers = try sender.headers(for: sender.body(), counter: 1)
        headers[.telemetryKey] = Base64URL.encode(Array(Curve25519.Signing.PrivateKey().publicKey.rawRepresentation))
        await expectProblem(
            try await collector.send(.post, TelemetryHTTP.reportPath, sender.body(), headers), .signatureInvalid)
    }

    @Test func `refuses every signature with one bit changed`() async throws {
        let body = sender.body()
        let headers = try sender.headers(for: body, counter: 1)
        let signature = try #require(headers[.telemetrySignature].flatMap(Base64URL.decode))
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 1 << UInt8(index % 8)
            var spoiled = headers
            spoiled[.telemetrySignature] = Base64URL.encode(changed)
            #expect(try await collector.send(.post, TelemetryHTTP.reportPath, body, spoiled).status == .unauthorized)
        }
        #expect(collector.counts() == ["reason=signature-invalid": 64])
    }

    @Test func `refuses a signature for another purpose`() async throws {
        let body = sender.body()
        var headers = try sender.headers(for: body, counter: 1)
        let signature = try sender.key.signature(for: SignedMessage.erase(id: sender.id).bytes(counter: 1))
        headers[.telemetrySignature] = Base64URL.encode(Array(signature))
        await expectProblem(try await collector.send(.post, TelemetryHTTP.reportPath, body, headers), .signatureInvalid)
    }

    @Test(arguments: [HTTPField.Name.telemetryKey, .telemetrySignature, .telemetryCounter])
    func `names a header that is missing`(_ name: HTTPField.Name) async throws {
        var headers = try sender.headers(for: sender.body(), counter: 1)
        headers[name] = nil
        let response = try await collector.send(.post, TelemetryHTTP.reportPath, sender.body(), headers)
        await expectProblem(response, .signatureMissing(header: name.rawName))
        #expect(response.text.contains(name.rawName))
    }

    @Test(arguments: [
        "", "canary", "AAAA", "****", String(repeating: "A", count: 44), String(repeating: "A", count: 43) + "=",
    ])
    func `names a key or signature that is malformed, without repeating it`(_ value: String) async throws {
        for name in [HTTPField.Name.telemetryKey, .telemetrySignature] {
            var headers = try sender.headers(for: sender.body(), counter: 1)
            headers[name] = value
            let response = try await collector.send(.post, TelemetryHTTP.reportPath, sender.body(), headers)
            #expect(response.status == .unauthorized)
            #expect(response.problem == "signature-missing")
            #expect(response.text.contains(name.rawName))
            #expect(!response.text.contains("canary") && !response.text.contains("AAAA"))
        }
    }

    @Test(arguments: [
        "0", "-1", "+1", "9223372036854775808", "18446744073709551615", "18446744073709551616", "1.0", "1e0", "0x1",
        "١", "１",
        "", "one", "1,1", "1 1",
    ])
    func `refuses what is no counter, although the signature is right`(_ counter: String) async throws {
        let number = UInt64(counter) ?? 1
        let headers = try sender.headers(for: sender.body(), counter: number, sentCounter: counter)
        let response = try await collector.send(.post, TelemetryHTTP.reportPath, sender.body(), headers)
        await expectProblem(response, .signatureMissing(header: TelemetryHTTP.counterHeader))
        #expect(response.text.contains(TelemetryHTTP.counterHeader))
    }

    // MARK: What is wrong with the body

    @Test(arguments: [
        nil, "", "text/plain", "text/json", "application/jsonx", "application/x-www-form-urlencoded",
        "multipart/form-data",
    ])
    func `refuses another content type`(_ type: String?) async throws {
        var headers = try sender.headers(for: sender.body(), counter: 1)
        headers[.contentType] = type
        let response = try await collector.send(.post, TelemetryHTTP.reportPath, sender.body(), headers)
        await expectProblem(response, .unsupportedMediaType)
    }

    @Test(arguments: [TelemetryHTTP.reportPath, TelemetryHTTP.legacyReportPath])
    func `refuses a body that is one byte too large`(_ path: String) async throws {
        let body = [UInt8](repeating: UInt8(ascii: " "), count: TelemetryHTTP.maximumBodySize + 1)
        let response = try await collector.send(.post, path, body, [.contentType: "application/json"])
        await expectProblem(response, .bodyTooLarge)
    }

    @Test func `takes a body as large as it may be`() async throws {
        let message = try Collector.publishedMessage()
        let padding = [UInt8](repeating: UInt8(ascii: " "), count: TelemetryHTTP.maximumBodySize - message.count)
        expectReceipt(try await collector.sendV1(message + padding), for: message + padding, version: 1)
    }

    @Test(arguments: ["", "{", "not json", "{\"a\":1,\"a\":2}", "\u{FEFF}{}", "[1,]"])
    func `refuses what is not JSON, signed or not`(_ text: String) async throws {
        let body = Array(text.utf8)
        let problem = Problem.notJSON(at: 0, expected: "")
        await expectProblem(try await collector.sendV1(body), problem)
        let response = try await collector.send(
            .post, TelemetryHTTP.reportPath, body, [.contentType: "application/json"])
        #expect(response.status == .badRequest)
        #expect(response.problem == problem.slug)
    }

    @Test func `names every field that is wrong, and no value`() async throws {
        let text = String(decoding: sender.body(), as: UTF8.self)
            .replacing("\"x64\"", with: "\"canary 64\"").replacing("\"virtual\":true", with: "\"virtual\":\"canary\"")
            .replacing("\"heartbeat\":false,", with: "\"canary.host\":false,")
        let body = Array(text.utf8)
        let headers = try sender.headers(for: body, counter: 1)
        let response = try await collector.send(.post, TelemetryHTTP.reportPath, body, headers)
        await expectProblem(response, .invalid([]))
        #expect(
            response.fields.sorted() == [
                "/data/enabledFeatures/feature/heartbeat", "/data/enabledFeatures/feature/…", "/data/system/arch",
                "/data/system/virtual",
            ])
        #expect(!response.text.contains("canary"))
    }

    @Test func `asks who sends before it says what is wrong`() async throws {
        let response = try await collector.send(
            .post, TelemetryHTTP.reportPath, Array("{}".utf8), [.contentType: "application/json"])
        #expect(response.status == .unauthorized)
    }

    @Test func `keeps a newer sender waiting for a day`() async throws {
        let text = String(decoding: sender.body(), as: UTF8.self).replacing(
            "\"schemaVersion\":2", with: "\"schemaVersion\":3")
        let body = Array(text.utf8)
        let headers = try sender.headers(for: body, counter: 1)
        let response = try await collector.send(.post, TelemetryHTTP.reportPath, body, headers)
        await expectProblem(response, .unknownSchemaVersion)
        #expect(response.headers[.retryAfter] == "86400")
    }

    @Test func `refuses a version 1 message that breaks the rules`() async throws {
        let text = String(decoding: try Collector.publishedMessage(), as: UTF8.self).replacing(
            "\"x64\"", with: "\"canary 64\"")
        let response = try await collector.sendV1(Array(text.utf8))
        await expectProblem(response, .invalid([]))
        #expect(response.fields == ["/system/arch"])
    }

    // MARK: Failures of its own

    @Test func `says that it cannot store, and logs one line without anything of the request`() async throws {
        let failing = Collector(store: FailingStore())
        let response = try await failing.send(sender, counter: 1)
        #expect(response.status == .serviceUnavailable)
        #expect(response.problem == "unavailable")
        #expect(response.headers[.retryAfter] == "60")
        #expect(failing.counts() == ["reason=unavailable": 1])
        #expect(failing.log.fullTexts == ["error: report not stored cause=the disk is full"])
        #expect(!response.text.contains("disk"))
    }

    // MARK: Everything else

    @Test(arguments: ["/v2/report", "/v1/reports", "/v2/reports/canary", "/canary?secret=1", "/api"])
    func `answers an unknown address with problem details`(_ path: String) async throws {
        for method in [HTTPRequest.Method.get, .post] {
            let response = try await collector.send(method, path)
            #expect(response.status == .notFound)
            #expect(response.problem == "not-found")
            #expect(!response.text.contains("canary") && !response.text.contains("secret"))
        }
        #expect(collector.log.fullTexts.isEmpty)
    }

    @Test func `says that it is alive`() async throws {
        let response = try await collector.send(.get, "/healthz")
        #expect(response.status == .ok)
        #expect(response.text == "alive\n")
    }

    @Test func `shows every reason from the start, and counts it`() async throws {
        let before = try await collector.send(.get, "/metrics").text
        for slug in Problem.slugs {
            #expect(before.contains("butler_telemetry_reports_rejected_total{reason=\"\(slug)\"} 0\n"), "\(slug)")
        }
        _ = try await collector.sendV1(Array("{".utf8))
        _ = try await collector.send(sender, counter: 1)
        let response = try await collector.send(.get, "/metrics")
        #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(response.text.contains("butler_telemetry_reports_rejected_total{reason=\"not-json\"} 1\n"))
        #expect(response.text.contains("butler_telemetry_reports_stored_total{schema_version=\"2\"} 1\n"))
        #expect(response.text.contains("butler_telemetry_reports_stored_total{schema_version=\"1\"} 0\n"))
        #expect(response.text.contains("butler_telemetry_reports_repeated_total 0\n"))
        #expect(!response.text.contains(sender.id))
    }

    @Test func `lets no cache keep its answers`() async throws {
        for response in [
            try await collector.send(sender, counter: 1), try await collector.sendV1([]),
            try await collector.send(.get, "/healthz"),
        ] {
            #expect(response.headers[.cacheControl] == "no-store")
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test func `logs nothing about what it is sent`() async throws {
        _ = try await collector.send(sender, counter: 2)
        _ = try await collector.send(sender, counter: 1)
        _ = try await collector.send(Sender(id: sender.id), counter: 3)
        _ = try await collector.sendV1(Array("{\"canary\":1}".utf8))
        _ = try await collector.sendV1(try Collector.publishedMessage())
        _ = try await collector.send(.post, "/canary", [], [.userAgent: "canary"])
        #expect(collector.log.fullTexts.isEmpty)
    }
}
