// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Crypto
import Foundation
import Logging
import MonitoringTestKit
import ServiceLifecycle
import TelemetryWire
import Testing

@testable import TelemetryClient

struct TelemetryReporterTests {
    /// A Sunday at 13:05:54 UTC.
    private static let start = 1_795_352_754
    private static let grace = 900

    /// A reporter on a clock that stands still, with a collector of its own.
    private struct Bench: Sendable {
        let collector: RecordingCollector
        let clock = TestClock()
        let temporary: TemporaryDirectory
        let directory: TelemetryDirectory
        let identity: TelemetryIdentity
        let log = LogCapture()

        init(answers: [RecordingCollector.Answer] = []) throws {
            collector = RecordingCollector(answers: answers)
            temporary = try TemporaryDirectory()
            directory = TelemetryDirectory(path: temporary.file("telemetry"))
            // A fixed secret fixes the phase: its times are not in the hour in which the tests start.
            let secret = InstallSecret(random: { 7 })
            identity = TelemetryIdentity.resolve(in: directory, provided: secret, facts: .sample(), repositoryHost: "")
        }

        var schedule: ReportSchedule { ReportSchedule(phase: identity.secret.phase(within: ReportSchedule.period)) }

        var now: Int { TelemetryReporterTests.start + Int(clock.now.offset.components.seconds) }

        func reporter(
            _ url: CollectorURL, _ client: HTTPClient, grace: Int = TelemetryReporterTests.grace,
            identity: TelemetryIdentity? = nil
        ) -> TelemetryReporter {
            TelemetryReporter(
                identity: identity ?? self.identity, directory: directory, gracePeriod: .seconds(grace),
                sender: ReportSender(collector: url, client: client), report: { TelemetryReporterTests.report($0) },
                clock: clock,
                now: { self.now }, random: { 0 }, logger: log.logger)
        }

