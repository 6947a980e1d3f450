// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import HTTPListener
import Logging
import MetricsExposition
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Testing

@Suite(.timeLimit(.minutes(3))) struct MetricsEndpointTests {
    /// Serves two families while the body runs, which gets the server's address and a client.
    private func serve(_ body: (String, HTTPClient) async throws -> Void) async throws {
        let endpoint = MetricsEndpoint(sources: [
            { [MetricFamily("a", .gauge, help: "A.", samples: [.init(1)])] },
            { [MetricFamily("b_total", .counter, help: "B.", samples: [.init(2)])] },
        ])
        let (listening, continuation) = AsyncStream<ListenAddress>.makeStream()
        let listener = endpoint.listener(
            at: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"), logger: .silent,
            onListening: { continuation.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [listener], logger: .silent))
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
            var failure: (any Error)?
            do { try await body("http://\(address.authority)", client) } catch { failure = error }
            try await client.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            if let failure { throw failure }
        }
    }

    @Test func `serves the families of all sources`() async throws {
        try await serve { base, client in
            let answer = try await client.execute(HTTPClientRequest(url: "\(base)/metrics"), timeout: .seconds(20))
            #expect(answer.status == .ok)
            #expect(answer.headers["Content-Type"] == ["text/plain; version=0.0.4; charset=utf-8"])
            #expect(
                String(buffer: try await answer.body.collect(upTo: 1 << 20))
                    == "# HELP a A.\n# TYPE a gauge\na 1\n\n# HELP b_total B.\n# TYPE b_total counter\nb_total 2\n")
        }
    }

    @Test func `answers a request for the head alone`() async throws {
        try await serve { base, client in
            var request = HTTPClientRequest(url: "\(base)/metrics")
            request.method = .HEAD
            let answer = try await client.execute(request, timeout: .seconds(20))
            #expect(answer.status == .ok)
            #expect(answer.headers["Content-Type"] == ["text/plain; version=0.0.4; charset=utf-8"])
        }
    }

    @Test(arguments: ["/", "/metric", "/metrics/x"])
    func `tells where the metrics are`(path: String) async throws {
        try await serve { base, client in
            let answer = try await client.execute(HTTPClientRequest(url: base + path), timeout: .seconds(20))
            #expect(answer.status == .notFound)
            #expect(String(buffer: try await answer.body.collect(upTo: 1 << 20)).contains("/metrics"))
        }
    }
}
