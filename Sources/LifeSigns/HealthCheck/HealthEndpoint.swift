// SPDX-License-Identifier: MIT

package import HTTPListener
import HTTPTypes
import Hummingbird
package import Logging
import NIOCore
package import ServiceLifecycle

/// Answers `GET /` and `GET /health` with whether the program gets on: 200 if it does, else 503 and what is stuck.
package struct HealthEndpoint: Sendable {
    private let progress: ProgressWatch

    package init(_ progress: ProgressWatch) { self.progress = progress }

    /// A service that answers at an address.
    package func listener(
        at address: ListenAddress, logger: Logger, onListening: @escaping @Sendable (ListenAddress) async -> Void
    ) -> any Service {
        let responder = CallbackResponder<BasicRequestContext> { [self] request, _ in respond(to: request) }
        return HTTPListener(responder: responder, address: address, logger: logger, onListening: onListening)
    }

    private func respond(to request: Request) -> Response {
        let path = request.uri.path.lowercased()
        guard path == "/" || path == "/health", request.method == .get || request.method == .head else {
            return Self.response(.notFound, #"{"statusCode":404,"error":"Not Found"}"#)
        }
        let stuck = progress.stuck
        if stuck.isEmpty { return Self.response(.ok, #"{"statusCode":200,"status":"ok"}"#) }
        // The names are this program's own: nothing in them needs escaping.
        let names = stuck.map { "\"\($0)\"" }.joined(separator: ",")
        return Self.response(.serviceUnavailable, #"{"statusCode":503,"status":"stuck","stuck":[\#(names)]}"#)
    }

    private static func response(_ status: HTTPResponse.Status, _ body: String) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}
