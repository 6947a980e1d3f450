// SPDX-License-Identifier: MIT

import CollectorStore
import Foundation
import HTTPListener
import Logging
import MetricsExposition
import TelemetryCollector
import TelemetryStore
import TelemetryWire

/// What the parts of a running collector share.
struct CollectorParts: Sendable {
    let metrics = CollectorMetrics()
    let health: StoreHealth
    let rates: SenderRates
    let newcomers: NewcomerBudget
    let connections: ConnectionCount
    /// The day on which the collector started.
    let start = UTCDay.today()
    private let process = ProcessMetrics(startTime: Date().timeIntervalSince1970)

    init(_ configuration: CollectorConfiguration, logger: Logger) {
        health = StoreHealth(logger: logger)
        rates = SenderRates(perHour: configuration.messagesPerInstallation)
        newcomers = NewcomerBudget(perHour: configuration.newInstallations)
        connections = ConnectionCount(maximum: configuration.maximumConnections)
    }

    /// Whether the store can be written; a failure is told in the log as others are.
    func readiness(of store: any StoreKeeper) -> Readiness {
        Readiness { [health] in
            do {
                try await store.checkWritable()
            } catch {
                _ = health.failed("the store cannot be written", error)
                throw error
            }
            health.worked()
        }
    }

    @Sendable func figures() -> [MetricFamily] { connections.families() + process.families() }
}
