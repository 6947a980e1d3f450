// SPDX-License-Identifier: MIT

import HTTPListener
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import MonitoringTestKit
import NIOCore
import ServiceLifecycle
import Synchronization

/// A listener on a free port, as long as a test runs.
struct RunningListener: Sendable {
    let port: Int
    let connections: ConnectionCount
    let log: LogCapture
    private let refused: Refusals

    private final class Refusals: Sendable {
        let list = Mutex<[ConnectionRefusal]>([])
    }

    /// What connections that were given up were told, but for those that a route answered.
    var refusals: [ConnectionRefusal] { refused.list.withLock { $0 } }

    static func run(
        _ limits: ConnectionLimits = ConnectionLimits(), connections: Int = 100, tls: TLSFiles? = nil,
        _ work: @Sendable (RunningListener) async throws -> Void
    ) async throws {
        let (log, refused, count) = (LogCapture(), Refusals(), ConnectionCount(maximum: connections))
        let router = Router(context: BasicRequestContext.self)
        router.get("/") { _, _ in "hello" }
        router.post("/") { request, _ -> Response in
            do {
                let bytes = try await request.body.collect(upTo: 1 << 20).readableBytes
                return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "read \(bytes)")))
            } catch let refusal as ConnectionRefusal {
                return Response(status: refusal.status)
            }
        }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let listener = HTTPListener(
            responder: router.buildResponder(), address: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"),
            server: try .limited(limits, tls: tls, connections: count) { refusal in
                refused.list.withLock { $0.append(refusal) }
                return RefusalAnswer(fields: [.contentType: "text/plain"], body: Array("\(refusal)\n".utf8))
            },
            connections: count, logger: log.logger
        ) { port.yield($0.port) }
        try await withRunning([listener], onEnd: { port.finish() }) {
            var found = ports.makeAsyncIterator()
            guard let number = await found.next() else { return }
            try await work(RunningListener(port: number, connections: count, log: log, refused: refused))
        }
    }
}
