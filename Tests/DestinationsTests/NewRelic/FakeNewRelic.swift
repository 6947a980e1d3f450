// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import Foundation
import HTTPExchange
import HTTPListener
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Monitoring
import MonitoringTestKit
import NIOSSL
import Synchronization

/// A server on a free port that speaks HTTPS and takes what New Relic takes: JSON lists of at most 1 MB with the key of an
/// account. It remembers what it was sent, and answers an account otherwise if a test says so.
final class FakeNewRelic: Sendable {
    struct Answer: Sendable {
        var status: HTTPResponse.Status
        var body = ""
        var headers: HTTPFields = [:]
        /// The answer never comes.
        var hangs = false

        static let never = Answer(status: .accepted, hangs: true)
    }

    private struct State {
        var answers: [String: [Answer]]
        var always: [String: Answer] = [:]
        var requests: [RecordedRequest] = []
    }

    private let state: Mutex<State>
    /// Answers that never come end when the test does.
    private let (held, release) = AsyncStream<Void>.makeStream()
    private let address = Mutex<String>("")
    let client: HTTPClient

    private init(_ answers: [String: [Answer]], authorityFile: String) {
        state = Mutex(State(answers: answers))
        var settings = HTTPClient.Configuration.forExchanges()
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(authorityFile)
        settings.tlsConfiguration = tls
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    var requests: [RecordedRequest] { state.withLock { $0.requests } }

    /// The requests with the key of an account.
    func requests(of account: String) -> [RecordedRequest] {
        requests.filter { $0.headers[.apiKey] == Self.key(of: account) }
    }

    /// The elements of the lists that were accepted from an account, each as text.
    func accepted(from account: String) throws -> [[String: String]] {
        try requests(of: account).filter { $0.status == .accepted }.flatMap { request in
            let list = try JSONSerialization.jsonObject(with: Data(request.text.utf8)) as? [[String: Any]] ?? []
            return list.map { $0.mapValues { "\($0)" } }
        }
    }

    /// Lets an account get one answer until told otherwise.
    func answer(_ account: String, always answer: Answer?) { state.withLock { $0.always[account] = answer } }

    static func key(of account: String) -> String { "geheim-\(account)" }

    func events(of account: String, headers: [(String, String)] = []) -> NewRelicEndpoint {
        let base = address.withLock { $0 }
        return NewRelicEndpoint(
            account: account, url: NewRelicEndpoint.events(at: base, of: "1 \(account)"), key: Self.key(of: account),
            headers: headers.map { .init($0.0, $0.1) })
    }

    func metrics(of account: String, headers: [(String, String)] = []) -> NewRelicEndpoint {
        NewRelicEndpoint(
            account: account, url: "\(address.withLock { $0 })/metric/v1", key: Self.key(of: account),
            headers: headers.map { .init($0.0, $0.1) })
    }

    /// Runs a server while the body runs.
    ///
    /// - Parameter answers: the next answers to each account; when they are used up, the server does as it usually does.
    static func run(
        answers: [String: [Answer]] = [:], trusting authority: String? = nil,
        _ body: (FakeNewRelic) async throws -> Void
    ) async throws {
        let certificates = try await TestCertificates()
        let server = FakeNewRelic(answers, authorityFile: authority ?? certificates.authorityFile)
        let (listening, continuation) = AsyncStream<ListenAddress>.makeStream()
        let chain = try NIOSSLCertificate.fromPEMFile(certificates.certificateFile)
        let key = try NIOSSLPrivateKey(file: certificates.keyFile, format: .pem)
        let listener = HTTPListener(
            responder: CallbackResponder<BasicRequestContext> { request, _ in try await server.respond(to: request) },
            address: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"),
            server: try .tls(
                .http1(),
                tlsConfiguration: .makeServerConfiguration(
                    certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))),
            logger: .silent, onListening: { continuation.yield($0) })
        let result = await Result {
            try await withRunning([listener], onEnd: { continuation.finish() }) {
                guard let address = await listening.first(where: { _ in true }) else { throw CancellationError() }
                server.address.withLock { $0 = "https://127.0.0.1:\(address.port)" }
                defer { server.release.finish() }
                try await body(server)
            }
        }
        try await server.client.shutdown()
        try result.get()
    }

    private func respond(to request: Request) async throws -> Response {
        var recorded = try await RecordedRequest(request)
        let account = recorded.headers[.apiKey].map { String($0.dropFirst("geheim-".count)) } ?? ""
        let answer = state.withLock { state in
            if let answer = state.always[account] { return answer }
            guard var answers = state.answers[account], !answers.isEmpty else { return Self.usualAnswer(to: recorded) }
            let answer = answers.removeFirst()
            state.answers[account] = answers
            return answer
        }
        recorded.status = answer.status
        state.withLock { $0.requests.append(recorded) }
        if answer.hangs { for await _ in held {} }
        return Response(
            status: answer.status, headers: answer.headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
    }

    private static func usualAnswer(to request: RecordedRequest) -> Answer {
        guard request.headers[.apiKey]?.hasPrefix("geheim-") == true else {
            return Answer(status: .forbidden, body: "{\"error\":\"Missing or invalid API key\"}")
        }
        guard request.headers[.contentType] == "application/json" else { return Answer(status: .unsupportedMediaType) }
        guard request.text.utf8.count <= 1_000_000 else { return Answer(status: .contentTooLarge) }
        guard (try? JSONSerialization.jsonObject(with: Data(request.text.utf8))) is [[String: Any]] else {
            return Answer(status: .badRequest, body: "{\"error\":\"Invalid JSON\"}")
        }
        return Answer(status: .accepted, body: "{\"requestId\":\"7\"}")
    }
}

extension HTTPField.Name {
    static let apiKey = HTTPField.Name("Api-Key") ?? .authorization
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
