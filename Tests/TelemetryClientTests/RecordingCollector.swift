// SPDX-License-Identifier: MIT

import Crypto
import HTTPListener
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import MonitoringTestKit
import NIOCore
import NIOSSL
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
        var key: [UInt8]? { headers["telemetry-key"].flatMap(Base64URL.decode) }
        var signature: [UInt8]? { headers["telemetry-signature"].flatMap(Base64URL.decode) }

        /// Whether the proof is right for a message with this request's counter.
        func isSigned(_ message: SignedMessage) -> Bool {
            guard let key, let signature, let counter else { return false }
            let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
            return publicKey?.isValidSignature(signature, for: message.bytes(counter: counter)) ?? false
        }
    }

    private struct State {
        var answers: [Answer]
        var received: [Received] = []
    }

    private let state: Mutex<State>
    /// Answers that never come end when the test does.
    private let (held, release) = AsyncStream<Void>.makeStream()

    /// - Parameter answers: one per request; when they are used up, reports are accepted.
    init(answers: [Answer] = []) { state = Mutex(State(answers: answers)) }

    var received: [Received] { state.withLock { $0.received } }

    /// Adds answers to those that are still to be given.
    func answer(_ answers: Answer...) { state.withLock { $0.answers += answers } }

    /// Listens while `body` runs.
    ///
    /// - Parameter certificates: speak TLS with these.
    @discardableResult
    func run<Result: Sendable>(
        certificates: TestCertificates? = nil, _ body: @Sendable (CollectorURL) async throws -> Result
    ) async throws -> Result {
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            let bytes = Array(try await request.body.collect(upTo: 1 << 20).readableBytesView)
            return await self.respond(to: request, bytes)
        }
        let (listening, started) = AsyncStream<ListenAddress>.makeStream()
        let listener = HTTPListener(
            responder: responder, address: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"),
            server: try certificates.map(Self.server) ?? .http1(), logger: .silent,
            onListening: { started.yield($0) })
        return try await withRunning([listener], onEnd: { started.finish() }) {
            guard let address = await listening.first(where: { _ in true }) else { throw CancellationError() }
            let scheme = certificates == nil ? "http" : "https"
            defer { release.finish() }
            return try await body(try CollectorURL("\(scheme)://\(address.authority)"))
        }
    }

    private static func server(_ certificates: TestCertificates) throws -> HTTPServerBuilder {
        let chain = try NIOSSLCertificate.fromPEMFile(certificates.certificateFile)
        let key = try NIOSSLPrivateKey(file: certificates.keyFile, format: .pem)
        return try .tls(
            .http1(),
            tlsConfiguration: .makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
    }

    private func respond(to request: Request, _ body: [UInt8]) async -> Response {
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        headers["host"] = request.head.authority
        let received = Received(
            method: request.method.rawValue, path: request.uri.path, headers: headers, body: body)
        let answer = state.withLock { state in
            state.received.append(received)
            return state.answers.isEmpty ? Answer.accepted : state.answers.removeFirst()
        }
        if answer.isNever { for await _ in held {} }
        var fields: HTTPFields = [:]
        if let seconds = answer.retryAfter { fields[.retryAfter] = String(seconds) }
        if let location = answer.location { fields[.location] = location }
        return Response(
            status: .init(code: answer.status), headers: fields,
            body: .init(byteBuffer: ByteBuffer(bytes: answer.body(body))))
    }
}

extension RecordingCollector {
    /// What to answer; the body is made from the request's body.
    struct Answer: Sendable {
        var status: Int
        var retryAfter: Int?
        var location: String?
        /// It does not come while the test runs.
        var isNever = false
        var body: @Sendable ([UInt8]) -> [UInt8] = { _ in [] }

        /// As a collector accepts: with a receipt for what was sent.
        static let accepted = Answer(status: 202, body: { RecordingCollector.receipt(for: $0).json })
        static let never = Answer(status: 202, isNever: true)

        static func problem(_ problem: Problem) -> Answer {
            Answer(status: problem.status, retryAfter: problem.retryAfter, body: { _ in problem.json })
        }

        static func text(_ status: Int, _ text: String) -> Answer { bytes(status, Array(text.utf8)) }

        static func bytes(_ status: Int, _ bytes: [UInt8]) -> Answer { Answer(status: status, body: { _ in bytes }) }
    }

    static func receipt(for body: [UInt8]) -> Receipt {
        Receipt(sha256: Array(SHA256.hash(data: body)), received: UTCDay(number: 20_779), schemaVersion: 2)
    }
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
