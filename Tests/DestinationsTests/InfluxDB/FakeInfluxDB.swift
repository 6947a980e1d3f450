// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import HTTPListener
import HTTPTypes
import Hummingbird
import Logging
import Monitoring
import NIOCore
import ServiceLifecycle
import Synchronization

/// A server on a free port that answers as a test tells it and remembers what it was asked.
final class FakeInfluxDB: Sendable {
    struct Answer: Sendable {
        var status: HTTPResponse.Status
        var body = ""
        var retryAfter: String?

        static let accepted = Answer(status: .noContent)
        static func databases(_ names: String...) -> Answer {
            let rows = names.map { "[\"\($0)\"]" }.joined(separator: ",")
            let series = "{\"name\":\"databases\",\"columns\":[\"name\"],\"values\":[\(rows)]}"
            return Answer(status: .ok, body: "{\"results\":[{\"statement_id\":0,\"series\":[\(series)]}]}")
        }
        static let done = Answer(status: .ok, body: "{\"results\":[{\"statement_id\":0}]}")
    }

    private struct State {
        var writes: [Answer]
        var queries: [Answer]
        var bodies: [String] = []
        var questions: [String] = []
        var authorizations: [String?] = []
    }

    private let state: Mutex<State>

    private init(writes: [Answer], queries: [Answer]) { state = Mutex(State(writes: writes, queries: queries)) }

    /// The bodies of all writes.
    var bodies: [String] { state.withLock { $0.bodies } }
    /// All queries.
    var questions: [String] { state.withLock { $0.questions } }
    /// The `Authorization` header of every request.
    var authorizations: [String?] { state.withLock { $0.authorizations } }

    /// Runs a server and a destination for it while the body runs.
    ///
    /// - Parameters:
    ///   - writes: the answers to writes, in order; when they are used up, writes succeed.
    ///   - queries: the answers to queries, in order; when they are used up, the database `SenseOps` is there.
    static func run(
        writes: [Answer] = [], queries: [Answer] = [], credentials: InfluxDBConfiguration.Credentials? = nil,
        _ body: (FakeInfluxDB, InfluxDBDestination) async throws -> Void
    ) async throws {
        let server = FakeInfluxDB(writes: writes, queries: queries)
        let (listening, continuation) = AsyncStream<ListenAddress>.makeStream()
        let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let listener = HTTPListener(
            responder: server.router().buildResponder(),
            address: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"), logger: silent,
            onListening: { continuation.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [listener], logger: silent))
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
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
                host: address.host, port: address.port,
                endpoint: .version1(
                    .init(
                        database: "SenseOps", credentials: credentials,
                        retentionPolicy: .init(name: "10d", duration: "10d"))),
                lists: AppListFields())
            try await body(server, InfluxDBDestination(configuration, client: client, logger: silent))
            try await client.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.post("/write") { [self] request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            return response(
                state.withLock { state in
                    state.bodies.append(String(buffer: body))
                    state.authorizations.append(request.headers[.authorization])
                    return state.writes.isEmpty ? .accepted : state.writes.removeFirst()
                })
        }
        for method in [HTTPRequest.Method.get, .post] {
            router.on("/query", method: method) { [self] request, _ in
                response(
                    state.withLock { state in
                        state.questions.append(request.uri.queryParameters.get("q") ?? "")
                        state.authorizations.append(request.headers[.authorization])
                        return state.queries.isEmpty ? .databases("_internal", "SenseOps") : state.queries.removeFirst()
                    })
            }
        }
        return router
    }

    private func response(_ answer: Answer) -> Response {
        var headers = HTTPFields()
        if let retryAfter = answer.retryAfter { headers[.retryAfter] = retryAfter }
        return Response(
            status: answer.status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: answer.body)))
    }
}
