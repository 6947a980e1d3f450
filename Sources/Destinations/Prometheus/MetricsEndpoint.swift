// SPDX-License-Identifier: MIT

package import HTTPListener
import HTTPTypes
import Hummingbird
package import Logging
package import MetricsExposition
import NIOCore
package import ServiceLifecycle

/// Answers `GET /metrics` with what the given sources know at that moment.
package struct MetricsEndpoint: Sendable {
    private let sources: [@Sendable () -> [MetricFamily]]

    package init(sources: [@Sendable () -> [MetricFamily]]) { self.sources = sources }

    /// A service that serves the metrics at an address.
    package func listener(
        at address: ListenAddress, logger: Logger, onListening: @escaping @Sendable (ListenAddress) async -> Void
    ) -> any Service {
        HTTPListener(responder: router().buildResponder(), address: address, logger: logger, onListening: onListening)
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        let sources = sources
        router.get("/metrics") { _, _ in
            Self.response(.ok, ExpositionEncoder.contentType, ExpositionEncoder.encode(sources.flatMap { $0() }))
        }
        router.head("/metrics") { _, _ in Self.response(.ok, ExpositionEncoder.contentType, []) }
        router.get("/**") { request, _ in
            Self.response(
                .notFound, "text/plain; charset=utf-8", Array("Not here. The metrics are at /metrics.\n".utf8))
        }
        return router
    }

    private static func response(_ status: HTTPResponse.Status, _ type: String, _ body: [UInt8]) -> Response {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
