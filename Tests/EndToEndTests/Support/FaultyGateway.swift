// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import HTTPTypes
import Hummingbird
import Logging
import MonitoringTestKit
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Synchronization

/// Stands between the monitor and a real InfluxDB, and spoils the answers to writes as a test wants it.
final class FaultyGateway: Sendable {
    enum Mode: String, Sendable, CaseIterable {
        case pass
        case internalServerError
        case tooManyRequests
        /// Takes the request and says nothing.
        case hang
        /// Stores the points, and cuts the connection in the middle of the answer.
        case closeMidBody
    }

    let port: Int
    private let influxPort: Int
    private let mode = Mutex(Mode.pass)
    private let counts = Mutex<[Mode: Int]>([:])

    private init(port: Int, influxPort: Int) {
        self.port = port
        self.influxPort = influxPort
    }

    /// Runs a gateway on a free port while the body runs.
    static func run(to influxPort: Int, _ body: (FaultyGateway) async throws -> Void) async throws {
        let gateway = FaultyGateway(port: try FreePort.find(), influxPort: influxPort)
        let silent = Logger(label: "gateway") { _ in SwiftLogNoOpLogHandler() }
        let responder = CallbackResponder<BasicRequestContext> { request, _ in try await gateway.respond(to: request) }
        let application = Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: gateway.port)),
            logger: silent)
        // Not waited for: who reported has ended, and a connection that was made to hang may hang in the server, too.
        let serving = Task { try await application.run() }
        defer { serving.cancel() }
        try await body(gateway)
    }

    func set(_ new: Mode) { mode.withLock { $0 = new } }

    /// How many writes met this mode.
    func count(_ mode: Mode) -> Int { counts.withLock { $0[mode] ?? 0 } }

    private func respond(to request: Request) async throws -> Response {
        let mode = mode.withLock { $0 }
        guard request.uri.path == "/write" else { return try await forward(request) }
        counts.withLock { $0[mode, default: 0] += 1 }
        switch mode {
        case .pass: return try await forward(request)
        case .internalServerError: return Response(status: .internalServerError)
        case .tooManyRequests: return Response(status: .tooManyRequests, headers: [.retryAfter: "1"])
        case .hang:
            try? await request.body.consumeWithCancellationOnInboundClose { _ in
                try await Task.sleep(for: .seconds(60))
            }
            return Response(status: .serviceUnavailable)
        case .closeMidBody:
            _ = try await forward(request)
            return Response(
                status: .ok,
                body: .init(contentLength: 100) { writer in
                    try await writer.write(ByteBuffer(string: "{\"resul"))
                    throw CancellationError()
                })
        }
    }

    private func forward(_ request: Request) async throws -> Response {
        var forwarded = HTTPClientRequest(url: "http://127.0.0.1:\(influxPort)\(request.uri.string)")
        forwarded.method = .RAW(value: request.method.rawValue)
        forwarded.body = .bytes(try await request.body.collect(upTo: 16 << 20))
        let answer = try await HTTPClient.shared.execute(forwarded, timeout: .seconds(10))
        let body = try await answer.body.collect(upTo: 1 << 20)
        return Response(status: .init(code: Int(answer.status.code)), body: .init(byteBuffer: body))
    }
}