        /// Runs a reporter while `body` runs; it is asleep when `body` starts.
        func run(grace: Int = TelemetryReporterTests.grace, _ body: @escaping @Sendable () async throws -> Void)
            async throws
        {
            try await collector.run { url, client in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await reporter(url, client, grace: grace).run() }
                    await clock.untilSleeping()
                    try await body()
                    group.cancelAll()
                }
            }
        }

        /// Moves the clock and waits until the reporter has done what there was to do.
        func advance(_ seconds: Int) async {
            clock.advance(by: .seconds(seconds))
            await clock.untilSleeping()
        }

        /// Moves the clock to the next time a report is due.
        func advanceToPhase() async { await advance(Int(schedule.wait(from: now).components.seconds)) }
    }

    private static func report(_ id: String) -> TelemetryReport {
        TelemetryReport(
            service: "butler-sos", serviceVersion: "0.1.0", system: HostFacts.sample().system(id: id),
            features: Dictionary(uniqueKeysWithValues: TelemetryService.butlerSOS.features.map { ($0.name, false) }))
    }

    private static func isSigned(_ request: RecordingCollector.Received) throws -> Bool {
        let key = try #require(request.headers["telemetry-key"].flatMap(Base64URL.decode))
        let signature = try #require(request.headers["telemetry-signature"].flatMap(Base64URL.decode))
        let message = SignedMessage.report(request.body).bytes(counter: try #require(request.counter))
        return try Curve25519.Signing.PublicKey(rawRepresentation: key).isValidSignature(
            Data(signature), for: Data(message))
    }

    @Test func `sends nothing before the grace period is over, and one report then`() async throws {
        let bench = try Bench()
        try await bench.run {
            await bench.advance(Self.grace - 1)
            #expect(bench.collector.received.isEmpty)
            await bench.advance(1)
            #expect(bench.collector.received.count == 1)
            let body = try #require(bench.collector.received.first?.body)
            #expect(body == Self.report(bench.identity.id).encoded(at: HourTimestamp(secondsSinceEpoch: bench.now)))
        }
        #expect(bench.log.fullTexts == ["notice: TELEMETRY: the collector accepted the report"])
    }

    @Test func `sends the next report when the installation's time comes, and not before`() async throws {
        let bench = try Bench()
        try await bench.run {
            await bench.advance(Self.grace)
            for count in 1...3 {
                let wait = Int(bench.schedule.wait(from: bench.now).components.seconds)
                if wait > 1 { await bench.advance(wait - 1) }
                #expect(bench.collector.received.count == count)
                await bench.advance(1)
                #expect(bench.collector.received.count == count + 1)
            }
        }
        #expect(bench.collector.received.compactMap(\.counter) == [1, 2, 3, 4])
        // One line, since nothing changed after the first.
        #expect(bench.log.fullTexts.count == 1)
    }

    @Test func `sends exactly these headers`() async throws {
        let bench = try Bench()
        try await bench.run { await bench.advance(Self.grace) }
        let request = try #require(bench.collector.received.first)
        #expect(request.method == "POST" && request.path == "/v2/reports")
        let names = [
            "content-length", "content-type", "host", "telemetry-counter", "telemetry-key", "telemetry-signature",
            "user-agent",
        ]
        #expect(request.headers.keys.sorted() == names)
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["user-agent"] == "butler-telemetry/2")
        #expect(request.headers["content-length"] == "\(request.body.count)")
        #expect(try Self.isSigned(request))
        #expect(try MessageReader.readV2(request.body).report.system.id == bench.identity.id)
    }

    @Test func `keeps the grace period over a restart`() async throws {
        let bench = try Bench()
        try await bench.run { await bench.advance(600) }
        try await bench.run {
            await bench.advance(299)
            #expect(bench.collector.received.isEmpty)
            await bench.advance(1)
            #expect(bench.collector.received.count == 1)
        }
    }

    @Test func `grants the grace period again after the notice was changed`() async throws {
        let bench = try Bench()
        var state = try bench.directory.state()
        state.noticeVersion = TelemetryReporter.noticeVersion - 1
        state.noticeTime = Self.start - 100_000
        try bench.directory.store(state)
        try await bench.run {
            await bench.advance(Self.grace - 1)
            #expect(bench.collector.received.isEmpty)
        }
        #expect(try bench.directory.state().noticeVersion == TelemetryReporter.noticeVersion)
        #expect(try bench.directory.state().noticeTime == Self.start)
    }

    @Test func `tries again after an unavailable collector, when it was told to`() async throws {
        let bench = try Bench(answers: [
            .problem(.unavailable(retryAfter: 120)), .problem(.unavailable(retryAfter: 60)),
        ])
        try await bench.run {
            await bench.advance(Self.grace)
            await bench.advance(119)
            #expect(bench.collector.received.count == 1)
            await bench.advance(1)
            #expect(bench.collector.received.count == 2)
            await bench.advance(60)
            #expect(bench.collector.received.count == 3)
        }
        #expect(bench.collector.received.compactMap(\.counter) == [1, 2, 3])
        #expect(bench.log.fullTexts.map { $0.prefix { $0 != ":" } } == ["warning", "notice"])
        #expect(try bench.collector.received.allSatisfy(Self.isSigned))
    }

    @Test func `keeps away for as long as it was told, also beyond the next regular time`() async throws {
        let bench = try Bench(answers: [.problem(.unknownSchemaVersion)])
        try await bench.run {
            await bench.advance(Self.grace)
            // Five minutes before a day is over; every regular time in between passes.
            for _ in 0..<287 { await bench.advance(300) }
            #expect(bench.collector.received.count == 1)
        }
    }

    @Test func `backs off if the collector names no time`() async throws {
        let bench = try Bench(answers: [.init(status: 500), .init(status: 502)])
        try await bench.run {
            await bench.advance(Self.grace)
            #expect(bench.collector.received.count == 1)
            // The random part is zero in this test, so a second is left.
            await bench.advance(1)
            #expect(bench.collector.received.count == 2)
            await bench.advance(1)
            #expect(bench.collector.received.count == 3)
        }
    }

    @Test func `signs again once, with the counter that follows the collector's`() async throws {
        let bench = try Bench(answers: [.problem(.counterUsed(last: 41))])
        try await bench.run { await bench.advance(Self.grace) }
        let received = bench.collector.received
        #expect(received.compactMap(\.counter) == [1, 42])
        #expect(received.first?.body == received.last?.body)
        #expect(try received.allSatisfy(Self.isSigned))
        #expect(try bench.directory.state().counter == 42)
    }

    @Test(arguments: [0, 41] as [UInt64])
    func `signs again only once, whatever the collector says`(_ last: UInt64) async throws {
        let refusal = RecordingCollector.Answer.problem(.counterUsed(last: last))
        let bench = try Bench(answers: Array(repeating: refusal, count: 6))
        try await bench.run { await bench.advance(Self.grace) }
        #expect(bench.collector.received.count == 2)
        #expect(bench.log.fullTexts.count == 1)
    }

    @Test func `takes a refusal as final and logs it once`() async throws {
        let refusal = RecordingCollector.Answer.problem(
            .invalid([Violation(field: "/data/system/id", rule: "required")]))
        let bench = try Bench(answers: [refusal, refusal, refusal])
        try await bench.run {
            await bench.advance(Self.grace)
            let wait = Int(bench.schedule.wait(from: bench.now).components.seconds)
            if wait > 1 { await bench.advance(wait - 1) }
            #expect(bench.collector.received.count == 1)
            await bench.advance(1)
            #expect(bench.collector.received.count == 2)
            await bench.advanceToPhase()
            #expect(bench.collector.received.count == 3)
        }
        #expect(bench.log.fullTexts.count == 1)
        let line = try #require(bench.log.fullTexts.first)
        #expect(line.hasPrefix("warning: TELEMETRY: the collector refused the report"))
        #expect(line.contains("HTTP status 422"))
        #expect(!line.contains(bench.identity.id))
    }

    @Test func `does not repeat a report that was accepted within the hour`() async throws {
        let bench = try Bench()
        try await bench.run(grace: 0) { #expect(bench.collector.received.count == 1) }
        try await bench.run(grace: 0) { #expect(bench.collector.received.count == 1) }
        bench.clock.advance(by: .seconds(3600))
        try await bench.run(grace: 0) { #expect(bench.collector.received.count == 2) }
    }

    @Test func `repeats a report that was not accepted`() async throws {
        let bench = try Bench(answers: [.problem(.signatureInvalid)])
        try await bench.run(grace: 0) { #expect(bench.collector.received.count == 1) }
        try await bench.run(grace: 0) { #expect(bench.collector.received.count == 2) }
    }

    @Test func `asks for the stored choice before each report`() async throws {
        let bench = try Bench()
        @Sendable func disable(_ isDisabled: Bool) throws {
            var state = try bench.directory.state()
            state.isDisabled = isDisabled
            try bench.directory.store(state)
        }
        try disable(true)
        try await bench.run(grace: 0) {
            #expect(bench.collector.received.isEmpty)
            try disable(false)
            await bench.advanceToPhase()
            #expect(bench.collector.received.count == 1)
            try disable(true)
            await bench.advanceToPhase()
            await bench.advanceToPhase()
            #expect(bench.collector.received.count == 1)
        }
    }

    @Test func `asks for the stored choice before it tries again, too`() async throws {
        let bench = try Bench(answers: [.problem(.unavailable(retryAfter: 60))])
        try await bench.run(grace: 0) {
            var state = try bench.directory.state()
            state.isDisabled = true
            try bench.directory.store(state)
            await bench.advance(60)
            #expect(bench.collector.received.count == 1)
        }
    }

    @Test func `is wary of a receipt for other bytes`() async throws {
        let wrong = Receipt(sha256: [UInt8](repeating: 1, count: 32), received: UTCDay(number: 1), schemaVersion: 2)
        let bench = try Bench(answers: [.init(status: 202, body: { _ in wrong.json })])
        try await bench.run(grace: 0) {}
        #expect(bench.log.fullTexts.count == 1)
        #expect(bench.log.fullTexts.first?.contains("receipt is for other bytes") == true)
        #expect(try bench.directory.state().acceptedBody == nil)
    }

    @Test func `accepts a success without a receipt, and says so`() async throws {
        let bench = try Bench(answers: [.init(status: 204)])
        try await bench.run(grace: 0) {}
        #expect(
            bench.log.fullTexts == [
                "notice: TELEMETRY: the collector accepted the report detail=the collector gave no receipt"
            ])
        #expect(try bench.directory.state().acceptedBody != nil)
    }

    @Test func `uses no counter twice, also over restarts`() async throws {
        let bench = try Bench(answers: [.problem(.signatureInvalid), .problem(.signatureInvalid)])
        for _ in 0..<3 { try await bench.run(grace: 0) {} }
        #expect(bench.collector.received.compactMap(\.counter) == [1, 2, 3])
    }

    @Test func `costs one log line while the network does not let it through`() async throws {
        let bench = try Bench()
        let port = try RefusingPort()
        let url = try CollectorURL("http://127.0.0.1:\(port.number)")
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await bench.reporter(url, client, grace: 0).run() }
            await bench.clock.untilSleeping()
            for _ in 0..<5 { await bench.advance(1) }
            group.cancelAll()
        }
        try await client.shutdown()
        #expect(bench.log.fullTexts.count == 1)
        #expect(bench.log.fullTexts.first?.hasPrefix("warning: TELEMETRY: the report could not be sent") == true)
        #expect(try bench.directory.state().counter >= 3)
    }

    @Test func `sends nothing with an ID that is for this process only, and ends when it should`() async throws {
        let bench = try Bench()
        var identity = bench.identity
        identity.kind = .ephemeral(because: "a test")
        let ephemeral = identity
        try await bench.collector.run { url, client in
            let reporter = bench.reporter(url, client, grace: 0, identity: ephemeral)
            let group = ServiceGroup(configuration: .init(services: [reporter], logger: bench.log.logger))
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
        #expect(bench.collector.received.isEmpty)
    }

    @Test func `ends at once when its group does, also while it sleeps`() async throws {
        let bench = try Bench()
        try await bench.collector.run { url, client in
            let reporter = bench.reporter(url, client)
            let group = ServiceGroup(configuration: .init(services: [reporter], logger: bench.log.logger))
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                await bench.clock.untilSleeping()
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
        #expect(bench.collector.received.isEmpty)
    }

    @Test func `shows nothing of the identity when it is printed`() throws {
        let bench = try Bench()
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        let text = "\(bench.reporter(try CollectorURL("https://telemetry.example.com"), client))"
        #expect(text == "TelemetryReporter")
        try client.syncShutdown()
    }
}
