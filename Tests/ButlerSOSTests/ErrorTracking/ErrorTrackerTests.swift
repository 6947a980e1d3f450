// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import ServiceLifecycle
import Synchronization
import Testing

@testable import ButlerSOS

@Suite(.timeLimit(.minutes(3))) struct ErrorTrackerTests {
    /// One minute before midnight in UTC.
    private static let evening = 1_799_971_140

    private let clock = TestClock()
    private let log = LogCapture()

    private func tracker(logsSummary: Bool = true) -> ErrorTracker {
        let clock = clock
        return ErrorTracker(
            logsSummary: logsSummary, clock: clock,
            now: { Timestamp(secondsSinceEpoch: Self.evening + Int(clock.now.offset / .seconds(1))) },
            logger: log.logger)
    }

    private func failed(_ server: String, _ kind: PollTarget.Kind = .health, after seconds: Int = 0) -> Observation {
        .polled(
            PollOutcome(
                PollTarget(kind, serverName: server, host: "h"), failure: PollFailure(.timeout, "late"),
                duration: .zero, at: Timestamp(secondsSinceEpoch: Self.evening + seconds)))
    }

    private func run(_ tracker: ErrorTracker, _ body: () async throws -> Void) async throws {
        let silent = Logger(label: "group") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(configuration: .init(services: [tracker], logger: silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            await clock.untilSleeping()
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test func `says at midnight what failed that day, and starts again`() async throws {
        let tracker = tracker()
        try await run(tracker) {
            for server in ["b", "a", "b"] { tracker.receive(failed(server)) }
            tracker.receive(failed("a", .sessions))
            tracker.receive(
                .deliveryFailed(
                    FailedDelivery(
                        destination: "influxdb", errorType: "INFLUXDB_V1_WRITE", category: .timeout,
                        at: Timestamp(secondsSinceEpoch: Self.evening))))
            #expect(log.lines.isEmpty)
            clock.advance(by: .seconds(60))
            await clock.untilSleeping()
            let details =
                #"{"HEALTH_API":{"total":3,"servers":{"a":1,"b":2}},"#
                + #""INFLUXDB_V1_WRITE":{"total":1,"servers":{"_no_server_context":1}},"#
                + #""PROXY_API":{"total":1,"servers":{"a":1}}}"#
            #expect(
                log.fullTexts == [
                    "notice: ERROR TRACKER: error counts of the day (UTC) details=\(details) total=5"
                ])
            clock.advance(by: .seconds(86_400))
            await clock.untilSleeping()
        }
        #expect(log.lines.count == 1)
    }

    @Test func `says at the end what failed since midnight`() async throws {
        let tracker = tracker()
        try await run(tracker) { tracker.receive(failed("a")) }
        #expect(log.lines.map { $0.metadata["total"] } == ["1"])
    }

    @Test func `ends a day with the first failure of the next, should the clock be set`() async throws {
        let tracker = tracker()
        tracker.receive(failed("a"))
        tracker.receive(failed("b", after: 61))
        #expect(log.lines.map { $0.metadata["details"] } == [#"{"HEALTH_API":{"total":1,"servers":{"a":1}}}"#])
        tracker.receive(failed("c", after: -3600))
        #expect(log.lines.count == 1)
    }

    @Test func `says nothing if told so, or if nothing failed`() async throws {
        let silent = tracker(logsSummary: false)
        try await run(silent) { silent.receive(failed("a")) }
        try await run(tracker()) {}
        #expect(log.lines.isEmpty)
    }

    @Test func `counts failures only`() async throws {
        let tracker = tracker()
        try await run(tracker) {
            tracker.receive(
                .polled(
                    PollOutcome(
                        PollTarget(.health, serverName: "a", host: "h"), failure: nil, duration: .zero,
                        at: Timestamp(secondsSinceEpoch: Self.evening))))
        }
        #expect(log.lines.isEmpty)
    }

    @Test func `spells names so that the details stay JSON`() {
        var counts = ErrorCounts()
        counts.add("T", server: "a \"b\" \\ \n ü")
        #expect(counts.json == #"{"T":{"total":1,"servers":{"a \"b\" \\ \u000a ü":1}}}"#)
    }
}
