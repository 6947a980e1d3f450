// SPDX-License-Identifier: MIT

package import HTTPListener
import HTTPTypes
import Hummingbird
package import Logging
package import MetricsExposition
import NIOCore
package import ServiceLifecycle

/// Answers `GET /metrics` with what the given sources know at that moment, and everything else with where that is.
package struct MetricsEndpoint: Sendable {
    private let sources: [@Sendable () -> [MetricFamily]]

    package init(sources: [@Sendable () -> [MetricFamily]]) { self.sources = sources }

    /// A service that serves the metrics at an address.
    package func listener(
        at address: ListenAddress, logger: Logger, onListening: @escaping @Sendable (ListenAddress) async -> Void
    ) -> any Service {
        let responder = CallbackResponder<BasicRequestContext> { [self] request, _ in respond(to: request) }
        return HTTPListener(responder: responder, address: address, logger: logger, onListening: onListening)
    }

    private func respond(to request: Request) -> Response {
        guard request.uri.path == "/metrics" else {
            return Self.response(
                .notFound, "text/plain; charset=utf-8", "Not here. The metrics are at /metrics.\n".utf8)
        }
        switch request.method {
        case .get:
            return Self.response(.ok, ExpositionEncoder.contentType, ExpositionEncoder.encode(sources.flatMap { $0() }))
        case .head: return Self.response(.ok, ExpositionEncoder.contentType, [UInt8]())
        default: return Self.response(.methodNotAllowed, "text/plain; charset=utf-8", "Only GET and HEAD.\n".utf8)
        }
    }

    private static func response(_ status: HTTPResponse.Status, _ type: String, _ body: some Collection<UInt8>)
        -> Response
    {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
