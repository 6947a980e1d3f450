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
        let process = ProcessMetrics(startTime: Date().timeIntervalSince1970)
        let metrics = CollectorMetrics()
        let pepper = try directory.pepper()
        let ingest = ReportIngest(
            store: store, pepper: pepper, metrics: metrics, today: UTCDay.today, logger: logger)
        let access = InstallationAccess(
            keeper: store, pepper: pepper, metrics: metrics, today: UTCDay.today, logger: logger)

        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProblemMiddleware(metrics: metrics))
        CollectorRoutes(ingest: ingest, access: access, metrics: metrics, process: { process.families() })
            .add(to: router)
        let isOpen = configuration.listen.isLoopback && !configuration.isBehindProxy
        let pages = router.group().add(middleware: PrivatePages(token: isOpen ? nil : try directory.adminToken()))
        try addPages(to: pages, reader: store, configuration, isOpen: isOpen)
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
