// SPDX-License-Identifier: MIT

import CollectorStore
import HTTPListener
import Hummingbird
import Logging
import TelemetryCollector
import TelemetryDashboard
import TelemetryInsights
import TelemetryStore
import TelemetryWire

extension CollectorService {
    /// Adds the pages for the makers.
    ///
    /// - Parameters:
    ///   - open: gets what everybody may see.
    ///   - pages: gets what is for the operator.
    static func addPages(
        public open: some RouterMethods<BasicRequestContext>, private pages: some RouterMethods<BasicRequestContext>,
        reader: any DashboardReader, parts: CollectorParts, _ configuration: CollectorConfiguration
    ) throws {
        // Beyond this machine senders need HTTPS, and only the operator knows under which name.
        let publicURL =
            configuration.isOpen && configuration.listen.port != 0
            ? "http://\(configuration.listen.authority)" : "https://ADDRESS-OF-THIS-COLLECTOR"
        let services = FieldRegistry.services.map { service in
            ServiceTitle(
                name: service.name, title: service.title,
                firstReportCommand: service.name == TelemetryService.butlerSOS.name
                    ? "BUTLER_SOS_TELEMETRY_URL=\(publicURL) butler-sos -c production.yaml" : "")
        }
        let (health, metrics) = (parts.health, parts.metrics)
        let routes = try DashboardRoutes<BasicRequestContext>(
            reader: reader, services: services, notice: configuration.notice, today: UTCDay.today,
            clock: ContinuousClock(), collector: { DataHealth.Collector(metrics.counts, since: parts.start) },
            storeFailed: { error in
                let problem = health.failed("a page cannot be shown", error)
                metrics.rejected(problem)
                if case .unavailable(let seconds) = problem { return seconds }
                return 60
            })
        routes.addPublicRoutes(to: open)
        routes.addPrivateRoutes(to: pages)
    }
}

extension DataHealth.Collector {
    /// What the collector counted since it started.
    init(_ counts: CollectorMetrics.Counts, since start: UTCDay) {
        func values(_ counts: [String: Int]) -> [ValueCount] {
            counts.filter { $0.value > 0 }.map { ValueCount(value: $0.key, count: $0.value) }
                .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
        }
        let skew = counts.clockSkew.map { ($0.key.rawValue, $0.value) }
        self.init(
            since: start, stored: counts.accepted.values.reduce(0, +), repeated: counts.repeated,
            rejected: values(counts.rejectedReports), unknownValues: values(counts.unknownValues),
            clockSkew: values(Dictionary(uniqueKeysWithValues: skew)))
    }
}
