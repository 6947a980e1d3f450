// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Crypto
import HTTPListener
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import TelemetryWire

@testable import TelemetryClient

/// A collector of a test's own on a free port, which answers as it is told and remembers what it was sent.
final class RecordingCollector: Sendable {
    struct Received: Sendable {
        var method: String
        var path: String
        /// Names in lower case.
        var headers: [String: String]
        var body: [UInt8]

        var counter: UInt64? { headers["telemetry-counter"].flatMap { UInt64($0) } }
    }

    /// What to answer; the body is made from the request's body.
    struct Answer: Sendable {
        var status: Int
        var retryAfter: Int?
        var body: @Sendable ([UInt8]) -> [UInt8] = { _ in [] }

        /// As a collector accepts: with a receipt for what was sent.
        static let accepted = Answer(status: 202, body: { RecordingCollector.receipt(for: $0) })

        static func problem(_ problem: Problem) -> Answer {
            Answer(status: problem.status, retryAfter: problem.retryAfter, body: { _ in problem.json })
        }
    }

    private struct State {
        var answers: [Answer]
        var received: [Received] = []
    }

    private let state: Mutex<State>

    /// - Parameter answers: one per request; when they are used up, requests are accepted.
    init(answers: [Answer] = []) { state = Mutex(State(answers: answers)) }

    private static func receipt(for body: [UInt8]) -> [UInt8] {
        Receipt(sha256: Array(SHA256.hash(data: body)), received: UTCDay(number: 20_779), schemaVersion: 2).json
    }

    var received: [Received] { state.withLock { $0.received } }

    /// Listens while `body` runs.
    func run(_ body: @Sendable (CollectorURL, HTTPClient) async throws -> Void) async throws {
        let router = Router()
        router.on("**", method: .post) { request, _ in
            let bytes = Array(try await request.body.collect(upTo: 1 << 20).readableBytesView)
            return self.answer(request, bytes)
        }
        let (listening, started) = AsyncStream<ListenAddress>.makeStream()
        let listener = HTTPListener(
            responder: router.buildResponder(), address: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, onListening: { started.yield($0) })
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    defer { started.finish() }
                    try await listener.run()
                }
                guard let address = await listening.first(where: { _ in true }) else {
                    try await group.waitForAll()
                    throw CancellationError()
                }
                try await body(try CollectorURL("http://\(address.authority)"), client)
                group.cancelAll()
                // The listener ends with an error when it is cancelled.
                while let result = await group.nextResult() { _ = result }
            }
        } catch {
            try? await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    private func answer(_ request: Request, _ body: [UInt8]) -> Response {
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        headers["host"] = request.head.authority
        let received = Received(
            method: request.method.rawValue, path: request.uri.path, headers: headers, body: body)
        let answer = state.withLock { state in
            state.received.append(received)
            return state.answers.isEmpty ? Answer.accepted : state.answers.removeFirst()
        }
        var fields: HTTPFields = [:]
        if let seconds = answer.retryAfter { fields[.retryAfter] = String(seconds) }
        return Response(
            status: .init(code: answer.status), headers: fields,
            body: .init(byteBuffer: ByteBuffer(bytes: answer.body(body))))
    }
}
