// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle

/// Answers the requests to one server of the site, with the server's fault if it has one.
///
/// Promises: a wait that belongs to a fault ends when the client hangs up and when the service shuts down. The
/// connection of a request that is never answered is closed without a word.
struct SimulatorResponder: HTTPResponder {
    /// The server's number.
    let index: Int
    /// What there is to report.
    let site: SimulatedSite
    /// What the server does wrong, if anything.
    let fault: Fault?
    /// What has to pass before a slow answer.
    let delay: @Sendable () async throws -> Void
    /// The time in seconds since 1970.
    let now: @Sendable () -> Double
    /// Where each request is counted.
    let counts: RequestCounts

    /// The paths of the health check.
    static let paths = ["/engine/healthcheck", "/engine/healthcheck/"]

    /// Answers one request, or lets the client wait, as the fault wants it.
    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        counts.add(server: index)
        guard request.method == .get, Self.paths.contains(request.uri.path) else {
            return text(.notFound, "not found; this server knows GET \(Self.paths.joined(separator: " and GET "))\n")
        }
        switch fault {
        case nil, .wrongCertificate:
            return json(document)
        case .badJSON:
            return json(Array(document.prefix(document.count / 2)))
        case .http500:
            return text(.internalServerError, "simulated fault\n")
        case .slow:
            try? await request.body.consumeWithCancellationOnInboundClose { _ in try await delay() }
            return json(document)
        case .timeout:
            try? await request.body.consumeWithCancellationOnInboundClose { _ in try await gracefulShutdown() }
            context.channel.close(promise: nil)
            return Response(status: .serviceUnavailable)
        }
    }

    private var document: [UInt8] { site.health(ofServer: index, at: now()).json }

    private func json(_ bytes: [UInt8]) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    private func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text))
        )
    }
}
