// SPDX-License-Identifier: MIT

package import HTTPListener
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import ServiceLifecycle

/// Runs the servers of a simulated site, each on a loopback address of its own.
///
/// Promises: every server requires a client certificate of the site. If one of them cannot listen, `run` throws
/// `ListenFailure` and none stays behind. Graceful shutdown ends at once, whatever a faulty server is waiting for.
package struct SimulatorService: Service, CustomStringConvertible {
    private let site: SimulatedSite
    private let certificates: SimulatorCertificates
    private let port: Int
    private let faults: FaultPlan
    private let slowness: Duration
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Double
    private let logger: Logger
    private let onListening: @Sendable ([ListenAddress]) async -> Void
    private let counts = RequestCounts()

    /// Prepares the servers; `run` starts them.
    ///
    /// - Parameters:
    ///   - port: the port of all servers; with 0, each has a free one.
    ///   - slowness: how late an answer with the fault `slow` is, by `clock`.
    ///   - now: the time in seconds since 1970, on which the answers depend.
    ///   - onListening: called once with the addresses of all servers, in order, as soon as the last one listens.
    package init(
        site: SimulatedSite,
        certificates: SimulatorCertificates,
        port: Int,
        faults: FaultPlan = FaultPlan(),
        slowness: Duration = .seconds(3),
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Double,
        logger: Logger,
        onListening: @escaping @Sendable ([ListenAddress]) async -> Void = { _ in }
    ) {
        self.site = site
        self.certificates = certificates
        self.port = port
        self.faults = faults
        self.slowness = slowness
        self.clock = clock
        self.now = now
        self.logger = logger
        self.onListening = onListening
    }

    /// The name alone, since the service group logs it: a site is long and its certificates are nobody's business.
    package var description: String { "SimulatorService" }

    /// How many requests a server has got so far, answered or not.
    package func requestCount(ofServer index: Int) -> Int {
        counts.count(ofServer: index)
    }

    /// Runs all servers until graceful shutdown, or until one of them fails.
    package func run() async throws {
        let listening = ListeningServers(expected: site.serverCount)
        let servers = try (1...site.serverCount).map { index in
            ServiceGroup(configuration: .init(services: [try listener(server: index, listening)], logger: logger))
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for server in servers {
                group.addTask { try await server.run() }
            }
            do {
                for try await _ in group {}
            } catch {
                // One server failed: the others stop in good order, not by cancellation.
                for server in servers { await server.triggerGracefulShutdown() }
                while await group.nextResult() != nil {}
                throw Task.isCancelled ? CancellationError() : error
            }
        }
    }

    private func listener(server index: Int, _ listening: ListeningServers) throws -> HTTPListener<SimulatorResponder> {
        let fault = faults.fault(ofServer: index)
        return HTTPListener(
            responder: SimulatorResponder(
                index: index,
                site: site,
                fault: fault,
                delay: { [clock, slowness] in
                    try await cancelWhenGracefulShutdown { try await clock.sleep(for: slowness) }
                },
                now: now,
                counts: counts
            ),
            address: ListenAddress(host: ServerAddress(server: index).host, port: port, setting: "--port"),
            server: try .tls(
                .http1(configuration: .init(idleTimeout: .seconds(75))),
                tlsConfiguration: certificates.serverConfiguration(isForeign: fault == .wrongCertificate)
            ),
            logger: logger,
            onListening: { [onListening] address in
                guard let addresses = listening.add(address, ofServer: index) else { return }
                await onListening(addresses)
            }
        )
    }
}
