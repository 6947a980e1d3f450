// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import ServiceLifecycle
import Synchronization
import TelemetryWire

@testable import TelemetryClient

/// A reporter on a clock that stands still, with a collector of its own.
struct ReporterBench: Sendable {
    /// A Sunday at 13:05:54 UTC.
    static let start = 1_795_352_754
    static let grace = 900

    let collector: RecordingCollector
    let clock = TestClock()
    let temporary: TemporaryDirectory
    let directory: TelemetryDirectory
    let identity: TelemetryIdentity
    let log = LogCapture()
    /// What the service was told, each attempt.
    let attempts = Attempts()
    private let wall = WallClock()

    /// - Parameter path: of the state folder; a temporary one unless said otherwise.
    init(answers: [RecordingCollector.Answer] = [], path: String? = nil) throws {
        collector = RecordingCollector(answers: answers)
        temporary = try TemporaryDirectory(inMemory: true)
        directory = TelemetryDirectory(path: path ?? temporary.file("telemetry"))
        // A fixed secret fixes the phase: its times are not in the hour in which the tests start.
        identity = TelemetryIdentity.resolve(
            in: directory, provided: InstallSecret(random: { 7 }), ingredients: .sample())
    }

    final class Attempts: Sendable {
        private let kept = Mutex<[Bool]>([])
        var all: [Bool] { kept.withLock { $0 } }
        func append(_ isAccepted: Bool) { kept.withLock { $0.append(isAccepted) } }
    }

    private final class WallClock: Sendable {
        private let offset = Mutex(0)
        var value: Int { offset.withLock { $0 } }
        func jump(by seconds: Int) { offset.withLock { $0 += seconds } }
    }

    /// Seconds since 1970 as the program sees them.
    var now: Int { Self.start + Int(clock.now.offset.components.seconds) + wall.value }

    /// Sets the wall clock, as an administrator does; nobody's sleep gets shorter or longer.
    func jump(by seconds: Int) { wall.jump(by: seconds) }

    var schedule: ReportSchedule {
        ReportSchedule(phase: identity.secret.phase(within: ReportSchedule.period, of: "butler-sos"))
    }

    static func report(_ id: String) -> TelemetryReport {
        TelemetryReport(
            service: "butler-sos", serviceVersion: "0.1.0", system: HostFacts.sample().system(id: id),
            features: Dictionary(uniqueKeysWithValues: TelemetryService.butlerSOS.features.map { ($0.name, false) }))
    }

    func reporter(
        _ url: CollectorURL, grace: Int = grace, notice: Int = 1, identity: TelemetryIdentity? = nil,
        timeout: Duration = .seconds(20), report: @escaping @Sendable (String) -> TelemetryReport = Self.report
    ) -> TelemetryReporter {
        TelemetryReporter(
            identity: identity ?? self.identity, directory: directory, service: .butlerSOS,
            notice: .init(version: notice, gracePeriod: .seconds(grace)),
            connection: CollectorConnection(collector: url, timeout: timeout),
            report: report, clock: clock, now: { self.now }, random: { 0 },
            onAttempt: { [attempts] in attempts.append($0) }, logger: log.logger)
    }

    /// Runs a reporter while `body` runs; it is asleep when `body` starts.
    func run(
        grace: Int = grace, identity: TelemetryIdentity? = nil, timeout: Duration = .seconds(20),
        _ body: @escaping @Sendable (CollectorURL) async throws -> Void
    ) async throws {
        try await collector.run { url in
            try await run(reporter(url, grace: grace, identity: identity, timeout: timeout)) { try await body(url) }
        }
    }

    func run(_ reporter: TelemetryReporter, _ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await reporter.run() }
            await clock.untilSleeping()
            try await body()
            group.cancelAll()
        }
    }

    /// Moves the clock and waits until the reporter has done what there was to do.
    func advance(_ seconds: Int) async {
        clock.advance(by: .seconds(seconds))
        await clock.untilSleeping()
    }

    /// Moves the clock to the next time a report is due.
    func advanceToPhase() async { await advance(Int(schedule.wait(from: now).components.seconds)) }

    /// The telemetry as a command sees it that is given meanwhile.
    func command(_ url: CollectorURL? = nil) -> Telemetry {
        let options = TelemetryOptions(
            service: .butlerSOS, version: "0.1.0", features: [:], stateFolder: directory.path, environment: [:],
            collector: url)
        return Telemetry(options, isOnlyLooking: true, files: HostFiles([:]))
    }

    /// What the history says happened, without times and proofs: `sent 1`, `accepted 1`.
    func events() throws -> [String] {
        try directory.historyLines().map { line in
            let root = try JSONParser.parse(Array(line.utf8))
            guard case .string(let event)? = root["event"], case .number(let counter)? = root["counter"] else {
                return "?"
            }
            guard case .string(let reason)? = root["reason"] else { return "\(event) \(counter)" }
            return "\(event) \(counter): \(reason)"
        }
    }

    /// The reports that arrived, each with a right signature.
    var counters: [UInt64] {
        collector.received.filter { $0.isSigned(.report($0.body)) }.compactMap(\.counter)
    }
}
