// SPDX-License-Identifier: MIT

import Foundation
import HTTPListener
import Logging
import MetricsExposition
import TelemetryCollector

/// What the parts of a running collector share.
struct CollectorParts: Sendable {
    let metrics = CollectorMetrics()
    let health: StoreHealth
    let rates: SenderRates
    let newcomers: NewcomerBudget
    let connections: ConnectionCount
    private let process = ProcessMetrics(startTime: Date().timeIntervalSince1970)

    init(_ configuration: CollectorConfiguration, logger: Logger) {
        health = StoreHealth(logger: logger)
        rates = SenderRates(perHour: configuration.messagesPerInstallation)
        newcomers = NewcomerBudget(perHour: configuration.newInstallations)
        connections = ConnectionCount(maximum: configuration.maximumConnections)
    }

    @Sendable func figures() -> [MetricFamily] { connections.families() + process.families() }
}
