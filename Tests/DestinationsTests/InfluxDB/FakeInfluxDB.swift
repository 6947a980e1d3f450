// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import HTTPExchange
import HTTPListener
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import Monitoring
import NIOSSL
import ServiceLifecycle
import Synchronization

/// A server on a free port that answers as a test tells it, like any version of InfluxDB, and remembers what it was
/// asked.
final class FakeInfluxDB: Sendable {
    private struct State {
        var answers: [Route: [Answer]]
        var requests: [RecordedRequest] = []
    }

    private let state: Mutex<State>
    /// Answers that never come end when the test does.
    private let (held, release) = AsyncStream<Void>.makeStream()

    private init(_ answers: [Route: [Answer]]) { state = Mutex(State(answers: answers)) }

    var requests: [RecordedRequest] { state.withLock { $0.requests } }
    /// What was written, as text, however it was compressed.
    var writes: [String] { requests(.write).map(\.text) }
    /// All InfluxQL queries.
    var queries: [String] { requests(.query).map { $0.parameters["q"] ?? "" } }

    func requests(_ route: Route) -> [RecordedRequest] { requests.filter { $0.route == route } }

    /// Runs a server and a destination for it while the body runs.
    ///
    /// - Parameters:
    ///   - answers: the answers to requests of each kind, in order; when they are used up, the server has what it is
    ///     asked for and takes what is written.
    ///   - server: what speaks on the connections: plain HTTP, unless TLS is wrapped around it.
    ///   - authorityFile: with the certificates that the destination's client trusts, if it calls over TLS.
    ///   - logger: of the destination.
    static func run(
        _ endpoint: InfluxDBConfiguration.Endpoint = .test(1), answers: [Route: [Answer]] = [:], usesTLS: Bool = false,
        server builder: HTTPServerBuilder = .http1(), authorityFile: String? = nil, timeout: Duration = .seconds(20),
        logger: Logger = .silent,
        _ body: (FakeInfluxDB, InfluxDBDestination) async throws -> Void
    ) async throws {
        let server = FakeInfluxDB(answers)
        let (listening, continuation) = AsyncStream<ListenAddress>.makeStream()
        let responder = CallbackResponder<BasicRequestContext> { request, _ in try await server.respond(to: request) }
        let listener = HTTPListener(
            responder: responder, address: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"), server: builder,
            logger: .silent, onListening: { continuation.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [listener], logger: .silent))
        var settings = HTTPClient.Configuration.forExchanges()
        if let authorityFile {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(authorityFile)
            settings.tlsConfiguration = tls
        }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { continuation.finish() }
                try await group.run()
            }
            guard let address = await listening.first(where: { _ in true }) else {
                try await tasks.waitForAll()
                throw CancellationError()
            }
            let configuration = InfluxDBConfiguration(
                host: address.host, port: address.port, usesTLS: usesTLS, endpoint: endpoint, lists: AppListFields())
            let destination = InfluxDBDestination(configuration, client: client, timeout: timeout, logger: logger)
            var failure: (any Error)?
            do { try await body(server, destination) } catch { failure = error }
            server.release.finish()
            try await client.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            if let failure { throw failure }
        }
    }

    private func respond(to request: Request) async throws -> Response {
        let recorded = try await RecordedRequest(request)
        let answer = state.withLock { state in
            state.requests.append(recorded)
            guard let route = recorded.route else { return Answer(status: .notImplemented) }
            guard var answers = state.answers[route], !answers.isEmpty else { return route.usualAnswer }
            let answer = answers.removeFirst()
            state.answers[route] = answers
            return answer
        }
        var headers = HTTPFields()
        if let retryAfter = answer.retryAfter { headers[.retryAfter] = retryAfter }
        return Response(status: answer.status, headers: headers, body: body(of: answer))
    }

    private func body(of answer: Answer) -> ResponseBody {
        let bytes = ByteBuffer(string: answer.body)
        if answer.end == .whole { return ResponseBody(byteBuffer: bytes) }
        // More is promised than comes.
        return ResponseBody(contentLength: bytes.readableBytes + 100) { [held] writer in
            try await writer.write(bytes)
            if answer.end == .nothing { for await _ in held {} }
            throw CancellationError()
        }
    }
}

extension InfluxDBConfiguration.Endpoint {
    /// A database `SenseOps` of a version, with a password or token that must not show anywhere.
    static func test(_ version: Int, retention: Duration? = nil) -> Self {
        switch version {
        case 1:
            .version1(
                .init(
                    database: "SenseOps", credentials: .init(username: "me", password: "geheim"),
                    retentionPolicy: .init(name: "10d", duration: "10d")))
        case 2:
            .version2(
                .init(
                    organisation: "Ops & Co", bucket: "SenseOps", description: "made by a \"test\"", token: "geheim",
                    retention: retention))
        default: .version3(.init(database: "SenseOps", token: "geheim", retention: retention))
        }
    }
}
