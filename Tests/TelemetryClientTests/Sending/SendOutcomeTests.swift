// SPDX-License-Identifier: MIT

import NIOHTTP1
import TelemetryWire
import Testing

@testable import HTTPExchange
@testable import TelemetryClient

struct SendOutcomeTests {
    private static func outcome(_ status: Int, _ body: String = "", retryAfter: String? = nil) -> SendOutcome {
        var headers = HTTPHeaders()
        if let retryAfter { headers.add(name: "retry-after", value: retryAfter) }
        return SendOutcome(HTTPExchange.Answer(status: status, headers: headers, body: Array(body.utf8)))
    }

    private static func foreign(_ status: Int) -> String {
        "HTTP status \(status) in an answer that is not a collector's"
    }

    private static func json(_ problem: Problem) -> String { String(decoding: problem.json, as: UTF8.self) }

    @Test(arguments: [200, 201, 202, 204, 299])
    func `takes any success, with a receipt or without`(_ status: Int) {
        let receipt = Receipt(
            sha256: [UInt8](repeating: 7, count: 32), received: UTCDay(number: 20_779), schemaVersion: 2)
        #expect(Self.outcome(status, String(decoding: receipt.json, as: UTF8.self)) == .accepted(receipt))
        #expect(Self.outcome(status) == .accepted(nil))
    }

    @Test(arguments: [200, 202, 299], ["<html>thanks</html>", "{}", "\0", " ", "{\"sha256\":\"00\",\"received\":1}"])
    func `takes no success from somebody in between`(_ status: Int, _ body: String) {
        let reason = "something that is not a collector answered with HTTP status \(status)"
        #expect(Self.outcome(status, body) == .later(reason, retryAfter: nil))
    }

    @Test(arguments: [300, 301, 302, 303, 304, 307, 308])
    func `tries again after a redirect, at the same address`(_ status: Int) {
        guard case .later(let reason, nil) = Self.outcome(status, retryAfter: "5") else {
            Issue.record("not tried again after \(status)")
            return
        }
        #expect(reason.hasPrefix("HTTP status \(status): a redirect, which is not followed"))
    }

    @Test(arguments: [0, 41, TelemetryState.largestCounter - 1])
    func `signs again only after a 409 that tells the last counter`(_ last: UInt64) {
        #expect(Self.outcome(409, Self.json(.counterUsed(last: last))) == .counterUsed(last: last))
    }

    @Test(arguments: [
        "", "{}", "[]", "{\"lastCounter\":\"5\"}", "{\"lastCounter\":-1}", "{\"lastCounter\":1.5}", "nonsense",
        "{\"lastCounter\":9007199254740992}", "{\"lastCounter\":9223372036854775806}",
    ])
    func `gives up after any other 409`(_ body: String) {
        #expect(Self.outcome(409, body) == .refused(Self.foreign(409)))
        let pinned = SendOutcome.refused("HTTP status 409: \(Problem.identityPinned.title)")
        #expect(Self.outcome(409, Self.json(.identityPinned)) == pinned)
    }

    @Test(arguments: [100, 400, 401, 403, 404, 405, 410, 413, 415, 418, 422])
    func `gives up after these`(_ status: Int) {
        #expect(Self.outcome(status, retryAfter: "5") == .refused(Self.foreign(status)))
    }

    @Test(arguments: [408, 429, 500, 502, 503, 504, 599])
    func `tries again after these, when it was told to`(_ status: Int) {
        #expect(Self.outcome(status) == .later(Self.foreign(status), retryAfter: nil))
        #expect(Self.outcome(status, retryAfter: "120") == .later(Self.foreign(status), retryAfter: .seconds(120)))
    }

    @Test(arguments: [("0", 0), ("-5", 0), ("86400", 86_400), ("999999999", 604_800)])
    func `keeps the wait between nothing and a week`(_ text: String, _ seconds: Int) {
        #expect(Self.outcome(503, retryAfter: text) == .later(Self.foreign(503), retryAfter: .seconds(seconds)))
    }

    @Test(arguments: ["", "soon", "1.5", "Sun, 22 Nov 2026 13:00:00 GMT", "99999999999999999999"])
    func `ignores a wait that it cannot read`(_ text: String) {
        #expect(Self.outcome(503, retryAfter: text) == .later(Self.foreign(503), retryAfter: nil))
    }

    /// Problem details as a collector gives them, with a title and more.
    private static func details(_ title: String, _ more: String = "") -> String {
        "{\"type\":\"urn:butler-telemetry:invalid\",\"title\":\(title)\(more)}"
    }

    @Test func `repeats the collector's words, cut to a line`() {
        let problem = Problem.unsupportedMediaType
        #expect(Self.outcome(415, Self.json(problem)) == .refused("HTTP status 415: \(problem.title)"))
        let long = Self.details("\"\(String(repeating: "x", count: 5000))\"")
        #expect(Self.outcome(400, long) == .refused("HTTP status 400: " + String(repeating: "x", count: 200)))
        // What a terminal would obey, or a log take for a line of its own.
        let strange = Self.details("\"a\\u001b[31m\\nb\\u2028c\\u0085d\\u0000e\\u202ef\"")
        #expect(Self.outcome(400, strange) == .refused("HTTP status 400: a[31mbcdef"))
    }

    @Test func `repeats the first places that the collector complains about, cut to a line, too`() {
        let violations = ["/a", "/b", "/c", "/d"].map { Violation(field: $0, rule: "required") }
        let problem = Problem.invalid(violations)
        #expect(
            Self.outcome(422, Self.json(problem))
                == .refused("HTTP status 422: \(problem.title) /a: required; /b: required; /c: required"))
        let long =
            "{\"field\":\"\(String(repeating: "f", count: 500))\",\"rule\":\"\(String(repeating: "r", count: 500))\"}"
        let strange = "{\"field\":\"/x\\ny\",\"rule\":\"z\\u001b\"}"
        let body = Self.details("\"t\"", ",\"errors\":[\(long),\(strange),{\"field\":5,\"rule\":\"r\"},7]")
        let expected = "t \(String(repeating: "f", count: 80)): \(String(repeating: "r", count: 120)); /xy: z"
        #expect(Self.outcome(422, body) == .refused("HTTP status 422: \(expected)"))
    }

    @Test(arguments: [
        "", "{\"title\":\"Log in\"}", "{\"type\":\"about:blank\",\"title\":\"Forbidden\"}",
        "{\"type\":\"urn:butler-telemetry:invalid\"}", "{\"type\":\"urn:butler-telemetry:invalid\",\"title\":5}",
        "<html>",
    ])
    func `repeats nothing of an answer that is somebody else's`(_ body: String) {
        #expect(Self.outcome(403, body) == .refused(Self.foreign(403)))
    }

    @Test func `tries again after a failure of the network`() {
        let failure = HTTPExchangeFailure(.connectionRefused, "connection refused")
        #expect(SendOutcome(failure) == .later("connection refused", retryAfter: nil))
    }
}
