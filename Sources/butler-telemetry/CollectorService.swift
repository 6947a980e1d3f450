// SPDX-License-Identifier: MIT

import Foundation
import HTTPListener
import Hummingbird
import Logging
import MetricsExposition
import ServiceLifecycle
import TelemetryCollector
import TelemetryDashboard
import TelemetryStoreSQLite
import TelemetryWire
import UnixSignals

/// Puts the collector together and runs it until a signal ends it.
enum CollectorService {
    static func run(_ configuration: CollectorConfiguration, logger: Logger) async throws {
        let directory = try DataDirectory(path: configuration.dataDirectory)
        let store = try SQLiteStore(path: directory.databasePath)
        let today: @Sendable () -> UTCDay = { UTCDay(secondsSinceEpoch: Int(Date().timeIntervalSince1970)) }
        let process = ProcessMetrics(startTime: Date().timeIntervalSince1970)
        let metrics = CollectorMetrics()
        let ingest = ReportIngest(
            store: store, pepper: try directory.pepper(), metrics: metrics, today: today, logger: logger)

        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProblemMiddleware(metrics: metrics))
        CollectorRoutes(ingest: ingest, metrics: metrics, process: { process.families() }).add(to: router)
        let isOpen = configuration.listen.isLoopback && !configuration.isBehindProxy
        let pages = router.group().add(middleware: PrivatePages(token: isOpen ? nil : try directory.adminToken()))
        let service = TelemetryService.butlerSOS
        // Beyond this machine senders need HTTPS, and only the operator knows under which name.
        let publicURL =
            isOpen && configuration.listen.port != 0
            ? "http://\(configuration.listen.authority)" : "https://ADDRESS-OF-THIS-COLLECTOR"
        let title = ServiceTitle(
            name: service.name, title: service.title,
            firstReportCommand: "BUTLER_SOS_TELEMETRY_URL=\(publicURL) butler-sos -c production.yaml")
        try DashboardRoutes(
            reader: store, service: title,
            features: service.features.map { FeatureTitle(name: $0.name, title: $0.title, purpose: $0.purpose) },
            today: today
        ).addRoutes(to: pages)

        let listener = HTTPListener(responder: router.buildResponder(), address: configuration.listen, logger: logger) {
            address in
            logger.notice(
                "collector is ready",
                metadata: [
                    "url": "http://\(address.authority)/", "data": "\(directory.path)",
                    "pages": isOpen ? "open to this machine" : "user admin, password in the file admin-token",
                ])
        }
        var group = ServiceGroupConfiguration(
            services: [listener], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: group).run()
        try await store.close()
        logger.notice("stopped")
    }
}
