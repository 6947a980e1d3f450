// SPDX-License-Identifier: MIT

import HTTPListener
import HTTPTypes
import Hummingbird
import Logging
import MonitoringTestKit
import ServiceLifecycle
import Synchronization

/// A web server that keeps what it is asked and answers as it is told.
final class CallRecorder: Sendable {
    private let status = Mutex(HTTPResponse.Status.ok)
    private let calls: AsyncStream<String>
    private let call: AsyncStream<String>.Continuation

    init() { (calls, call) = AsyncStream.makeStream() }

    func answer(_ status: HTTPResponse.Status) { self.status.withLock { $0 = status } }

    /// Runs the server, and `body` with its address and the calls as `METHOD path`.
    func run(_ body: (String, inout AsyncStream<String>.Iterator) async throws -> Void) async throws {
        let (addresses, listening) = AsyncStream<ListenAddress>.makeStream()
        let responder = CallbackResponder<BasicRequestContext> { [self] request, _ in
            call.yield("\(request.method) \(request.uri.path)")
            if request.uri.path == "/moved" {
                return Response(status: .movedPermanently, headers: [.location: "/new"])
            }
            return Response(status: status.withLock { $0 })
        }
        let silent = Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }
        let listener = HTTPListener(
            responder: responder, address: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"), logger: silent,
            onListening: { listening.yield($0) })
        try await withRunning([listener], onEnd: { listening.finish() }) {
            var calls = calls.makeAsyncIterator()
            for await address in addresses {
                try await body("http://\(address.authority)", &calls)
                break
            }
        }
    }
}
