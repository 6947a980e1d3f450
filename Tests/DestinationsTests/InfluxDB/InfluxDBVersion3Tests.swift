// SPDX-License-Identifier: MIT

import Destinations
import HTTPTypes
import MonitoringPipeline
import MonitoringTestKit
import Testing

/// How a database of InfluxDB 3 is made.
@Suite(.timeLimit(.minutes(3))) struct InfluxDBVersion3Tests {
    private static let batch = [Record(Array("m v=1i 1".utf8))]

    @Test(
        arguments: [
            (nil, "{\"db\":\"SenseOps\"}"),
            (.seconds(864_000), "{\"db\":\"SenseOps\",\"retention_period\":\"864000s\"}"),
        ] as [(Duration?, String)])
    func `makes the database with its retention before the first write`(retention: Duration?, json: String)
        async throws
    {
        try await FakeInfluxDB.run(.test(3, retention: retention)) { server, destination in
            try await destination.deliver(Self.batch)
            #expect(
                server.requests.map(\.line) == [
                    "POST /api/v3/configure/database", "POST /api/v2/write?bucket=SenseOps&precision=ns",
                ])
            let request = try #require(server.requests.first)
            #expect(request.text == json)
            #expect(request.headers[.contentType] == "application/json")
            #expect(request.headers[.authorization] == "Token geheim")
        }
    }

    /// Servers differ in whether they have this interface, and tokens in whether they may use it; the write will tell.
    @Test(arguments: [
        (HTTPResponse.Status.ok, "created database database=SenseOps"),
        (.created, "created database database=SenseOps"), (.conflict, "found database database=SenseOps"),
        (.notFound, "the server decides how the database is made database=SenseOps status=404"),
        (.methodNotAllowed, "the server decides how the database is made database=SenseOps status=405"),
        (.badRequest, "the server decides how the database is made database=SenseOps status=400"),
        (.unauthorized, "the server decides how the database is made database=SenseOps status=401"),
        (.forbidden, "the server decides how the database is made database=SenseOps status=403"),
    ])
    func `writes whether or not the database could be made`(status: HTTPResponse.Status, log text: String)
        async throws
    {
        let log = LogCapture()
        try await FakeInfluxDB.run(.test(3), answers: [.newDatabase: [.init(status: status)]], logger: log.logger) {
            server, destination in
            try await destination.deliver(Self.batch)
            try await destination.deliver(Self.batch)
            #expect(server.requests.map(\.route) == [.newDatabase, .write, .write])
        }
        #expect(log.fullTexts == ["notice: INFLUXDB3: \(text)"])
    }

    @Test(arguments: [HTTPResponse.Status.tooManyRequests, .internalServerError, .serviceUnavailable])
    func `keeps points while the server is not ready to make the database`(status: HTTPResponse.Status) async throws {
        let answer = FakeInfluxDB.Answer(status: status, body: "{\"error\":\"starting up\"}")
        try await FakeInfluxDB.run(.test(3), answers: [.newDatabase: [answer]]) { server, destination in
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(failure?.httpStatus == status.code)
            #expect(
                failure?.message.hasSuffix("create the database \"SenseOps\", HTTP status \(status.code): starting up")
                    == true)
            #expect(server.writes.isEmpty)
            try await destination.deliver(Self.batch)
            #expect(server.writes.count == 1)
        }
    }
}
