// SPDX-License-Identifier: MIT

package import Hummingbird
package import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// An HTTP server as a service, whose failure to start names the setting to change.
///
/// Promises: throws `ListenFailure` if the address cannot be bound; calls `onListening` once with the bound address, also
/// when the port was 0; ends gracefully when its service group does.
package struct HTTPListener<Responder: HTTPResponder>: Service, CustomStringConvertible
where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    private let application: Application<Responder>
    private let address: ListenAddress

    /// - Parameters:
    ///   - server: what speaks on the connection: plain HTTP/1.1 unless TLS is wrapped around it.
    ///   - connections: counts the connections and bounds their number; nothing does if it is `nil`.
    package init(
        responder: Responder,
        address: ListenAddress,
        server: HTTPServerBuilder = .http1(configuration: .init(idleTimeout: .seconds(75))),
        connections: ConnectionCount? = nil,
        logger: Logger,
        onListening: @escaping @Sendable (ListenAddress) async -> Void = { _ in }
    ) {
        self.address = address
        // What goes wrong is told here, in words of our own; the framework reports each cancelled connection as an error.
        var quiet = logger
        quiet.logLevel = .critical
        self.application = Application(
            responder: responder,
            server: server,
            configuration: .init(
                address: .hostname(address.host, port: address.port), serverName: nil,
                availableConnectionsDelegate: connections),
            onServerRunning: { channel in
                await onListening(address.bound(to: channel.localAddress?.port ?? address.port))
            },
            logger: quiet
        )
    }

    /// Service groups log their services.
    package var description: String { "HTTPListener on \(address.authority)" }

    package func run() async throws {
        do {
            try await application.run()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw ListenFailure(address: address, underlying: error)
        }
    }
}
