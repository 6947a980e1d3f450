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

    private func destination(_ version: Int = 1, errors: String? = nil) -> InfluxDBDestination {
        InfluxDBDestination(
            InfluxDBConfiguration(
                host: "127.0.0.1", port: 1, endpoint: .test(version), lists: AppListFields(), errorMeasurement: errors),
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
