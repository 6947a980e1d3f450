// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import Logging
import Monitoring
import MonitoringPipeline
import Testing

@Suite struct InfluxDBRecordsTests {
    private static let time = Timestamp(secondsSinceEpoch: 1)
    private static let server = MonitoredServer(name: "a", host: "a", description: "")

    private func destination(
        _ version: Int = 1, errors: String? = nil, userEvents: [Monitoring.Tag]? = nil
    ) -> InfluxDBDestination {
        InfluxDBDestination(
            InfluxDBConfiguration(
                host: "127.0.0.1", port: 1, endpoint: .test(version), lists: AppListFields(), errorMeasurement: errors,
                userEventTags: userEvents),
            client: .shared, logger: .silent)
    }

    private static func polled(_ failure: PollFailure?) -> Observation {
        .polled(
            PollOutcome(
                PollTarget(.health, serverName: "a", host: "a:4747"), failure: failure, duration: .seconds(1), at: time)
        )
    }

    private static let failedDelivery = Observation.deliveryFailed(
        FailedDelivery(destination: "mqtt", errorType: "MQTT_PUBLISH", category: .timeout, at: time))

    @Test func `stores failures only if it is told where`() {
        for observation in [Self.polled(PollFailure(.timeout, "late")), Self.failedDelivery] {
            #expect(destination().records(of: observation).isEmpty)
            #expect(destination(errors: "errors").records(of: observation).count == 1)
        }
    }

    @Test func `a user event without a user is incomplete where user events are stored`() {
        func event(user: String) -> Observation {
            let fields = UserEvent.Field.allCases.map { $0 == .userID ? user : "\($0)" }
            return .userEvent(UserEvent(.session, fields: EventFields(fields), at: Self.time))
        }
        let destination = destination(userEvents: [])
        #expect(destination.records(of: event(user: "")).isEmpty)
        #expect(destination.isIncomplete(event(user: "")))
        #expect(destination.records(of: event(user: "me")).count == 1)
        #expect(!destination.isIncomplete(Self.polled(nil)))
        #expect(!self.destination().isIncomplete(event(user: "")))
    }

    @Test func `stores nothing of a poll that went well, or of an engine that says nothing`() {
        let destination = destination(errors: "errors")
        #expect(destination.records(of: Self.polled(nil)).isEmpty)
        #expect(
            destination.records(of: .engineHealth(EngineHealth(), server: Self.server, apps: nil, at: Self.time))
                .isEmpty)
    }

    @Test func `spells a failed delivery`() {
        #expect(
            destination(2, errors: "errors").records(of: Self.failedDelivery).map {
                String(decoding: $0.bytes, as: UTF8.self)
            }
                == [
                    "errors,error_type=MQTT_PUBLISH,module=mqtt error_category=\"timeout\",error_count=1i 1000000000"
                ])
    }

    @Test(arguments: [
        (1, false, ",version=15.0.1 external=0,heap_total=64,heap_used=48.25,process_memory=131.75"),
        (1, true, " heap_total=64,heap_used=48.25,process_memory=131.75"),
        (2, false, ",version=15.0.1 external=0,heap_total=64,heap_used=48.25,process_memory=131.75"),
        (3, false, ",version=15.0.1 external=0,heap_total=64,heap_used=48.25,process_memory=131.75"),
    ])
    func `spells the program's own memory as each generation does`(version: Int, isOld: Bool, rest: String) {
        let usage = Observation.programUsage(
            ProgramUsage(
                version: "15.0.1", uptime: .seconds(5), interval: nil,
                memory: .init(heapUsed: 50_593_792, heapTotal: 67_108_864, resident: 138_149_888), at: Self.time))
        let endpoint: InfluxDBConfiguration.Endpoint =
            isOld
            ? .version1(
                .init(
                    database: "d", credentials: nil, retentionPolicy: .init(name: "r", duration: "1d"),
                    isFilledByVersion5: true)) : .test(version)
        func records(_ instance: String?) -> [String] {
            InfluxDBDestination(
                InfluxDBConfiguration(
                    host: "127.0.0.1", port: 1, endpoint: endpoint, lists: AppListFields(), usageInstance: instance),
                client: .shared, logger: .silent
            ).records(of: usage).map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        #expect(records("PROD") == ["butlersos_memory_usage,butler_sos_instance=PROD\(rest) 1000000000"])
        #expect(records(nil).isEmpty)
    }

    @Test func `stores rows of the log database for the servers that have them, each its own point`() {
        func entry(_ id: Int64, _ server: MonitoredServer?) -> Observation {
            .logDatabaseEntry(
                LogDatabaseEntry(
                    id: id, time: Self.time, level: .warning, processHost: "QS", processName: "p", message: "m",
                    server: server))
        }
        #expect(destination().records(of: entry(1, nil)).isEmpty)
        #expect(!destination().isIncomplete(entry(1, nil)))
        for version in 1...3 {
            let destination = destination(version)
            let records = (1...1000).flatMap { destination.records(of: entry($0, Self.server)) }
            #expect(Set(records.map(\.bytes)).count == 1000)
            #expect(records.prefix(1) == destination.records(of: entry(1, Self.server))[...])
            #expect(records.first.map(destination.label) == "log_event")
        }
    }

    @Test func `labels a record with its measurement and nothing of its values`() {
        let destination = destination()
        let health = EngineHealth(version: "secret", cpuTotal: 1)
        let records = destination.records(of: .engineHealth(health, server: Self.server, apps: nil, at: Self.time))
        #expect(records.map(destination.label) == ["sense_server", "cpu"])
        #expect(destination.label(of: Record(Array("m v=1i 1".utf8))) == "m")
        #expect(destination.label(of: Record([])) == "")
    }

    @Test(arguments: [
        (1, "INFLUXDB_V1_WRITE", "influxdb-v1"), (2, "INFLUXDB_V2_WRITE", "influxdb-v2"),
        (3, "INFLUXDB_V3_WRITE", "influxdb-v3"),
    ])
    func `has a name for its errors and its spool`(version: Int, errorType: String, spoolName: String) {
        let destination = destination(version)
        #expect(destination.name == "influxdb")
        #expect(destination.errorType == errorType)
        #expect(destination.spoolName == spoolName)
    }
}
