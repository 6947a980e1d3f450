// SPDX-License-Identifier: MIT

import HTTPListener
import Hummingbird
import HummingbirdCore
package import Logging
import NIOSSL
import ServiceLifecycle

/// Runs the engines, proxies and the repository of a simulated site, each server on a loopback address of its own.
///
/// Promises: every interface requires a client certificate of the site. If one of them cannot listen, `run` throws
/// `ListenFailure` and none stays behind. Graceful shutdown ends at once, whatever a faulty server is waiting for. All
/// listeners share their event loops and their TLS context.
package struct SimulatorService: Service, CustomStringConvertible {
    private let site: SimulatedSite
    private let certificates: SimulatorCertificates
    private let ports: [SenseInterface: Int]
    private let faults: FaultPlan
    private let script: FaultScript
    private let slowness: Duration
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Double
    private let logger: Logger
    private let onListening: @Sendable (SiteAddresses) async -> Void
    private let counts = RequestCounts()

    /// Prepares the servers; `run` starts them.
    ///
    /// - Parameters:
    ///   - port: the port of all engines; with 0, each has a free one.
    ///   - proxyPort: the port of all proxies; with 0, each has a free one.
    ///   - repositoryPort: the port of the repository; with 0, a free one.
    ///   - faults: what is wrong all the time, unless the script says something else.
    ///   - script: what is wrong at times, counted by `clock` from when `run` is called.
    ///   - slowness: how late an answer with the fault `slow` is, by `clock`.
    ///   - now: the time in seconds since 1970, on which the answers depend.
    ///   - onListening: called once with the addresses of all interfaces, as soon as the last one listens.
    package init(
        site: SimulatedSite,
        certificates: SimulatorCertificates,
        port: Int,
        proxyPort: Int = 0,
        repositoryPort: Int = 0,
        faults: FaultPlan = FaultPlan(),
        script: FaultScript = FaultScript(),
        slowness: Duration = .seconds(3),
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Double,
        logger: Logger,
        onListening: @escaping @Sendable (SiteAddresses) async -> Void = { _ in }
    ) {
        self.site = site
        self.certificates = certificates
        self.ports = [.engine: port, .proxy: proxyPort, .repository: repositoryPort]
        self.faults = faults
        self.script = script
        self.slowness = slowness
        self.clock = clock
        self.now = now
        self.logger = logger
        self.onListening = onListening
    }

    /// The name alone, since the service group logs it: a site is long and its certificates are nobody's business.
    package var description: String { "SimulatorService" }

    /// How many requests an interface of a server has got so far, answered or not.
    package func requestCount(ofServer index: Int, _ interface: SenseInterface = .engine) -> Int {
        counts.count(of: Endpoint(server: index, interface: interface))
    }

    /// Runs all servers until graceful shutdown, or until one of them fails.
    package func run() async throws {
        let stopwatch = Stopwatch(clock)
        let endpoints = Endpoint.all(servers: site.serverCount)
        let listening = ListeningSite(endpoints: endpoints)
        let tls = try certificates.serverContext(isForeign: false)
        let foreign = try certificates.serverContext(isForeign: true)
        let listeners = endpoints.map { endpoint in
            let isForeign = faults.fault(ofServer: endpoint.server, endpoint.interface) == .wrongCertificate
            let listener = listener(endpoint, tls: isForeign ? foreign : tls, stopwatch, listening)
            return ServiceGroup(configuration: .init(services: [listener], logger: logger))
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for listener in listeners {
                group.addTask { try await listener.run() }
            }
            do {
                for try await _ in group {}
            } catch {
                // One listener failed: the others stop in good order, not by cancellation.
                for listener in listeners { await listener.triggerGracefulShutdown() }
                while await group.nextResult() != nil {}
                throw Task.isCancelled ? CancellationError() : error
            }
        }
    }

    private func listener(
        _ endpoint: Endpoint,
        tls: NIOSSLContext,
        _ stopwatch: Stopwatch,
        _ listening: ListeningSite
    ) -> HTTPListener<SimulatorResponder> {
        let lasting = faults.fault(ofServer: endpoint.server, endpoint.interface)
        let fault: @Sendable () -> Fault? = { [script] in
            script.fault(ofServer: endpoint.server, endpoint.interface, after: stopwatch.elapsed) ?? lasting
        }
        return HTTPListener(
            responder: SimulatorResponder(
                interface: interface(of: endpoint),
                fault: fault,
                pace: FaultPace(clock: clock, slowness: slowness),
                now: now,
                count: { [counts] in counts.add(endpoint) }
            ),
            address: ListenAddress(
                host: ServerAddress(server: endpoint.server).host,
                port: ports[endpoint.interface] ?? 0,
                setting: endpoint.interface.setting
            ),
            server: HTTPServerBuilder { responder in
                GuardedChannel(
                    http: HTTP1Channel(responder: responder, configuration: .init(idleTimeout: .seconds(75))),
                    tls: tls,
                    isRefusing: { fault() == .refuse }
                )
            },
            logger: logger,
            onListening: { [onListening] address in
                guard let addresses = listening.add(address, of: endpoint) else { return }
                await onListening(addresses)
            }
        )
    }

    private func interface(of endpoint: Endpoint) -> any AnsweringInterface {
        switch endpoint.interface {
        case .engine: EngineInterface(site: site, server: endpoint.server)
        case .proxy: ProxyInterface(site: site, server: endpoint.server)
        case .repository: RepositoryInterface(site: site)
        }
    }
}
