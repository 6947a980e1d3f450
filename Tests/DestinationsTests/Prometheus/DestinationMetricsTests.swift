// SPDX-License-Identifier: MIT

import Destinations
import Logging
import MetricsExposition
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

@Suite struct DestinationMetricsTests {
    @Test func `shows what became of the records of each destination`() {
        var limits = DestinationRunner.Limits()
        limits.bufferBytes = 2
        let runner = DestinationRunner(
            RecordingDestination(), limits: limits, now: { Timestamp(secondsSinceEpoch: 1) }, logger: .silent)
        let server = MonitoredServer(name: "a", host: "a", description: "")
        for _ in 1...5 {
            runner.receive(
                .engineHealth(EngineHealth(), server: server, apps: nil, at: Timestamp(secondsSinceEpoch: 1)))
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
        #expect(page["butlersos_destination_dropped_total"].count == 2 * DestinationCounters.DropReason.allCases.count)
        #expect(
            page["butlersos_destination_dropped_total"]["{destination=\"influxdb\",reason=\"overflow\"}"] == 3)
    }

    @Test func `shows every figure of a destination under its own name`() {
        let counters = DestinationCounters()
        counters.update { values in
            values.received = 1
            values.written = 2
            values.failures = 3
            values.recovered = 4
            values.waiting = 5
            values.spooled = 6
            values.spooledBytes = 7
            values.deliveries = 8
            values.deliverySeconds = 9.5
            values.isUp = false
            values.dropped = [.expired: 10]
        }
        let families = DestinationMetrics([(name: "influxdb", counters: counters)]).families()
        let page = MetricsPage(families)
        #expect(
            page.samples.filter { $0.name != "butlersos_destination_dropped_total" }.map { "\($0.name) \($0.value)" }
                == [
                    "butlersos_destination_received_total 1.0", "butlersos_destination_written_total 2.0",
                    "butlersos_destination_errors_total 3.0", "butlersos_destination_recovered_total 4.0",
                    "butlersos_destination_waiting 5.0", "butlersos_destination_spooled 6.0",
                    "butlersos_destination_spooled_bytes 7.0", "butlersos_destination_deliveries_total 8.0",
                    "butlersos_destination_delivery_seconds_total 9.5", "butlersos_destination_up 0.0",
                ])
        let dropped = page["butlersos_destination_dropped_total"]
        #expect(dropped.count == DestinationCounters.DropReason.allCases.count)
        #expect(dropped["{destination=\"influxdb\",reason=\"expired\"}"] == 10)
        #expect(families.allSatisfy { $0.name.hasSuffix("_total") == ($0.kind == .counter) })
    }

    @Test func `says whether a destination takes records only after the first delivery`() {
        let counters = DestinationCounters()
        let metrics = DestinationMetrics([(name: "influxdb", counters: counters)])
        #expect(MetricsPage(metrics.families())["butlersos_destination_up"].isEmpty)
        counters.update { $0.isUp = true }
        #expect(MetricsPage(metrics.families())["butlersos_destination_up"] == ["{destination=\"influxdb\"}": 1])
    }
}
