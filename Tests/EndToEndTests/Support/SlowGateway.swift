// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import HTTPTypes
import Hummingbird
import Logging
import MonitoringTestKit
import NIOCore
import NIOHTTP1
import Synchronization

/// Stands before a collector and holds the first report back until it is told to let go.
final class SlowGateway: Sendable {
    let port: Int
    private let collectorPort: Int
    private let state = Mutex((isHolding: false, isOpen: false))

    private init(port: Int, collectorPort: Int) {
        self.port = port
        self.collectorPort = collectorPort
    }

    var isHolding: Bool { state.withLock { $0.isHolding } }

    func letGo() { state.withLock { $0.isOpen = true } }

    /// Runs a gateway on a free port while the body runs.
    static func run(to collectorPort: Int, _ body: (SlowGateway) async throws -> Void) async throws {
        let gateway = SlowGateway(port: try FreePort.find(), collectorPort: collectorPort)
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

    private func respond(to request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 1 << 20)
        if request.method == .post {
            state.withLock { $0.isHolding = true }
            // Less than the five seconds after which the sender gives up.
            _ = try await poll(within: .seconds(4)) { self.state.withLock { $0.isOpen } }
        }
        var forwarded = HTTPClientRequest(url: "http://127.0.0.1:\(collectorPort)\(request.uri.string)")
        forwarded.method = .RAW(value: request.method.rawValue)
        for field in request.headers { forwarded.headers.add(name: field.name.rawName, value: field.value) }
        if request.method == .post { forwarded.body = .bytes(body) }
        let answer = try await HTTPClient.shared.execute(forwarded, timeout: .seconds(10))
        let bytes = try await answer.body.collect(upTo: 1 << 20)
        return Response(status: .init(code: Int(answer.status.code)), body: .init(byteBuffer: bytes))
    }
}
