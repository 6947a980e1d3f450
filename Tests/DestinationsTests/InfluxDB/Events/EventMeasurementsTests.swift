// SPDX-License-Identifier: MIT

import Monitoring
import SenseSources
import Testing

@testable import Destinations

/// What counters and queues become in a database.
@Suite struct EventMeasurementsTests {
    private typealias Tag = Monitoring.Tag

    private let time = Timestamp(nanoseconds: 42)
    private let tags = [Tag("qs_env", "prod")]

    private func lines(_ measurements: [Measurement], _ dialect: InfluxDBDialect) -> [String] {
        measurements.compactMap { LineProtocolEncoder(dialect: dialect).encode($0) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private func counts(_ events: (CountedAs.Source, host: String, subsystem: String, count: Int)...) -> EventCounts {
        var counts = EventCounts()
        for event in events {
            let counted = CountedAs(event.0, names: EventFields([event.host, event.subsystem]), host: 0, subsystem: 1)
            for _ in 0..<event.count { counts.add(counted) }
        }
        return counts
    }

    @Test func `counts log events by source, host and subsystem`() {
        let counts = counts((.engine, "sense-a", "System.Engine.Engine", 6), (.unknown, "", "", 1))
        let measurements = counts.measurements(named: "event_count", of: .log, tags: tags, at: time)
        #expect(
            lines(measurements, .version1) == [
                "event_count,event_type=log,source=qseow-engine,host=sense-a,subsystem=System.Engine.Engine,qs_env=prod counter=6 42",
                "event_count,event_type=log,source=Unknown,host=Unknown,subsystem=Unknown,qs_env=prod counter=1 42",
            ])
        for dialect in [InfluxDBDialect.version2, .version3] {
            #expect(
                lines(measurements, dialect).first
                    == "event_count,event_type=log,host=sense-a,qs_env=prod,source=qseow-engine,subsystem=System.Engine.Engine counter=6i 42"
            )
        }
    }

    @Test func `counts user events by source, host and origin`() {
        let measurements = counts((.connection, "sense-a", "AppAccess", 3))
            .measurements(named: "event_count", of: .user, tags: tags, at: time)
        #expect(
            lines(measurements, .version1) == [
                "event_count,event_type=user,source=qseow-proxy-connection,host=sense-a,subsystem=AppAccess,qs_env=prod counter=3 42"
            ])
    }

    @Test func `has nothing to tell without events`() {
        #expect(EventCounts().measurements(named: "e", of: .log, tags: tags, at: time) == [])
        #expect(RejectedEventCounts().measurements(named: "e", tags: tags, at: time) == [])
    }

    @Test func `counts rejected events with the time that they took`() {
        var counts = RejectedEventCounts()
        let app = "6f3c1a52-9d1e-4b0a-8a55-0c1d2e3f4a5b"
        let key = RejectedEventKey(EventFields([app, "Finance 2026", "Doc::GetAppLayout", "AppPropsList"]))
        for _ in 0..<7 { counts.add(key, processTime: 3) }
        counts.add(key, processTime: 0.5)
        counts.add(RejectedEventKey(EventFields(["", "", "Global::X", "<Unknown>"])), processTime: nil)
        let measurements = counts.measurements(named: "rejected_event_count", tags: tags, at: time)
        #expect(
            lines(measurements, .version1) == [
                "rejected_event_count,source=qseow-qix-perf,app_id=\(app),method=Doc::GetAppLayout,object_type=AppPropsList,app_name=Finance\\ 2026,app_name_set=true,qs_env=prod counter=8,process_time=21.5 42",
                "rejected_event_count,source=qseow-qix-perf,method=Global::X,object_type=<Unknown>,app_name_set=false,qs_env=prod counter=1,process_time=0 42",
            ])
        for dialect in [InfluxDBDialect.version2, .version3] {
            #expect(
                lines(measurements, dialect) == [
                    "rejected_event_count,app_id=\(app),app_name=Finance\\ 2026,app_name_set=true,method=Doc::GetAppLayout,object_type=AppPropsList,qs_env=prod,source=qseow-qix-perf counter=8i,process_time=21.5 42",
                    "rejected_event_count,app_name_set=false,method=Global::X,object_type=<Unknown>,qs_env=prod,source=qseow-qix-perf counter=1i,process_time=0 42",
                ])
        }
    }

    @Test func `tells how a queue does`() {
        var figures = QueueMetrics()
        figures.size = 2
        figures.maximumSize = 200
        figures.utilization = 1
        figures.running = 10
        figures.received = 340
        figures.queued = 338
        figures.processed = 330
        figures.failed = 1
        figures.droppedForFullQueue = 2
        figures.processingAverage = 3.25
        figures.processingPercentile95 = 9
        figures.processingMaximum = 41
        let measurement = figures.measurement(
            named: "log_events_queue", queue: "log_events", host: "butler", tags: tags, at: time)
        #expect(
            lines([measurement], .version1) == [
                "log_events_queue,queue_type=log_events,host=butler,qs_env=prod backpressure_active=0,messages_dropped_queue_full=2,messages_dropped_rate_limit=0,messages_dropped_size=0,messages_dropped_total=2,messages_failed=1,messages_processed=330,messages_queued=338,messages_received=340,processing_time_avg_ms=3.25,processing_time_max_ms=41,processing_time_p95_ms=9,queue_max_size=200,queue_running=10,queue_size=2,queue_utilization_pct=1,rate_limit_current=0 42"
            ])
        for dialect in [InfluxDBDialect.version2, .version3] {
            #expect(
                lines([measurement], dialect) == [
                    "log_events_queue,host=butler,qs_env=prod,queue_type=log_events backpressure_active=0i,messages_dropped_queue_full=2i,messages_dropped_rate_limit=0i,messages_dropped_size=0i,messages_dropped_total=2i,messages_failed=1i,messages_processed=330i,messages_queued=338i,messages_received=340i,processing_time_avg_ms=3.25,processing_time_max_ms=41,processing_time_p95_ms=9,queue_max_size=200i,queue_running=10i,queue_size=2i,queue_utilization_pct=1,rate_limit_current=0i 42"
                ])
        }
    }

    /// The configuration may call a measurement what another is called already.
    @Test(arguments: ["event_count", "mem", "cpu", "users", "session", "cache", "apps", "user_session_summary"])
    func `types numbers the same whatever the measurement is called`(name: String) {
        let counted = counts((.engine, "h", "s", 2)).measurements(named: name, of: .log, tags: [], at: time)
        #expect(lines(counted, .version1).first?.hasSuffix(" counter=2 42") == true)
        #expect(lines(counted, .version2).first?.hasSuffix(" counter=2i 42") == true)
        #expect(lines(counted, .version3).first?.hasSuffix(" counter=2i 42") == true)
        var figures = QueueMetrics()
        figures.utilization = 1.0 / 3 * 100
        let queue = [figures.measurement(named: name, queue: "user_events", host: "h", tags: [], at: time)]
        #expect(lines(queue, .version2).first?.contains("queue_utilization_pct=33.33333333333333,") == true)
        #expect(lines(queue, .version3).first?.contains("processing_time_avg_ms=0,") == true)
    }
}
