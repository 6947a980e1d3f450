// SPDX-License-Identifier: MIT

import Destinations
import Logging
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

@Suite struct DestinationMetricsTests {
    @Test func `shows what became of the records of each destination`() {
        var limits = DestinationRunner.Limits()
        limits.bufferBytes = 2
        let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let runner = DestinationRunner(RecordingDestination(), limits: limits, logger: silent)
        let server = MonitoredServer(name: "a", host: "a", description: "")
        for _ in 1...5 {
            runner.receive(.engineHealth(EngineHealth(), server: server, at: Timestamp(secondsSinceEpoch: 1)))
        }
        let metrics = DestinationMetrics([
            (name: "influxdb", counters: runner.counters), (name: "other", counters: DestinationCounters()),
        ])
        let page = MetricsPage(metrics.families())
        let influxdb = "{destination=\"influxdb\"}"
        let other = "{destination=\"other\"}"
        #expect(page["butlersos_destination_received_total"] == [influxdb: 5, other: 0])
        #expect(page["butlersos_destination_written_total"] == [influxdb: 0, other: 0])
        #expect(page["butlersos_destination_errors_total"] == [influxdb: 0, other: 0])
        #expect(page["butlersos_destination_waiting"] == [influxdb: 2, other: 0])
        #expect(page["butlersos_destination_dropped_total"].count == 6)
        #expect(
            page["butlersos_destination_dropped_total"]["{destination=\"influxdb\",reason=\"overflow\"}"] == 3)
    }
}
