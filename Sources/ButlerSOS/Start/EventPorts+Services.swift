// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import MonitoringPipeline
import SenseSources
import ServiceLifecycle

extension EventPorts {
    /// The receivers, and what stores figures about them. Receivers end first, so that the last figures have everything.
    func services(_ parts: Monitor.Parts, sink: any ObservationSink) -> [any Service] {
        let configuration = parts.configuration
        var services: [any Service] = []
        guard configuration.influxDB != nil else { return all.map(\.receiver) }
        let counts = configuration.eventCounts
        if counts.isStoredInInfluxDB, counts.countsReceived || counts.countsRejected, !all.isEmpty {
            let (user, log) = (user?.tally, log?.tally)
            let rejectedTags = configuration.logEvents.enginePerformance.rejectedTags
            services.append(
                EventFiguresSource("EVENT COUNTS", every: counts.writeInterval, sink: sink) {
                    let time = WallClock.now()
                    let (users, logs) = (user?.take(), log?.take())
                    return
                        (logs?.received.measurements(
                            named: counts.receivedMeasurement, of: .log, tags: counts.receivedTags, at: time) ?? [])
                        + (users?.received.measurements(
                            named: counts.receivedMeasurement, of: .user, tags: counts.receivedTags, at: time) ?? [])
                        + (logs?.rejected.measurements(named: counts.rejectedMeasurement, tags: rejectedTags, at: time)
                            ?? [])
                })
        }
        let host = ProcessInfo.processInfo.hostName
        for port in all where port.queueMetrics.isStoredInInfluxDB {
            let (settings, counters, queueName) = (port.queueMetrics, port.receiver.counters, port.queueName)
            services.append(
                EventFiguresSource("QUEUE METRICS", every: settings.writeInterval, sink: sink) {
                    let metrics = counters.queueMetrics()
                    counters.handedOver(metrics)
                    return [
                        metrics.measurement(
                            named: settings.measurementName, queue: queueName, host: host, tags: settings.tags,
                            at: WallClock.now())
                    ]
                })
        }
        return services + all.map(\.receiver)
    }
}
