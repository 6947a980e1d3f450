// SPDX-License-Identifier: MIT

import HTTPListener
import Hummingbird
import Logging
import MonitoringTestKit
import NIOCore
import ServiceLifecycle

/// A repository service that answers every question with the same list of apps.
enum AppListServer {
    /// Runs the service on a free port while the body runs.
    ///
    /// - Parameters:
    ///   - certificates: the folder with the files of a simulated site. Its client's certificate serves as the server's, so the
    ///     monitor must not check whose it is.
    static func run(_ list: [UInt8], certificates: String, _ body: (_ port: Int) async throws -> Void) async throws {
        let files = TLSFiles(
            certificateFile: "\(certificates)/client.pem", keyFile: "\(certificates)/client_key.pem")
        let responder = CallbackResponder<BasicRequestContext> { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(bytes: list)))
        }
        let (listening, continuation) = AsyncStream<Int>.makeStream()
        let listener = HTTPListener(
            responder: responder, address: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"),
            server: try .limited(ConnectionLimits(), tls: files) { _ in RefusalAnswer() },
            logger: Logger(label: "apps") { _ in SwiftLogNoOpLogHandler() },
            onListening: { continuation.yield($0.port) })
        try await withRunning([listener], onEnd: { continuation.finish() }) {
            guard let port = await listening.first(where: { _ in true }) else {
                throw NotReady(what: "the list of apps", log: "")
            }
            try await body(port)
        }
    }
}
