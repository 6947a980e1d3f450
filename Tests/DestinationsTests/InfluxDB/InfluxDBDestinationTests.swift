// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import HTTPTypes
import Logging
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct InfluxDBDestinationTests {
    private static let batch = ["m v=1i 1", "m v=2i 2", "m v=3i 3"].map { Record(Array($0.utf8)) }

    /// The failure of one delivery to a server that has the database and gives one answer.
    private func failure(_ answer: FakeInfluxDB.Answer) async throws -> DeliveryFailure? {
        var failure: DeliveryFailure?
        try await FakeInfluxDB.run(writes: [answer]) { _, destination in
            failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
        }
        return failure
    }

    @Test func `writes one line per record`() async throws {
        try await FakeInfluxDB.run { server, destination in
            try await destination.deliver(Self.batch)
            #expect(server.bodies == ["m v=1i 1\nm v=2i 2\nm v=3i 3\n"])
            #expect(server.questions == ["SHOW DATABASES"])
            #expect(server.authorizations == [nil, nil])
        }
    }

    @Test func `looks for the database once`() async throws {
        try await FakeInfluxDB.run { server, destination in
            for _ in 1...3 { try await destination.deliver(Self.batch) }
            #expect(server.bodies.count == 3)
            #expect(server.questions.count == 1)
        }
    }

    @Test func `makes the database before the first write`() async throws {
        try await FakeInfluxDB.run(queries: [.databases("_internal", "senseops"), .done, .done]) {
            server, destination in
            try await destination.deliver(Self.batch)
            #expect(
                server.questions == [
                    "SHOW DATABASES", "CREATE DATABASE \"SenseOps\"",
                    "CREATE RETENTION POLICY \"10d\" ON \"SenseOps\" DURATION 10d REPLICATION 1 DEFAULT",
                ])
            #expect(server.bodies.count == 1)
        }
    }

    @Test func `makes a database where there is none at all`() async throws {
        try await FakeInfluxDB.run(queries: [.done, .done, .done]) { server, destination in
            try await destination.deliver(Self.batch)
            #expect(server.questions.count == 3)
        }
    }

    @Test func `says who it is with every request`() async throws {
        let credentials = InfluxDBConfiguration.Credentials(username: "me", password: "geheim")
        try await FakeInfluxDB.run(credentials: credentials) { server, destination in
            try await destination.deliver(Self.batch)
            #expect(server.authorizations == ["Basic bWU6Z2VoZWlt", "Basic bWU6Z2VoZWlt"])
        }
    }

    @Test func `knows how many points were refused`() async throws {
        let body =
            "{\"error\":\"partial write: field type conflict: input field \\\"v\\\" on measurement \\\"m\\\" "
            + "is type string, already exists as type integer dropped=2\"}"
        let failure = try await failure(.init(status: .badRequest, body: body))
        #expect(failure?.kind == .partial(rejected: 2))
        #expect(failure?.message.contains("field type conflict") == true)
    }

    @Test(arguments: [("dropped=0", 1), ("dropped=99", 3), ("dropped=1 of dropped=2", 2), ("dropped=", 1)])
    func `counts at least one refused point and no more than were sent`(text: String, rejected: Int) async throws {
        let failure = try await failure(.init(status: .badRequest, body: "{\"error\":\"partial write: x \(text)\"}"))
        #expect(failure?.kind == .partial(rejected: rejected))
    }

    @Test(arguments: [HTTPResponse.Status.badRequest, .contentTooLarge, .unprocessableContent])
    func `gives a batch up that is refused`(status: HTTPResponse.Status) async throws {
        let failure = try await failure(.init(status: status, body: "{\"error\":\"unable to parse\"}"))
        #expect(failure?.kind == .permanent)
        #expect(failure?.message.hasSuffix("HTTP status \(status.code): unable to parse") == true)
    }

    @Test(arguments: [
        HTTPResponse.Status.unauthorized, .forbidden, .notFound, .requestTimeout, .tooManyRequests,
        .internalServerError,
        .badGateway, .serviceUnavailable, .found,
    ])
    func `keeps a batch that may be accepted later`(status: HTTPResponse.Status) async throws {
        let failure = try await failure(.init(status: status))
        #expect(failure?.kind == .temporary(retryAfter: nil))
    }

    @Test func `comes back when the server says`() async throws {
        let failure = try await failure(.init(status: .tooManyRequests, retryAfter: "17"))
        #expect(failure?.kind == .temporary(retryAfter: .seconds(17)))
    }

    @Test(arguments: ["soon", "", "-5", "0", "Wed, 21 Oct 2015 07:28:00 GMT"])
    func `backs off as usual when the server names no time to come`(text: String) async throws {
        let failure = try await failure(.init(status: .serviceUnavailable, retryAfter: text))
        #expect(failure?.kind == .temporary(retryAfter: nil))
    }

    @Test func `makes a database again that was dropped`() async throws {
        let gone = FakeInfluxDB.Answer(status: .notFound, body: "{\"error\":\"database not found: \\\"SenseOps\\\"\"}")
        try await FakeInfluxDB.run(
            writes: [.accepted, gone], queries: [.databases("SenseOps"), .databases("_internal"), .done, .done]
        ) { server, destination in
            try await destination.deliver(Self.batch)
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            try await destination.deliver(Self.batch)
            #expect(server.questions.count == 4)
            #expect(server.questions[2] == "CREATE DATABASE \"SenseOps\"")
            #expect(server.bodies.count == 3)
        }
    }

    @Test(arguments: ["<html>sign in</html>", "", "[]", "\u{0}\u{1}"])
    func `does not write after an answer to a query that is something else`(body: String) async throws {
        try await FakeInfluxDB.run(queries: [.init(status: .ok, body: body)]) { server, destination in
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(server.bodies.isEmpty)
            try await destination.deliver(Self.batch)
            #expect(server.bodies.count == 1)
        }
    }

    @Test(arguments: [
        "{\"results\":[{\"error\":\"retention policy duration must be at least 1h0m0s\"}]}",
        "{\"error\":\"retention policy duration must be at least 1h0m0s\"}",
    ])
    func `reports an error inside a good answer`(body: String) async throws {
        try await FakeInfluxDB.run(queries: [.done, .done, .init(status: .ok, body: body)]) { server, destination in
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(failure?.message.hasSuffix("retention policy duration must be at least 1h0m0s") == true)
            #expect(server.bodies.isEmpty)
        }
    }

    @Test(arguments: [FakeInfluxDB.Answer(status: .unauthorized), .init(status: .badRequest), .init(status: .notFound)])
    func `loses no points when a query is refused`(answer: FakeInfluxDB.Answer) async throws {
        try await FakeInfluxDB.run(queries: [answer]) { server, destination in
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(server.bodies.isEmpty)
        }
    }

    @Test func `shortens what the server says and never shows the password`() async throws {
        let long = String(repeating: "x", count: 10_000)
        let credentials = InfluxDBConfiguration.Credentials(username: "me", password: "geheim")
        let answer = FakeInfluxDB.Answer(status: .badRequest, body: "{\"error\":\"\(long)\"}")
        try await FakeInfluxDB.run(writes: [answer], credentials: credentials) { _, destination in
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect((failure?.message.utf8.count ?? 0) < 700)
            #expect(failure?.description.contains("geheim") == false)
        }
    }

    @Test func `keeps a batch when nothing listens`() async throws {
        let configuration = InfluxDBConfiguration(
            host: "127.0.0.1", port: try FreePort.find(),
            endpoint: .version1(
                .init(database: "x", credentials: nil, retentionPolicy: .init(name: "10d", duration: "10d"))),
            lists: AppListFields())
        let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var settings = HTTPClient.Configuration()
        settings.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        let destination = InfluxDBDestination(configuration, client: client, logger: silent)
        let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
        #expect(failure?.kind == .temporary(retryAfter: nil))
        #expect(failure?.message.contains("127.0.0.1:\(configuration.port)") == true)
        #expect(failure?.message.contains("refused") == true)
        try await client.shutdown()
    }

    @Test func `stores nothing of a failed poll`() async throws {
        try await FakeInfluxDB.run { _, destination in
            let server = MonitoredServer(name: "a", host: "a", description: "")
            let time = Timestamp(secondsSinceEpoch: 1)
            #expect(destination.records(of: .pollFailed(.init(.timeout, "late"), server: server, at: time)).isEmpty)
            #expect(destination.records(of: .engineHealth(EngineHealth(), server: server, at: time)).isEmpty)
        }
    }
}
