// SPDX-License-Identifier: MIT

import HTTPExchange
import MonitoringTestKit
import NIOHTTP1
import TelemetryWire
import Testing

@testable import TelemetryClient

/// The requests as they leave, and their limits.
@Suite(.timeLimit(.minutes(3))) struct CollectorConnectionTests {
    private static let id = String(repeating: "0b", count: 32)
    private static let key = [UInt8](repeating: 1, count: 32)
    private static let signature = [UInt8](repeating: 2, count: 64)
    private static let report = SignedReport(key: key, counter: 7, signature: signature, body: Array("{\"a\":1}".utf8))

    private static let proof = [
        "telemetry-counter": "7", "telemetry-key": Base64URL.encode(key),
        "telemetry-signature": Base64URL.encode(signature), "user-agent": "butler-telemetry/2",
    ]

    /// Everything that is in a report's request, to the last header.
    @Test func `sends exactly this`() async throws {
        let collector = RecordingCollector()
        try await collector.run { url in
            _ = try await CollectorConnection(collector: url).send(.report(Self.report))
            let request = try #require(collector.received.first)
            #expect(request.method == "POST" && request.path == "/v2/reports")
            #expect(request.body == Self.report.body)
            var expected = Self.proof
            expected["content-type"] = "application/json"
            expected["content-length"] = "7"
            expected["host"] = String(url.base.dropFirst("http://".count))
            #expect(request.headers == expected)
        }
    }

    @Test func `reads and erases below the ID, without a body`() async throws {
        let temporary = try TemporaryDirectory()
        let directory = TelemetryDirectory(path: temporary.file("telemetry"))
        let identity = TelemetryIdentity.resolve(in: directory, provided: nil, ingredients: .sample())
        let signer = MessageSigner(directory: directory, identity: identity, service: .butlerSOS, now: { 0 })
        let collector = RecordingCollector()
        try await collector.run { url in
            let connection = CollectorConnection(collector: url)
            _ = try await connection.send(signer.read())
            _ = try await connection.send(signer.erase(above: 40))
        }
        #expect(collector.received.map(\.method) == ["GET", "DELETE"])
        #expect(collector.received.allSatisfy { $0.path == "/v2/installations/\(identity.id)" && $0.body.isEmpty })
        #expect(collector.received.map(\.counter) == [1, 41])
        #expect(collector.received.first?.isSigned(.read(id: identity.id)) == true)
        #expect(collector.received.last?.isSigned(.erase(id: identity.id)) == true)
        // A signature for one purpose is none for the other.
        #expect(collector.received.first?.isSigned(.erase(id: identity.id)) == false)
        for request in collector.received {
            let names = Set(request.headers.keys)
            #expect(names.isSubset(of: Set(Self.proof.keys).union(["host", "content-length"])), "\(names)")
        }
    }

    @Test func `keeps a path below which the collector lives`() async throws {
        let collector = RecordingCollector()
        try await collector.run { url in
            let below = try CollectorURL("\(url)/below/here/")
            _ = try await CollectorConnection(collector: below).send(.report(Self.report))
        }
        #expect(collector.received.map(\.path) == ["/below/here/v2/reports"])
    }

    @Test func `gives the answer as it is, also a redirect`() async throws {
        let elsewhere = RecordingCollector()
        try await elsewhere.run { other in
            let collector = RecordingCollector(answers: [
                .init(status: 307, retryAfter: 5, location: "\(other)/v2/reports", body: { _ in [1, 2] })
            ])
            try await collector.run { url in
                let answer = try await CollectorConnection(collector: url).send(.report(Self.report))
                #expect(answer.status == 307 && answer.body == [1, 2])
                #expect(answer.headers.first(name: "Retry-After") == "5")
            }
        }
        #expect(elsewhere.received.isEmpty)
    }

    @Test func `waits no longer than it may`() async throws {
        let collector = RecordingCollector(answers: [.never])
        try await collector.run { url in
            let connection = CollectorConnection(collector: url, timeout: .milliseconds(100))
            let failure = await #expect(throws: HTTPExchangeFailure.self) {
                try await connection.send(.report(Self.report))
            }
            #expect(failure?.kind == .timeout)
        }
    }

    @Test func `reads no endless answer`() async throws {
        let large = [UInt8](repeating: 0x20, count: 1 << 20)
        let collector = RecordingCollector(answers: [.bytes(202, large)])
        try await collector.run { url in
            let failure = await #expect(throws: HTTPExchangeFailure.self) {
                try await CollectorConnection(collector: url).send(.report(Self.report))
            }
            #expect(failure?.kind == .answerTooLarge)
        }
    }

    @Test func `says that nobody listens`() async throws {
        let port = try RefusingPort()
        let url = try CollectorURL("http://127.0.0.1:\(port.number)")
        let failure = await #expect(throws: HTTPExchangeFailure.self) {
            try await CollectorConnection(collector: url).send(.report(Self.report))
        }
        #expect(failure?.kind == .connectionRefused)
    }
}
