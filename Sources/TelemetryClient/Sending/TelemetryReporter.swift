// SPDX-License-Identifier: MIT

import Crypto
package import Logging
import ServiceLifecycle
package import TelemetryWire

/// Sends a report after start and then on schedule, if and only if telemetry is on.
///
/// Promises: nothing leaves before the notice was shown and the grace period is over; never delays start or stop; a network
/// that does not let it through costs one log line. The stored choice is read again before each report.
package struct TelemetryReporter: Service, CustomStringConvertible {
    /// Raising it shows the notice again and starts the grace period anew.
    package static let noticeVersion = 1

    private let identity: TelemetryIdentity
    private let directory: TelemetryDirectory
    private let gracePeriod: Duration
    private let sender: ReportSender
    private let report: @Sendable (_ id: String) -> TelemetryReport
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Int
    private let random: @Sendable () -> Double
    private let logger: Logger

    /// - Parameters:
    ///   - gracePeriod: how long after the notice was first shown nothing is sent.
    ///   - now: seconds since 1970.
    package init(
        identity: TelemetryIdentity, directory: TelemetryDirectory, gracePeriod: Duration, sender: ReportSender,
        report: @escaping @Sendable (_ id: String) -> TelemetryReport, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Int, random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        logger: Logger
    ) {
        self.identity = identity
        self.directory = directory
        self.gracePeriod = gracePeriod
        self.sender = sender
        self.report = report
        self.clock = clock
        self.now = now
        self.random = random
        self.logger = logger
    }

    /// Service groups log their services; nothing of the identity must show there.
    package var description: String { "TelemetryReporter" }

    package func run() async throws {
        guard identity.maySend else {
            try await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown {
            do { try await reportUntilCancelled() } catch {
                // Cancelled: the program is ending.
            }
        }
    }

    private func reportUntilCancelled() async throws {
        try await clock.sleep(for: remainingGrace())
        let schedule = ReportSchedule(phase: identity.secret.phase(within: ReportSchedule.period))
        var log = ChangeLog(logger: logger)
        while true {
            try await sendOnce(&log)
            try await clock.sleep(for: schedule.wait(from: now()))
        }
    }

    /// The grace period counts from the first notice, also across restarts.
    private func remainingGrace() -> Duration {
        guard var state = try? directory.state() else { return gracePeriod }
        if state.noticeVersion < Self.noticeVersion || state.noticeTime == nil {
            state.noticeVersion = Self.noticeVersion
            state.noticeTime = now()
            try? directory.store(state)
        }
        let passed = Duration.seconds(max(0, now() - (state.noticeTime ?? now())))
        return passed >= gracePeriod ? .zero : gracePeriod - passed
    }

    /// Sends one report, trying again until it is accepted, refused for good, or the next one is due.
    private func sendOnce(_ log: inout ChangeLog) async throws {
        var attempt = 0
        var counterFloor: UInt64?
        let deadline = now() + Int(ReportSchedule.period.components.seconds) / 2
        while true {
            guard (try? directory.state())?.isDisabled != true else { return }
            let body = report(identity.id).encoded(at: HourTimestamp(secondsSinceEpoch: now()))
            // The closed world holds on this side, too: what the collector would refuse never leaves.
            do { _ = try MessageReader.readV2(body) } catch {
                return log.note(.refused, "the report does not follow the published list, so it was not sent: \(error)")
            }
            let digest = Hex.encode(SHA256.hash(data: body))
            if attempt == 0, (try? directory.state())?.acceptedBody == digest { return }
            let counter = nextCounter(above: counterFloor ?? 0)
            let outcome = await sender.send(body, counter: counter, secret: identity.secret)
            try Task.checkCancellation()
            switch outcome {
            case .accepted(let receipt):
                if let receipt, Hex.encode(receipt.sha256) != digest {
                    return log.note(.refused, "the collector's receipt is for other bytes than were sent")
                }
                remember(accepted: digest)
                return log.note(.accepted, receipt == nil ? "the collector gave no receipt" : "")
            case .counterUsed(let last):
                guard counterFloor == nil else { return log.note(.refused, "the collector refuses every counter") }
                counterFloor = last
            case .refused(let reason):
                return log.note(.refused, reason)
            case .later(let reason, let retryAfter):
                log.note(.unreachable, reason)
                attempt += 1
                let wait = max(retryAfter ?? .zero, backoff(attempt))
                try await clock.sleep(for: wait)
                guard now() < deadline else { return }
            }
        }
    }

    /// The counter is stored before it is used, so that none is used twice. Without storage it follows the clock.
    private func nextCounter(above floor: UInt64) -> UInt64 {
        guard identity.kind != .provided, var state = try? directory.state() else {
            return max(UInt64(max(now(), 0)), floor + 1)
        }
        state.counter = max(state.counter, floor) + 1
        try? directory.store(state)
        return state.counter
    }

    private func remember(accepted digest: String) {
        guard identity.kind != .provided, var state = try? directory.state() else { return }
        state.acceptedBody = digest
        try? directory.store(state)
    }

    /// Exponential from one minute to one hour, with full jitter.
    private func backoff(_ attempt: Int) -> Duration {
        let ceiling = min(Duration.seconds(60) * (1 << min(attempt - 1, 10)), .seconds(3600))
        return .seconds(1) + ceiling * random()
    }
}
