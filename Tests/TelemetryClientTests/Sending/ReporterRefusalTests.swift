// SPDX-License-Identifier: MIT

import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// Collectors that answer, but not with a receipt for these bytes.
@Suite(.timeLimit(.minutes(3))) struct ReporterRefusalTests {
    private static let refused =
        "warning: TELEMETRY: the collector refused the report; nothing else is affected"

    @Test func `takes a refusal as final until the next report, and logs it once`() async throws {
        let refusal = RecordingCollector.Answer.problem(
            .invalid([Violation(field: "/data/system/id", rule: "required")]))
        let bench = try ReporterBench(answers: [refusal, refusal, refusal])
        try await bench.run(grace: 0) { _ in
            let wait = Int(bench.schedule.wait(from: bench.now).components.seconds)
            if wait > 1 { await bench.advance(wait - 1) }
            #expect(bench.collector.received.count == 1)
            await bench.advance(1)
            #expect(bench.collector.received.count == 2)
            await bench.advanceToPhase()
            #expect(bench.collector.received.count == 3)
        }
        #expect(bench.counters == [1, 2, 3])
        #expect(bench.log.texts == [Self.refused])
        let detail = try #require(bench.log.lines.first?.metadata["detail"])
        let words = "The request has values that the published rules do not allow. /data/system/id: required"
        #expect(detail == "HTTP status 422: \(words)")
    }

    @Test(arguments: [400, 401, 403, 404, 405, 410, 413, 415, 422])
    func `gives a report up after any other complaint about it`(_ status: Int) async throws {
        let bench = try ReporterBench(answers: [.init(status: status, retryAfter: 1)])
        try await bench.run(grace: 0) { _ in await bench.advance(600) }
        #expect(bench.counters == [1])
        let reason = "HTTP status \(status) in an answer that is not a collector's"
        #expect(try bench.events() == ["sent 1", "refused 1: \(reason)"])
        #expect(bench.log.texts == [Self.refused])
    }

    @Test func `signs again once, with the counter that follows the collector's`() async throws {
        let bench = try ReporterBench(answers: [.problem(.counterUsed(last: 41))])
        try await bench.run(grace: 0) { _ in }
        #expect(bench.counters == [1, 42])
        #expect(bench.collector.received.first?.body == bench.collector.received.last?.body)
        #expect(try bench.directory.state().counter == 42)
        #expect(
            try bench.events() == [
                "sent 1", "refused 1: the counter was used before; signed again", "sent 42", "accepted 42",
            ])
        #expect(bench.log.texts == ["notice: TELEMETRY: the collector accepted the report"])
    }

    @Test(arguments: [0, 41] as [UInt64])
    func `signs again only once, whatever the collector says`(_ last: UInt64) async throws {
        let refusal = RecordingCollector.Answer.problem(.counterUsed(last: last))
        let bench = try ReporterBench(answers: Array(repeating: refusal, count: 6))
        try await bench.run(grace: 0) { _ in await bench.advance(600) }
        #expect(bench.counters.count == 2)
        #expect(bench.log.texts == [Self.refused])
        #expect(try bench.events().last == "refused \(max(last, 1) + 1): the collector refuses every counter")
    }

    /// Or one hostile answer could use up all the counters that there are.
    @Test(arguments: [1_000_001, 1 << 52, UInt64(Int64.max)])
    func `does not believe a counter that is far ahead`(_ last: UInt64) async throws {
        let bench = try ReporterBench(answers: [.problem(.counterUsed(last: last))])
        try await bench.run(grace: 0) { _ in await bench.advance(600) }
        #expect(bench.counters == [1])
        #expect(try bench.directory.state().counter == 1)
    }

    @Test func `gives up if its ID belongs to another key`() async throws {
        let bench = try ReporterBench(answers: [.problem(.identityPinned)])
        try await bench.run(grace: 0) { _ in await bench.advance(600) }
        #expect(bench.counters == [1])
        #expect(bench.log.texts == [Self.refused])
        #expect(bench.log.lines.first?.metadata["detail"]?.contains("does not belong to the request's key") == true)
    }

    @Test func `is wary of a receipt for other bytes`() async throws {
        let wrong = RecordingCollector.receipt(for: Array("other bytes".utf8))
        let bench = try ReporterBench(answers: [.bytes(202, wrong.json)])
        try await bench.run(grace: 0) { _ in await bench.advance(600) }
        #expect(bench.counters == [1])
        #expect(bench.log.texts == [Self.refused])
        #expect(bench.log.lines.first?.metadata["detail"] == "the receipt is for other bytes than were sent")
        #expect(try bench.directory.state().acceptedBody == nil)
        #expect(try bench.events() == ["sent 1", "refused 1: the receipt is for other bytes than were sent"])
    }

    @Test(arguments: [200, 202, 204])
    func `takes an empty success for an acceptance without a receipt, and says so`(_ status: Int) async throws {
        let bench = try ReporterBench(answers: [.init(status: status)])
        try await bench.run(grace: 0) { _ in }
        #expect(
            bench.log.fullTexts == [
                "notice: TELEMETRY: the collector accepted the report detail=the collector gave no receipt"
            ])
        #expect(try bench.directory.state().acceptedBody != nil)
    }

    @Test func `uses no counter twice, also over restarts`() async throws {
        let bench = try ReporterBench(answers: [.problem(.signatureInvalid), .problem(.signatureInvalid)])
        for _ in 0..<3 { try await bench.run(grace: 0) { _ in } }
        #expect(bench.counters == [1, 2, 3])
    }

    /// The closed world holds on this side, too.
    @Test func `sends no report that does not follow the published list`() async throws {
        let bench = try ReporterBench()
        try await bench.collector.run { url in
            let leaking = bench.reporter(url, grace: 0) { id in
                var report = ReporterBench.report(id)
                report.system.distro = "host sense01.example.local!"
                return report
            }
            try await bench.run(leaking) { await bench.advance(600) }
        }
        #expect(bench.collector.received.isEmpty)
        #expect(bench.log.texts == ["warning: TELEMETRY: no report is sent; nothing else is affected"])
        #expect(bench.log.fullTexts.first?.contains("/data/system/distro") == true)
        #expect(bench.log.fullTexts.first?.contains("sense01") == false)
        #expect(try bench.directory.historyLines().isEmpty)
    }
}
