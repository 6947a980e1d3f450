// SPDX-License-Identifier: MIT

import CollectorStore
import HTTPListener
import Hummingbird
import HummingbirdCore
import Logging
import ServiceLifecycle
import TelemetryCollector
import TelemetryStore
import TelemetryWire
import UnixSignals

/// Puts the collector together and runs it until a signal ends it.
enum CollectorService {
    static func run(_ configuration: CollectorConfiguration, logger: Logger) async throws {
        let parts = CollectorParts(configuration, logger: logger)
        let server = try HTTPServerBuilder.limited(
            configuration.connectionLimits, tls: configuration.tls, connections: parts.connections,
            answer: { refusal in
                parts.metrics.rejected(Problem(refusal))
                return Problem(refusal).refusalAnswer
            })
        let opened = try await OpenStore.making(configuration, admission: parts.newcomers.admit)
        let listener = HTTPListener(
            responder: try responder(parts, opened, configuration), address: configuration.listen, server: server,
            connections: parts.connections, logger: logger
        ) { address in
            logger.notice("collector is ready", metadata: ready(at: address, opened, configuration))
        }
        let maintenance = FleetMaintenance(
            store: opened.store, today: UTCDay.today, clock: ContinuousClock(), logger: logger)
        var group = ServiceGroupConfiguration(
            services: [maintenance, listener], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(5)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch {
            try? await opened.store.close()
            throw error
        }
        try await opened.store.close()
        logger.notice("stopped")
    }

    private static func ready(
        at address: ListenAddress, _ opened: OpenStore, _ configuration: CollectorConfiguration
    ) -> Logger.Metadata {
        let pages =
            switch configuration.secrets.adminToken {
            case _ where configuration.isOpen: "open to this machine"
            case .dataFolder: "user admin, password in the file admin-token"
            case .file(let file): "user admin, password in \(file)"
            case .text(_, let setting): "user admin, password in \(setting)"
            }
        return [
            "url": "\(configuration.tls == nil ? "http" : "https")://\(address.authority)/",
            "data": "\(opened.directory.path)", "database": "\(opened.place)", "pages": "\(pages)",
        ]
    }

    /// Everything that answers, behind the door that all requests pass.
    private static func responder(
        _ parts: CollectorParts, _ opened: OpenStore, _ configuration: CollectorConfiguration
    ) throws -> CollectorDoor<RouterResponder<BasicRequestContext>> {
        let (store, pepper) = (opened.store, opened.pepper)
        let admin = AdminAccess(token: configuration.isOpen ? nil : try opened.directory.adminToken())
        let table = RouteTable()
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProblemMiddleware(metrics: parts.metrics, table: table, health: parts.health))
        let noted = NotedRouter(router, in: table)
        CollectorRoutes(
            ingest: ReportIngest(
                store: store, pepper: pepper, metrics: parts.metrics, today: UTCDay.today, rates: parts.rates,
                health: parts.health),
            access: InstallationAccess(
                keeper: store, pepper: pepper, metrics: parts.metrics, today: UTCDay.today, rates: parts.rates,
                health: parts.health),
            metrics: parts.metrics, readiness: parts.readiness(of: store), admin: admin, figures: parts.figures
        ).add(to: noted)
        let pages = noted.group().add(middleware: OperatorPages(admin: admin, metrics: parts.metrics))
        try addPages(public: noted, private: pages, reader: store, parts: parts, configuration)
        let rules = DoorRules(
            isLocalOnly: configuration.isOpen, isBehindProxy: configuration.isBehindProxy,
            rates: SenderRates(perHour: configuration.requestsPerAddress))
        return CollectorDoor(router.buildResponder(), rules: rules, metrics: parts.metrics)
    }
}
