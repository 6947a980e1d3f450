// SPDX-License-Identifier: MIT

import HTTPTypes
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

@testable import Destinations

/// What an answer means.
@Suite(.timeLimit(.minutes(3))) struct NewRelicAnswersTests {
    private static let batch = [Record(Array("{}".utf8))]

    private static func failure(
        _ answer: FakeNewRelic.Answer, timeout: Duration = .seconds(20)
    ) async throws -> DeliveryFailure? {
        var failure: DeliveryFailure?
        try await FakeNewRelic.run(answers: ["a": [answer]]) { server in
            let destination = NewRelicDestination(
                events: .init(), to: server.events(of: "a", headers: [("X-Token", "verborgen")]),
                client: server.client, timeout: timeout)
            do throws(DeliveryFailure) { try await destination.deliver(batch) } catch { failure = error }
        }
        return failure
    }

    @Test(arguments: [200, 202, 204])
    func `takes every success for one`(status: Int) async throws {
        #expect(try await Self.failure(.init(status: .init(code: status))) == nil)
    }

    @Test(arguments: [
        (400, DeliveryFailure.Kind.permanent), (413, .permanent), (422, .permanent), (402, .refused), (404, .refused),
        (405, .refused), (411, .refused), (415, .refused), (431, .refused), (302, .temporary(retryAfter: nil)),
        (401, .temporary(retryAfter: nil)), (403, .temporary(retryAfter: nil)),
        (408, .temporary(retryAfter: nil)), (429, .temporary(retryAfter: nil)),
        (500, .temporary(retryAfter: nil)), (502, .temporary(retryAfter: nil)), (503, .temporary(retryAfter: nil)),
    ])
    func `knows which are worth another try`(status: Int, kind: DeliveryFailure.Kind) async throws {
        let failure = try await Self.failure(.init(status: .init(code: status)))
        #expect(failure?.kind == kind)
        #expect(failure?.httpStatus == status)
        #expect(failure?.message.hasPrefix("New Relic at 127.0.0.1:") == true)
        #expect(failure?.message.contains(", account a: HTTP status \(status): ") == true)
    }

    @Test(arguments: [429, 503])
    func `comes back when it is told to`(status: Int) async throws {
        let failure = try await Self.failure(
            .init(status: .init(code: status), headers: [.retryAfter: "7"]))
        #expect(failure?.kind == .temporary(retryAfter: .seconds(7)))
    }

    @Test(arguments: [
        ("{\"error\":\"Bad\\nkey geheim-a and verborgen\"}", "(Bad key ********** and **********)"),
        ("{\"error\":{\"message\":\"no metrics\"}}", "(no metrics)"), ("{\"message\":\"Forbidden\"}", "(Forbidden)"),
        ("<html>geheim-a</html>", "the URL of its region?"), ("{\"error\":5}", "the URL of its region?"),
        ("", "the URL of its region?"), ("{\"error\":\"\"}", "the URL of its region?"),
    ])
    func `repeats the service's words, but no secret in them`(body: String, end: String) async throws {
        let failure = try await Self.failure(.init(status: .forbidden, body: body))
        #expect(failure?.message.hasSuffix(end) == true, "\(failure?.message ?? "")")
        for text in ["\(String(describing: failure))", String(reflecting: failure)] {
            #expect(!text.contains("geheim") && !text.contains("verborgen"))
        }
    }

    @Test func `knows what stands behind the question mark of an address`() {
        #expect(NewRelicEndpoint.query(of: "https://h/metric/v1?k=verborgen&b") == "k=verborgen&b")
        #expect(NewRelicEndpoint.query(of: "https://h/metric/v1?") == nil)
        #expect(NewRelicEndpoint.query(of: "https://h/metric/v1") == nil)
    }

    @Test func `does not wait for ever`() async throws {
        let failure = try await Self.failure(.never, timeout: .milliseconds(300))
        #expect(failure?.kind == .temporary(retryAfter: nil))
        #expect(failure?.category == .timeout)
    }

    @Test func `keeps a batch when nothing listens`() async throws {
        let port = try RefusingPort()
        try await FakeNewRelic.run { server in
            let endpoint = NewRelicEndpoint(
                account: "a", url: "https://127.0.0.1:\(port.number)/metric/v1?secret=1", key: "geheim")
            let destination = NewRelicDestination(metrics: .init(), to: endpoint, client: server.client)
            let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver(Self.batch) }
            #expect(failure?.kind == .temporary(retryAfter: nil))
            #expect(failure?.category == .connectionRefused)
            #expect(failure?.message.hasPrefix("New Relic at 127.0.0.1:\(port.number), account a: ") == true)
        }
    }

    @Test func `refuses by itself what is larger than can be sent`() async throws {
        try await FakeNewRelic.run { server in
            let destination = NewRelicDestination(events: .init(), to: server.events(of: "a"), client: server.client)
            for (size, isSent) in [(999_998, true), (999_999, false)] {
                let record = Record(Array("\"\(String(repeating: "x", count: size - 2))\"".utf8))
                let failure = await #expect(throws: DeliveryFailure.self) { try await destination.deliver([record]) }
                // The server finds fault with a list of texts.
                #expect(failure?.httpStatus == (isSent ? 400 : nil))
                #expect(failure?.kind == .permanent)
            }
            #expect(server.requests.count == 1)
        }
    }
}
