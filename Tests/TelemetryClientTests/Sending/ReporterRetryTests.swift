// SPDX-License-Identifier: MIT

import Logging
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// Collectors that do not answer, or not as collectors do.
@Suite(.timeLimit(.minutes(3))) struct ReporterRetryTests {
    private static let couldNotBeSent =
        "warning: TELEMETRY: the report could not be sent, trying again later; nothing else is affected"

    @Test func `tries again with the same bytes, counter and signature, when it was told to`() async throws {
        let bench = try ReporterBench(answers: [
            .problem(.unavailable(retryAfter: 120)), .problem(.unavailable(retryAfter: 3600)),
        ])
        try await bench.run(grace: 0) { _ in
            await bench.advance(119)
            #expect(bench.collector.received.count == 1)
            await bench.advance(1)
            #expect(bench.collector.received.count == 2)
            // Over the hour: the body would be another one if it were made anew.
            await bench.advance(3599)
            #expect(bench.collector.received.count == 2)
            await bench.advance(1)
            #expect(bench.collector.received.count == 3)
        }
        let received = bench.collector.received
        #expect(bench.counters == [1, 1, 1])
        #expect(Set(received.map(\.body)).count == 1)
        #expect(Set(received.map(\.signature)).count == 1)
        #expect(bench.log.texts == [Self.couldNotBeSent, "notice: TELEMETRY: the collector accepted the report"])
        #expect(bench.attempts.all == [false, false, true])
        #expect(
            try bench.events() == ["sent 1", "unanswered 1: HTTP status 503: \(Self.unavailable)", "accepted 1"])
    }

    private static let unavailable = Problem.unavailable(retryAfter: 0).title

    @Test func `keeps away for as long as it was told, also beyond the next regular time`() async throws {
        let bench = try ReporterBench(answers: [.problem(.unknownSchemaVersion)])
        try await bench.run(grace: 0) { _ in
            // Five minutes before a day is over; every regular time in between passes.
            for _ in 0..<287 { await bench.advance(300) }
            #expect(bench.collector.received.count == 1)
        }
    }

    @Test func `backs off if the collector names no time`() async throws {
        let bench = try ReporterBench(answers: [.init(status: 500), .init(status: 502)])
        try await bench.run(grace: 0) { _ in
            // The random part is zero in this test, so a second is left.
            await bench.advance(1)
            #expect(bench.collector.received.count == 2)
            await bench.advance(1)
            #expect(bench.collector.received.count == 3)
        }
        #expect(bench.counters == [1, 1, 1])
    }

    @Test func `gives up a report when the next one is near, and signs that one anew`() async throws {
        let bench = try ReporterBench(answers: Array(repeating: .problem(.unavailable(retryAfter: 3600)), count: 6))
        try await bench.run(grace: 0) { _ in
            for _ in 0..<6 { await bench.advance(3600) }
            #expect(bench.counters == [1, 1, 1, 1, 1, 1])
            await bench.advanceToPhase()
        }
        #expect(bench.counters == [1, 1, 1, 1, 1, 1, 2])
        #expect(try bench.events().suffix(2) == ["sent 2", "accepted 2"])
    }

    @Test(arguments: [
        "<html>Please log in to this hotel</html>", "{}", "[]", "null", "{\"sha256\":\"00\"}", "ok", "\u{0}",
    ])
    func `does not take a success for one that is not a collector's`(_ body: String) async throws {
        let bench = try ReporterBench(answers: [.text(200, body), .text(202, body)])
        try await bench.run(grace: 0) { _ in
            let state = try bench.directory.state()
            #expect(state.acceptedBody == nil)
            await bench.advance(1)
            await bench.advance(1)
        }
        #expect(bench.counters == [1, 1, 1])
        #expect(
            try bench.events() == [
                "sent 1", "unanswered 1: something that is not a collector answered with HTTP status 200", "accepted 1",
            ])
        #expect(bench.log.texts == [Self.couldNotBeSent, "notice: TELEMETRY: the collector accepted the report"])
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `follows no redirect`(_ status: Int) async throws {
        let elsewhere = RecordingCollector()
        try await elsewhere.run { other in
            let bench = try ReporterBench(answers: [
                .init(status: status, location: "\(other)/v2/reports"), .init(status: status, location: "\(other)/"),
            ])
            try await bench.run(grace: 0) { _ in await bench.advance(1) }
            #expect(bench.counters == [1, 1])
            #expect(bench.log.texts == [Self.couldNotBeSent])
            #expect(bench.log.lines.first?.metadata["detail"]?.contains("redirect") == true)
            #expect(try bench.events().count == 2)
        }
        #expect(elsewhere.received.isEmpty)
    }

    @Test func `does not wait for a collector that never answers`() async throws {
        let bench = try ReporterBench(answers: [.never])
        // Enough for an answer that comes, on a busy machine, too.
        try await bench.run(grace: 0, timeout: .seconds(3)) { _ in await bench.advance(1) }
        #expect(bench.counters == [1, 1])
        #expect(try bench.events() == ["sent 1", "unanswered 1: no answer in time", "accepted 1"])
    }

    @Test func `costs one log line while the network does not let it through`() async throws {
        let bench = try ReporterBench()
        let port = try RefusingPort()
        let url = try CollectorURL("http://127.0.0.1:\(port.number)")
        try await bench.run(bench.reporter(url, grace: 0)) {
            for _ in 0..<5 { await bench.advance(1) }
        }
        #expect(bench.log.texts == [Self.couldNotBeSent])
        #expect(try bench.events().count == 2)
        #expect(try bench.directory.state().counter == 1)
    }

    @Test func `says it again only after it went well in between`() async throws {
        let bench = try ReporterBench(answers: [.init(status: 500), .accepted, .init(status: 500)])
        try await bench.run(grace: 0) { _ in
            await bench.advance(1)
            await bench.advanceToPhase()
            await bench.advance(1)
        }
        #expect(bench.log.lines.map(\.level) == [.warning, .notice, .warning, .notice])
    }
}
