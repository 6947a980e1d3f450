// SPDX-License-Identifier: MIT

import Destinations
import Foundation
import HTTPTypes
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

/// How a bucket of InfluxDB 2 is made.
@Suite(.timeLimit(.minutes(3))) struct InfluxDBVersion2Tests {
    private static let batch = [Record(Array("m v=1i 1".utf8))]
    private static let none = FakeInfluxDB.Answer(status: .ok, body: "{\"links\":{},\"buckets\":[]}")
    private static let missing = FakeInfluxDB.Answer(
        status: .notFound, body: "{\"code\":\"not found\",\"message\":\"bucket \\\"SenseOps\\\" not found\"}")

    private struct Bucket: Decodable, Equatable {
        var orgID, name, description: String
        var retentionRules: [Rule]

        struct Rule: Decodable, Equatable {
            var type: String
            var everySeconds: Int
        }
    }

    /// The failure of a delivery that gets these answers.
    private func failure(_ answers: [FakeInfluxDB.Route: [FakeInfluxDB.Answer]]) async throws -> DeliveryFailure? {
        var failure: DeliveryFailure?
        try await FakeInfluxDB.run(.test(2), answers: answers) { server, destination in
            failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(server.writes.isEmpty)
            #expect(failure?.kind == .temporary(retryAfter: nil))
            // The points are still wanted: the next try starts over.
            try await destination.deliver(Self.batch)
            #expect(server.writes.count == 1)
        }
        return failure
    }

    @Test func `looks for the organisation and its bucket, and leaves them as they are`() async throws {
        let log = LogCapture()
        try await FakeInfluxDB.run(.test(2, retention: .seconds(3600)), logger: log.logger) { server, destination in
            try await destination.deliver(Self.batch)
            #expect(
                server.requests.map(\.line) == [
                    "GET /api/v2/orgs?org=Ops%20%26%20Co", "GET /api/v2/buckets?orgID=0a1b&name=SenseOps",
                    "POST /api/v2/write?org=Ops%20%26%20Co&bucket=SenseOps&precision=ns",
                ])
        }
        #expect(log.fullTexts == ["notice: INFLUXDB2: found bucket bucket=SenseOps"])
    }

    @Test(arguments: [none, missing])
    func `makes a bucket that is missing, with its retention`(answer: FakeInfluxDB.Answer) async throws {
        let log = LogCapture()
        try await FakeInfluxDB.run(
            .test(2, retention: .seconds(864_000)), answers: [.buckets: [answer]], logger: log.logger
        ) { server, destination in
            try await destination.deliver(Self.batch)
            let request = try #require(server.requests(.newBucket).first)
            #expect(request.headers[.contentType] == "application/json")
            #expect(request.headers[.authorization] == "Token geheim")
            let bucket = try JSONDecoder().decode(Bucket.self, from: Data(request.body))
            #expect(
                bucket
                    == Bucket(
                        orgID: "0a1b", name: "SenseOps", description: "made by a \"test\"",
                        retentionRules: [.init(type: "expire", everySeconds: 864_000)]))
            #expect(server.writes.count == 1)
        }
        #expect(log.fullTexts == ["notice: INFLUXDB2: created bucket bucket=SenseOps"])
    }

    @Test func `makes a bucket that keeps points for ever`() async throws {
        try await FakeInfluxDB.run(.test(2, retention: nil), answers: [.buckets: [Self.none]]) { server, destination in
            try await destination.deliver(Self.batch)
            let bucket = try JSONDecoder().decode(
                Bucket.self, from: Data(server.requests(.newBucket).first?.body ?? []))
            #expect(bucket.retentionRules.isEmpty)
        }
    }

    @Test(arguments: [HTTPResponse.Status.internalServerError, .serviceUnavailable, .tooManyRequests])
    func `keeps points while the organisation cannot be asked for`(status: HTTPResponse.Status) async throws {
        let answer = FakeInfluxDB.Answer(
            status: status, body: "{\"code\":\"internal error\",\"message\":\"not now\"}")
        let failure = try await failure([.organisations: [answer]])
        #expect(failure?.httpStatus == status.code)
        #expect(
            failure?.message.hasSuffix("find the organisation \"Ops & Co\", HTTP status \(status.code): not now")
                == true)
    }

    /// A token for writing may be good for nothing else.
    @Test(arguments: [HTTPResponse.Status.unauthorized, .forbidden, .notFound, .badRequest])
    func `writes although the organisation is not shown`(status: HTTPResponse.Status) async throws {
        let log = LogCapture()
        try await FakeInfluxDB.run(.test(2), answers: [.organisations: [.init(status: status)]], logger: log.logger) {
            server, destination in
            try await destination.deliver(Self.batch)
            #expect(server.requests.map(\.route) == [.organisations, .write])
        }
        #expect(
            log.fullTexts == [
                "notice: INFLUXDB2: could not find the organisation \"Ops & Co\"; trying to write "
                    + "status=\(status.code)"
            ])
    }

    @Test(arguments: ["", "[]", "{}", "<html>sign in</html>", "{\"orgs\":[{}]}"])
    func `keeps points when something else answers for the organisation`(body: String) async throws {
        _ = try await failure([.organisations: [.init(status: .ok, body: body)]])
    }

    @Test(arguments: [
        FakeInfluxDB.Answer(status: .tooManyRequests), .init(status: .internalServerError),
        .init(status: .ok, body: "<html>"),
        .init(status: .ok, body: "{}"),
    ])
    func `keeps points while the bucket cannot be looked for`(answer: FakeInfluxDB.Answer) async throws {
        let failure = try await failure([.buckets: [answer]])
        #expect(failure?.message.contains("look for the bucket \"SenseOps\"") == true)
    }

    @Test(arguments: [HTTPResponse.Status.tooManyRequests, .internalServerError])
    func `keeps points while the bucket cannot be made`(status: HTTPResponse.Status) async throws {
        let failure = try await failure([.buckets: [Self.none], .newBucket: [.init(status: status)]])
        #expect(failure?.message.contains("create the bucket \"SenseOps\"") == true)
        #expect(failure?.httpStatus == status.code)
    }

    /// A token for one bucket sees no organisation: the answer is an empty list, and writes succeed.
    @Test func `writes with a token that sees no organisation`() async throws {
        let log = LogCapture()
        try await FakeInfluxDB.run(
            .test(2), answers: [.organisations: [.init(status: .ok, body: "{\"links\":{},\"orgs\":[]}")]],
            logger: log.logger
        ) { server, destination in
            try await destination.deliver(Self.batch)
            #expect(server.requests.map(\.route) == [.organisations, .write])
        }
        #expect(
            log.fullTexts == [
                "notice: INFLUXDB2: the token shows no organisation, so the bucket must be there bucket=SenseOps"
            ])
    }

    /// A token that may only write sees no bucket either, and may make none.
    @Test(arguments: [HTTPResponse.Status.unauthorized, .forbidden, .unprocessableContent])
    func `writes with a token that may neither see nor make the bucket`(status: HTTPResponse.Status) async throws {
        let log = LogCapture()
        try await FakeInfluxDB.run(
            .test(2), answers: [.buckets: [Self.none], .newBucket: [.init(status: status)]], logger: log.logger
        ) { server, destination in
            try await destination.deliver(Self.batch)
            #expect(server.requests.map(\.route) == [.organisations, .buckets, .newBucket, .write])
        }
        #expect(
            log.fullTexts == [
                "notice: INFLUXDB2: could not create the bucket \"SenseOps\"; trying to write status=\(status.code)"
            ])
    }
}
