// SPDX-License-Identifier: MIT

import Destinations
import Monitoring
import MonitoringPipeline
import Testing

@Suite struct LogRowCountsTests {
    private let name = "butlersos_log_database_rows_total"

    private func entry(_ level: LogDatabaseEntry.Level, host: String = "QS-1") -> Observation {
        .logDatabaseEntry(
            LogDatabaseEntry(
                id: 1, time: Timestamp(nanoseconds: 0), level: level, processHost: host, processName: "p", message: "m",
                server: nil))
    }

    @Test func `counts rows by level and host`() {
        let destination = PrometheusDestination(servers: [])
        destination.receive([entry(.error), entry(.error), entry(.warning), entry(.error, host: "QS-2")])
        #expect(
            MetricsPage(destination.families())[name] == [
                #"{level="ERROR",host="QS-1"}"#: 2, #"{level="WARN",host="QS-1"}"#: 1,
                #"{level="ERROR",host="QS-2"}"#: 1,
            ])
        #expect(destination.counters.current.written == 4)
    }

    @Test func `known hosts begin with zero`() {
        let destination = PrometheusDestination(servers: [], logHosts: ["QS-1"], logLevels: [.error, .information])
        destination.receive(entry(.information))
        #expect(
            MetricsPage(destination.families())[name] == [
                #"{level="ERROR",host="QS-1"}"#: 0, #"{level="INFO",host="QS-1"}"#: 1,
            ])
    }

    @Test func `a host is never longer than a name can be`() {
        let destination = PrometheusDestination(servers: [])
        destination.receive(entry(.error, host: String(repeating: "h", count: 70_000)))
        #expect(MetricsPage(destination.families())[name].keys.first?.count ?? 0 < 300)
    }

    @Test func `rows that name ever new hosts do not fill the memory`() {
        let destination = PrometheusDestination(servers: [], logHosts: ["QS-1"], logLevels: [.error])
        for number in 1...1000 { destination.receive(entry(.error, host: "h\(number)")) }
        destination.receive(entry(.error))
        let samples = MetricsPage(destination.families())[name]
        #expect(samples.count == 201)
        #expect(samples[#"{level="ERROR",host="other"}"#] == 801)
        #expect(samples[#"{level="ERROR",host="QS-1"}"#] == 1)
    }
}
