// SPDX-License-Identifier: MIT

import Destinations
import HTTPTypes
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

/// What is the same for every version.
@Suite(.timeLimit(.minutes(3))) struct InfluxDBDestinationTests {
    private static let batch = ["m v=1i 1", "m v=2i 2", "m v=3i 3"].map { Record(Array($0.utf8)) }

    /// The failure of one delivery to a server that has the database and gives one answer.
    private func failure(_ version: Int, _ answer: FakeInfluxDB.Answer) async throws -> DeliveryFailure? {
        var failure: DeliveryFailure?
        try await FakeInfluxDB.run(.test(version), answers: [.write: [answer]]) { server, destination in
            failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(server.writes.count == 1)
        }
        return failure
    }

    @Test(arguments: [
        (1, "POST /write?db=SenseOps&precision=n", "Basic bWU6Z2VoZWlt"),
        (2, "POST /api/v2/write?org=Ops%20%26%20Co&bucket=SenseOps&precision=ns", "Token geheim"),
        (3, "POST /api/v2/write?bucket=SenseOps&precision=ns", "Token geheim"),
    ])
    func `writes one line per record and says who it is`(version: Int, line: String, identity: String) async throws {
        try await FakeInfluxDB.run(.test(version)) { server, destination in
            try await destination.deliver(Self.batch)
            #expect(server.writes == ["m v=1i 1\nm v=2i 2\nm v=3i 3\n"])
            let write = try #require(server.requests(.write).first)
            #expect(write.line == line)
            #expect(write.headers[.contentType] == "text/plain; charset=utf-8")
            #expect(write.headers[.contentEncoding] == nil)
            #expect(server.requests.allSatisfy { $0.headers[.authorization] == identity })
        }
    }

    @Test(arguments: [(1, false), (2, true), (3, true)])
    func `sends large batches compressed, where the server takes that`(version: Int, isCompressed: Bool) async throws {
        let records = (1...5000).map { Record(Array("cpu,server_name=Prod\\ A total=\($0)i \($0)".utf8)) }
        try await FakeInfluxDB.run(.test(version)) { server, destination in
            try await destination.deliver(records)
            let write = try #require(server.requests(.write).first)
            #expect(write.headers[.contentEncoding] == (isCompressed ? "gzip" : nil))
            #expect(write.text == records.map { String(decoding: $0.bytes, as: UTF8.self) + "\n" }.joined())
            #expect((write.body.count < write.text.utf8.count / 2) == isCompressed)
        }
    }

    @Test(arguments: [1, 2, 3])
    func `prepares the database once`(version: Int) async throws {
        try await FakeInfluxDB.run(.test(version)) { server, destination in
            for _ in 1...3 { try await destination.deliver(Self.batch) }
            #expect(server.writes.count == 3)
            #expect(server.requests.count == 3 + [1, 2, 1][version - 1])
        }
    }

    @Test(arguments: [1, 2, 3])
    func `prepares a database again that was dropped`(version: Int) async throws {
        let gone = FakeInfluxDB.Answer(status: .notFound, body: "{\"error\":\"database not found\"}")
        try await FakeInfluxDB.run(.test(version), answers: [.write: [.accepted, gone]]) { server, destination in
            try await destination.deliver(Self.batch)
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(failure?.category == .notFound)
            try await destination.deliver(Self.batch)
            #expect(server.writes.count == 3)
            #expect(server.requests.count == 3 + 2 * [1, 2, 1][version - 1])
        }
    }

    @Test(arguments: [
        (
            1,
            "{\"error\":\"partial write: field type conflict: input field \\\"v\\\" on measurement \\\"m\\\" is type"
                + " string, already exists as type integer dropped=2\"}"
        ),
        (
            2,
            "{\"code\":\"unprocessable entity\",\"message\":\"failure writing points to database: partial write: field"
                + " type conflict: input field \\\"v\\\" on measurement \\\"m\\\" is type string dropped=2\"}"
        ),
        (
            3,
            "{\"error\":\"partial write of line protocol occurred\",\"data\":["
                + "{\"error_message\":\"field type conflict on measurement \\\"m\\\"\",\"line_number\":1},"
                + "{\"error_message\":\"x\"}]}"
        ),
    ])
    func `knows how many points were refused`(version: Int, body: String) async throws {
        for status in [HTTPResponse.Status.badRequest, .unprocessableContent] {
            let failure = try await failure(version, .init(status: status, body: body))
            #expect(failure?.kind == .partial(rejected: 2))
            #expect(failure?.message.contains("field type conflict") == true)
            #expect(failure?.message.contains("\"m\"") == true)
            #expect(failure?.httpStatus == status.code)
        }
    }

    @Test(arguments: [("dropped=0", 1), ("dropped=99", 3), ("dropped=1 of dropped=2", 2), ("dropped=", 1)])
    func `counts at least one refused point and no more than were sent`(text: String, rejected: Int) async throws {
        let failure = try await failure(1, .init(status: .badRequest, body: "{\"error\":\"partial write: x \(text)\"}"))
        #expect(failure?.kind == .partial(rejected: rejected))
    }

    /// Nothing was stored then: the good points of the batch have to be sent again.
    @Test(arguments: [
        (1, "{\"error\":\"unable to parse 'm,t=dropped=5 v=': missing field value\"}"),
        (2, "{\"code\":\"invalid\",\"message\":\"unable to parse 'm,t=dropped=5 v=': missing field value\"}"),
        (
            3,
            "{\"error\":\"parsing failed for write_lp endpoint\",\"data\":{\"line_number\":1,"
                + "\"original_line\":\"m v=1i 1\",\"error_message\":\"invalid column type for column 'v'\"}}"
        ),
        (3, "{\"error\":\"line protocol parsing error\",\"data\":[{\"error_message\":\"No fields were provided\"}]}"),
    ])
    func `takes a batch for refused as a whole when the server stored nothing of it`(version: Int, body: String)
        async throws
    {
        let failure = try await failure(version, .init(status: .badRequest, body: body))
        #expect(failure?.kind == .permanent)
        let reasons = ["missing field value", "invalid column type for column 'v'", "No fields were provided"]
        #expect(reasons.contains { failure?.message.contains($0) == true })
    }

    @Test(arguments: [1, 2, 3], [HTTPResponse.Status.badRequest, .contentTooLarge, .unprocessableContent])
    func `gives a batch up that is refused`(version: Int, status: HTTPResponse.Status) async throws {
        for body in ["{\"error\":\"too bad\"}", "{\"code\":\"invalid\",\"message\":\"too bad\"}"] {
            let failure = try await failure(version, .init(status: status, body: body))
            #expect(failure?.kind == .permanent)
            #expect(failure?.message.hasSuffix("HTTP status \(status.code): too bad") == true)
        }
    }

    @Test(
        arguments: [1, 2, 3],
        [
            (HTTPResponse.Status.unauthorized, PollFailure.Category.authError), (.forbidden, .authError),
            (.notFound, .notFound), (.requestTimeout, .http4xx), (.tooManyRequests, .rateLimited),
            (.internalServerError, .http5xx), (.badGateway, .http5xx), (.serviceUnavailable, .http5xx),
            (.found, .badAnswer),
        ])
    func `keeps a batch that may be accepted later`(
        version: Int, answer: (status: HTTPResponse.Status, category: PollFailure.Category)
    ) async throws {
        let failure = try await failure(version, .init(status: answer.status))
        #expect(failure?.kind == .temporary(retryAfter: nil))
        #expect(failure?.category == answer.category)
        #expect(failure?.httpStatus == answer.status.code)
    }

    @Test(arguments: [1, 2, 3], [HTTPResponse.Status.tooManyRequests, .serviceUnavailable])
    func `comes back when the server says`(version: Int, status: HTTPResponse.Status) async throws {
        let failure = try await failure(version, .init(status: status, retryAfter: "17"))
        #expect(failure?.kind == .temporary(retryAfter: .seconds(17)))
    }

    @Test(arguments: ["soon", "", "-5", "0", "Wed, 21 Oct 2015 07:28:00 GMT"])
    func `backs off as usual when the server names no time to come`(text: String) async throws {
        let failure = try await failure(2, .init(status: .serviceUnavailable, retryAfter: text))
        #expect(failure?.kind == .temporary(retryAfter: nil))
    }

    @Test func `shortens what the server says`() async throws {
        let long = String(repeating: "x", count: 10_000)
        let failure = try await failure(1, .init(status: .badRequest, body: "{\"error\":\"\(long)\"}"))
        #expect((failure?.message.utf8.count ?? 0) < 700)
        #expect(failure?.message.contains("xxx") == true)
    }

    @Test(arguments: [
        "<html>sign in</html>", "", "[]", "null", "{\"error\":7}", "{\"error\":\"x\",\"data\":7}", "\u{0}",
    ])
    func `lives with an answer that is something else`(body: String) async throws {
        #expect(try await failure(3, .init(status: .badRequest, body: body))?.kind == .permanent)
    }
}
