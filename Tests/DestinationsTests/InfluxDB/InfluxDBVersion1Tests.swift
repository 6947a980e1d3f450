// SPDX-License-Identifier: MIT

import Destinations
import HTTPTypes
import Monitoring
import MonitoringPipeline
import Testing

/// How a database of InfluxDB 1 is made.
@Suite(.timeLimit(.minutes(3))) struct InfluxDBVersion1Tests {
    private static let batch = [Record(Array("m v=1i 1".utf8))]

    @Test func `leaves a database that is there as it is`() async throws {
        try await FakeInfluxDB.run(.test(1)) { server, destination in
            try await destination.deliver(Self.batch)
            #expect(server.queries == ["SHOW DATABASES"])
            #expect(server.requests.first?.line == "GET /query?q=SHOW%20DATABASES")
        }
    }

    @Test(arguments: [FakeInfluxDB.Answer.databases("_internal", "senseops"), .done, .databases()])
    func `makes a database that is missing before the first write`(answer: FakeInfluxDB.Answer) async throws {
        try await FakeInfluxDB.run(.test(1), answers: [.query: [answer, .done]]) { server, destination in
            try await destination.deliver(Self.batch)
            #expect(
                server.queries == [
                    "SHOW DATABASES", "CREATE DATABASE \"SenseOps\" WITH DURATION 10d REPLICATION 1 NAME \"10d\"",
                ])
            #expect(server.requests.dropFirst().allSatisfy { $0.line.hasPrefix("POST ") })
            #expect(server.writes.count == 1)
        }
    }

    @Test(arguments: ["<html>sign in</html>", "", "[]", "\u{0}\u{1}"])
    func `does not write after an answer to a query that is something else`(body: String) async throws {
        try await FakeInfluxDB.run(.test(1), answers: [.query: [.init(status: .ok, body: body)]]) {
            server, destination in
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(failure?.category == .badAnswer)
            #expect(server.writes.isEmpty)
            try await destination.deliver(Self.batch)
            #expect(server.writes.count == 1)
        }
    }

    @Test(arguments: [
        "{\"results\":[{\"error\":\"retention policy duration must be at least 1h0m0s\"}]}",
        "{\"error\":\"retention policy duration must be at least 1h0m0s\"}",
    ])
    func `reports an error inside a good answer`(body: String) async throws {
        try await FakeInfluxDB.run(.test(1), answers: [.query: [.done, .init(status: .ok, body: body)]]) {
            server, destination in
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(failure?.message.hasSuffix("retention policy duration must be at least 1h0m0s") == true)
            #expect(server.writes.isEmpty)
        }
    }

    @Test(arguments: [FakeInfluxDB.Answer(status: .unauthorized), .init(status: .badRequest), .init(status: .notFound)])
    func `loses no points when a query is refused`(answer: FakeInfluxDB.Answer) async throws {
        try await FakeInfluxDB.run(.test(1), answers: [.query: [answer]]) { server, destination in
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(failure?.httpStatus == answer.status.code)
            #expect(server.writes.isEmpty)
        }
    }
}
