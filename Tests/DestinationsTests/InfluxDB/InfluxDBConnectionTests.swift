// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import HTTPExchange
import HTTPTypes
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

/// Servers that do not answer, or only half.
@Suite(.timeLimit(.minutes(3))) struct InfluxDBConnectionTests {
    private static let batch = [Record(Array("m v=1i 1".utf8))]

    /// The first request of a version, and the write.
    private static let routes: [(version: Int, route: FakeInfluxDB.Route)] = [
        (1, .query), (1, .write), (2, .organisations), (2, .buckets), (2, .write), (3, .newDatabase), (3, .write),
    ]

    @Test(arguments: routes)
    func `does not wait for ever`(version: Int, route: FakeInfluxDB.Route) async throws {
        var endpoint = InfluxDBConfiguration.Endpoint.test(version)
        if case .version3(var version) = endpoint {
            version.writeTimeout = .milliseconds(300)
            endpoint = .version3(version)
        }
        let never = FakeInfluxDB.Answer(status: .ok, body: "{", end: .nothing)
        try await FakeInfluxDB.run(
            endpoint, answers: [route: Array(repeating: never, count: 50)], timeout: .milliseconds(300)
        ) {
            server, destination in
            // On a busy machine the requests before this one may be late, too.
            repeat {
                let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
                #expect(failure?.kind == .temporary(retryAfter: nil))
                #expect(failure?.category == .timeout)
                #expect(failure?.message.contains("no answer in time") == true)
            } while server.requests(route).isEmpty
        }
    }

    @Test(arguments: routes)
    func `keeps points when the connection is closed in the middle of the answer`(
        version: Int, route: FakeInfluxDB.Route
    ) async throws {
        let half = FakeInfluxDB.Answer(status: .ok, body: "{\"error\":", end: .cut)
        try await FakeInfluxDB.run(.test(version), answers: [route: [half]]) { server, destination in
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(failure?.category == .connectionReset)
            try await destination.deliver(Self.batch)
            #expect(server.requests(route).count == 2)
        }
    }

    @Test(arguments: [1, 2, 3])
    func `says that the server does not speak TLS`(version: Int) async throws {
        try await FakeInfluxDB.run(.test(version), usesTLS: true) { server, destination in
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(failure?.category == .certificateError)
            #expect(failure?.message.hasSuffix("the server does not speak TLS on this port") == true)
            #expect(server.requests.isEmpty)
        }
    }

    @Test(arguments: [1, 2, 3])
    func `keeps a batch when nothing listens`(version: Int) async throws {
        let port = try RefusingPort()
        let configuration = InfluxDBConfiguration(
            host: "127.0.0.1", port: port.number, endpoint: .test(version), lists: AppListFields())
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .forExchanges())
        let destination = InfluxDBDestination(configuration, client: client, logger: .silent)
        let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
        #expect(failure?.kind == .temporary(retryAfter: nil))
        #expect(failure?.category == .connectionRefused)
        #expect(failure?.message.hasPrefix("InfluxDB at 127.0.0.1:\(configuration.port): ") == true)
        try await client.shutdown()
    }
}
