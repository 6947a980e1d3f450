// SPDX-License-Identifier: MIT

import CollectorStore
import HTTPListener
import Hummingbird
import TelemetryCollector
import TelemetryDashboard
import TelemetryStore
import TelemetryWire

extension CollectorService {
    /// Adds the pages for the makers.
    ///
    /// - Parameter isOpen: whether senders on this machine reach the collector under the address it listens on.
    static func addPages(
        to router: some RouterMethods<BasicRequestContext>, reader: any FleetReader,
        _ configuration: CollectorConfiguration, isOpen: Bool
    ) throws {
        let service = TelemetryService.butlerSOS
        // Beyond this machine senders need HTTPS, and only the operator knows under which name.
        let publicURL =
            isOpen && configuration.listen.port != 0
            ? "http://\(configuration.listen.authority)" : "https://ADDRESS-OF-THIS-COLLECTOR"
        let title = ServiceTitle(
            name: service.name, title: service.title,
            firstReportCommand: "BUTLER_SOS_TELEMETRY_URL=\(publicURL) butler-sos -c production.yaml")
        try DashboardRoutes(
            reader: reader, service: title,
            features: service.features.map { FeatureTitle(name: $0.name, title: $0.title, purpose: $0.purpose) },
            today: UTCDay.today
        ).addRoutes(to: router)
    }
}
