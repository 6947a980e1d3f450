// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import MonitoringTestKit
import SenseDatagrams
import SenseSources
import Testing

/// The rules ask for what the programs really export: whoever renames a metric, a label or a reason finds out here.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct AlertMetricsTests {
    /// A monitor of which everything is in use that has metrics, and at which something is wrong with everything.
    private final class BusyMonitor {
        let simulation: Simulation
        let process: ChildProcess

        init() async throws {
            simulation = try await Simulation(servers: 2, arguments: ["--fault", "http500@2"])
            let (user, log, nobody) = (try FreePort.find(), try FreePort.find(), try FreePort.find())
            try simulation.add(
                """
                telemetry:
                  collectorURL: http://127.0.0.1:\(nobody)
                  firstStartGracePeriod: 0
                logdb:
                  enable: true
                  host: 127.0.0.1
                  port: \(nobody)
                  qlogsReaderPwd: none
                influxdbConfig:
                  enable: true
                  host: 127.0.0.1
                  port: \(nobody)
                  version: 1
                  v1Config:
                    dbName: SenseOps
                userEvents:
                  enable: true
                  udpServerConfig:
                    serverHost: 127.0.0.1
                    portUserActivityEvents: \(user)
                logEvents:
                  source:
                    engine: {enable: true}
                  udpServerConfig:
                    serverHost: 127.0.0.1
                    portLogEvents: \(log)
                """)
            try simulation.replace("serverName: sense1", with: "serverName: sense1\n        logDbHost: sense1")
            // A machine that tests counts as one, on which telemetry is off.
            let process = try simulation.startMonitor(environment: ["CI": "false"])
            self.process = process
            let simulation = simulation
            guard
                try await poll({ try await simulation.metric("butlersos_datagram_port_up") == 2 })
            else { throw NotReady(what: "butler-sos", log: process.text) }
            let socket = try DatagramSender()
            for port in [user, log] { try socket.send("", to: port) }
            try socket.send(
                "/qseow-engine/;1;20260310T101500.123+0100;2026-03-10 10:15:00,123;WARN;SENSE1;System.Engine;ACME\\svc;"
                    + "Slow answer;;ACME;alice;1;2026-03-10 10:15:00,123;id;app;name", to: log)
            // Series that come into being with what they count.
            for metric in [
                "events_total", "datagrams_dropped_total", "poll_errors_total", "user_session_total",
                "destination_errors_total",
            ] {
                guard try await poll({ try await simulation.metric("butlersos_" + metric) > 0 }) else {
                    throw NotReady(what: metric, log: process.text)
                }
            }
            let url = simulation.metricsURL
            guard
                try await poll({ try await Web.get(url)?.text.contains("butlersos_telemetry_up 0") == true })
            else { throw NotReady(what: "telemetry that fails", log: process.text) }
        }

        var page: String { get async throws { try await Web.get(simulation.metricsURL)?.text ?? "" } }
    }

    /// What rules and their tests ask for and a page does not have.
    private func lacks(of program: String, on page: ExposedMetrics) throws -> Set<String> {
        let rules = try AlertRules(of: program)
        let recorded = Set(rules.rules.compactMap(\.record))
        let input = try RuleTestFile.tests(of: program).flatMap(\.input).map(\.series)
        let asked = (rules.rules.map(\.expr) + input).map(RuleExpression.init)
        let labels = Set(page.metrics.values.flatMap(\.keys)).union(["job", "instance"])
        return Set(
            asked.flatMap(\.selectors).filter { !recorded.contains($0.metric) && $0.labels["job"] != ["another"] }
                .compactMap(page.lack)
        ).union(asked.flatMap(\.groupingLabels).filter { !labels.contains($0) })
    }

    /// The values of a label for which some alert asks of a metric.
    private func asked(_ program: String, _ metric: String, _ label: String) throws -> Set<String> {
        Set(
            try AlertRules(of: program).rules.flatMap { RuleExpression($0.expr).selectors }
                .filter { $0.metric == metric }.flatMap { $0.labels[label] ?? [] })
    }

    @Test func `the monitor exports what its rules ask for, and a real Prometheus evaluates them`() async throws {
        let monitor = try await BusyMonitor()
        let page = ExposedMetrics(page: try await monitor.page)
        #expect(page.metrics.count > 30)
        let lacking = try lacks(of: "butler-sos", on: page)
        #expect(lacking == [])
        let queues = try #require(page.metrics["butlersos_datagram_port_up"]?["queue_type"])
        #expect(try asked("butler-sos", "butlersos_events_total", "queue_type").isSubset(of: queues))
        let kinds = try #require(page.metrics["butlersos_polls_total"]?["kind"])
        #expect(try asked("butler-sos", "butlersos_polls_total", "kind").isSubset(of: kinds))
        // Whatever is lost at a destination is told.
        let reasons = try #require(page.metrics["butlersos_destination_dropped_total"]?["reason"])
        #expect(try asked("butler-sos", "butlersos_destination_dropped_total", "reason") == reasons)

        let prometheus = try await PrometheusServer(
            scraping: "127.0.0.1:\(monitor.simulation.prometheusPort)", job: "butler-sos",
            rules: [AlertRules.file(of: "butler-sos").path])
        let isDown = "ALERTS{alertname=\"SenseServerDown\"}"
        #expect(try await poll { try await !prometheus.query(isDown).isEmpty })
        #expect(try await poll { try await !prometheus.rules().values.contains("unknown") })
        let rules = try await prometheus.rules()
        #expect(rules.count == (try AlertRules(of: "butler-sos").rules.count))
        #expect(rules.filter { $0.value != "ok" } == [:])
        let down = try await prometheus.query(isDown)
        #expect(down.map { $0.labels["server_name"] } == ["sense2"])
        let isFailing = "ALERTS{alertname=\"ButlerSOSDestinationFailing\", destination=\"influxdb\"}"
        #expect(try await poll { try await !prometheus.query(isFailing).isEmpty })
    }

    @Test func `the collector exports what its rules ask for, and a real Prometheus evaluates them`() async throws {
        let collector = try await RunningCollector()
        let page = ExposedMetrics(page: try await Web.get(collector.url + "/metrics")?.text ?? "")
        #expect(page.metrics.count > 15)
        let lacking = try lacks(of: "butler-telemetry", on: page)
        #expect(lacking == [])
        let metric = "butler_telemetry_reports_rejected_total"
        let reasons = try #require(page.metrics[metric]?["reason"])
        let asked = try asked("butler-telemetry", metric, "reason")
        #expect(asked.count > 10 && asked.subtracting(reasons) == [])

        let prometheus = try await PrometheusServer(
            scraping: "127.0.0.1:\(collector.port)", job: "butler-telemetry",
            rules: [AlertRules.file(of: "butler-telemetry").path])
        #expect(try await poll { try await prometheus.query("up").map(\.value) == [1] })
        #expect(try await poll { try await !prometheus.rules().values.contains("unknown") })
        let rules = try await prometheus.rules()
        #expect(rules.count == (try AlertRules(of: "butler-telemetry").rules.count))
        #expect(rules.filter { $0.value != "ok" } == [:])
    }

    @Test func `every reason for which a datagram becomes no event belongs to one alert, but for what is not wanted`()
        throws
    {
        let all = [DatagramDrop.source, .size, .rateLimit, .queueFull] + RejectionReason.allCases.map { .rejected($0) }
        let wanted = [RejectionReason.droppedByRule, .excludedUser, .filtered, .notMonitored]
        let labels = all.filter { !wanted.map(DatagramDrop.rejected).contains($0) }.map(\.label)
        var alerts: [String: [String]] = [:]
        for alert in try AlertRules(of: "butler-sos").alerts {
            let reasons = RuleExpression(alert.rule.expr).selectors
                .filter { $0.metric == "butlersos_datagrams_dropped_total" }.flatMap { $0.labels["reason"] ?? [] }
            for reason in Set(reasons) { alerts[reason, default: []].append(alert.name) }
        }
        #expect(Set(alerts.keys) == Set(labels))
        #expect(alerts.values.allSatisfy { $0.count == 1 }, "\(alerts)")
    }

    @Test func `a storm is of all sources that send warnings and errors`() throws {
        let sources = LogEvent.Source.allCases.filter { $0 != .performance }.map(\.countedAs.rawValue)
        #expect(try asked("butler-sos", "butlersos_events_total", "source") == Set(sources))
    }
}
