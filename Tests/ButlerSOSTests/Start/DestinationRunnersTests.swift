// SPDX-License-Identifier: MIT

import MonitoringPipeline
import Testing

@testable import ButlerSOS

@Suite struct DestinationRunnersTests {
    @Test func `each destination that is switched on has a runner, and a folder of its own`() async throws {
        let root = """
            mqttConfig: {enable: true, brokerHost: mqtt.example}
            thirdPartyToolsCredentials: {newRelic: [{accountName: a b, accountId: 1, insertApiKey: x}]}
            newRelic: {enable: true, metric: {destinationAccount: [a b]}}
            userEvents:
              enable: true
              udpServerConfig: {serverHost: localhost}
              sendToNewRelic: {enable: true, destinationAccount: [a b]}
            """
        try await EventPortsSite.with(root, influxDB: EventPortsSite.influxDB) { _, parts in
            #expect(
                Monitor.runners(parts).map(\.spoolName) == [
                    "influxdb-v1", "mqtt", "newrelic-metrics-a%20b", "newrelic-events-a%20b",
                ])
        }
        try await EventPortsSite.with(root.replacing("enable: true", with: "enable: false")) { _, parts in
            #expect(Monitor.runners(parts).isEmpty)
        }
    }
}
