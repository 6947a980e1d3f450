// SPDX-License-Identifier: MIT

import HTTPExchange
package import Logging
import ServiceLifecycle
package import TelemetryWire

/// Sends a report after start and then on schedule, if and only if telemetry is on.
///
/// Promises: nothing leaves before the notice was shown and the grace period is over; never delays start or stop; a network
/// that does not let it through costs one log line. The stored choice and the identity are read again before each attempt,
/// since commands change them while the service runs. What cannot be written down is not sent.
package struct TelemetryReporter: Service, CustomStringConvertible {
    /// What was shown before anything may leave.
    package struct Notice: Sendable {
        /// Raising it starts the grace period anew.
        var version = 1
        /// How long after the notice was first shown nothing is sent.
        var gracePeriod: Duration
    }

    /// 2026-01-01, in seconds since 1970.
    private static let firstRelease = 1_767_225_600

    /// How long one report is tried; after that the next one is near.
    private static let patience = ReportSchedule.period / 2

    private let identity: TelemetryIdentity
    private let directory: TelemetryDirectory
    private let service: TelemetryService
    private let notice: Notice
    private let connection: CollectorConnection
    private let report: @Sendable (_ id: String) -> TelemetryReport
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Int
    private let random: @Sendable () -> Double
    private let onAttempt: @Sendable (_ isAccepted: Bool) -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - onAttempt: is told how each attempt ended.
    package init(
        identity: TelemetryIdentity, directory: TelemetryDirectory, service: TelemetryService, notice: Notice,
        connection: CollectorConnection, report: @escaping @Sendable (_ id: String) -> TelemetryReport,
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Int,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        onAttempt: @escaping @Sendable (_ isAccepted: Bool) -> Void = { _ in }, logger: Logger
    ) {
        self.identity = identity
        self.directory = directory
        self.service = service
        self.notice = notice
        self.connection = connection
        self.report = report
        self.clock = clock
        self.now = now
        self.random = random
        self.onAttempt = onAttempt
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
        var log = ChangeLog(logger: logger, onAttempt: onAttempt)
        while true {
            try await reportOnce(&log)
            let secret = (try? directory.secret(repairs: false))??.secret ?? identity.secret
            let phase = secret.phase(within: ReportSchedule.period, of: service.name)
            try await clock.sleep(for: ReportSchedule(phase: phase).wait(from: now()))
        }
    }

    /// The grace period counts from the first notice, also across restarts.
    private func remainingGrace() -> Duration {
        let now = now()
        let first = try? directory.update { state throws(TelemetryStateFailure) in
            // A notice in the future, or from before this program, was dated by a clock that was wrong: count from today.
            let first = state.noticeTime ?? .max
            let isTrusted = first <= now && (first >= Self.firstRelease || now < Self.firstRelease)
            if state.noticeVersion < notice.version || !isTrusted {
                state.noticeVersion = notice.version
                state.noticeTime = now
            }
            return state.noticeTime ?? now
        }
        guard let first else { return notice.gracePeriod }
        // Both times are cut down to whole seconds, so what has passed may be almost a second less.
        let passed = Duration.seconds(max(0, now - first - 1))
        return passed >= notice.gracePeriod ? .zero : notice.gracePeriod - passed
    }

    /// Who this is now. A command may have made a new identity since the start, or said no.
    ///
    /// - Returns: `nil` if nothing is to be sent.
    private func currentIdentity(_ log: inout ChangeLog) throws(TelemetryStateFailure) -> TelemetryIdentity? {
        let state = try directory.state()
        if state.isDisabled { return nil }
        if identity.kind == .provided { return identity }
        guard let id = state.id, let secret = try directory.secret(repairs: false)?.secret else {
            log.note(.unkept, "\(directory.path) holds no identity any more; the next start makes one")
            return nil
        }
        return TelemetryIdentity(id: id, secret: secret, kind: .stored)
    }

    /// Sends one report, trying again until it is accepted, refused for good, or the next one is near.
    private func reportOnce(_ log: inout ChangeLog) async throws {
        var draft: Draft?
        var waited = Duration.zero
        var attempt = 0
        while waited < Self.patience {
            var result: Attempt
            do throws(TelemetryStateFailure) {
                guard let current = try currentIdentity(&log) else { return }
                if draft?.signer.identity.id != current.id { draft = try newDraft(for: current, &log) }
                guard var tried = draft else { return }
                result = try await send(&tried, &log)
                draft = tried
            } catch {
                log.note(.unkept, error.description)
                result = .later(nil)
            }
            try Task.checkCancellation()
            guard case .later(let retryAfter) = result else { return }
            attempt += 1
            let wait = max(retryAfter ?? .zero, backoff(attempt))
            waited += wait
            try await clock.sleep(for: wait)
        }
    }

    private enum Attempt {
        case done
        /// Not before the time the collector asked for.
        case later(Duration?)
        /// At once, with another counter.
        case signAgain
    }

    /// A report on its way: signed once, and the same bytes again until something is heard.
    private struct Draft {
        let signer: MessageSigner
        var report: SignedReport
        var wasSignedAgain = false
        var isKnownUnanswered = false
    }

    /// - Returns: `nil` if there is nothing to send.
    private func newDraft(
        for identity: TelemetryIdentity, _ log: inout ChangeLog
    ) throws(TelemetryStateFailure) -> Draft? {
        let body: [UInt8]
        do throws(UnlistedContent) { body = try service.checkedBody(of: report(identity.id), at: now()) } catch {
            log.note(.unlisted, error.description)
            return nil
        }
        let signer = MessageSigner(directory: directory, identity: identity, service: service, now: now)
        if identity.kind != .provided, try directory.state().acceptedBody == SignedReport.digest(of: body) {
            return nil
        }
        let draft = Draft(signer: signer, report: try signer.report(body))
        return try remember(.sent(draft.report), of: identity) ? draft : nil
    }

    private func send(
        _ draft: inout Draft, _ log: inout ChangeLog
    ) async throws(TelemetryStateFailure) -> Attempt {
        let identity = draft.signer.identity
        var claim: SendingClaim?
        if identity.kind != .provided {
            claim = try directory.claimSending()
            guard claim != nil else { return .later(nil) }
            // Who says no and then takes the claim has not to fear a report that is on its way.
            let state = try directory.state()
            guard !state.isDisabled, state.id == identity.id else { return .done }
        }
        let outcome = await SendOutcome(of: .report(draft.report), over: connection)
        let answer = try settle(&draft, outcome, &log)
        withExtendedLifetime(claim) {}
        claim = nil
        guard case .signAgain = answer else { return answer }
        return try await send(&draft, &log)
    }

    /// Writes down and tells what came of an attempt.
    private func settle(
        _ draft: inout Draft, _ outcome: SendOutcome, _ log: inout ChangeLog
    ) throws(TelemetryStateFailure) -> Attempt {
        switch outcome {
        case .accepted(let receipt):
            if let receipt, receipt.sha256 != draft.report.digest {
                let words = "the receipt is for other bytes than were sent"
                answered(draft, .refused(words), &log) { $0.note(.refused, words) }
            } else {
                answered(draft, .accepted(receipt), &log) {
                    $0.note(.accepted, receipt == nil ? "the collector gave no receipt" : "")
                }
            }
        case .counterUsed(let last)
        where !draft.wasSignedAgain && MessageSigner.believes(last, after: draft.report.counter):
            answered(draft, .refused("the counter was used before; signed again"), &log) { _ in }
            draft.wasSignedAgain = true
            draft.report = try draft.signer.report(draft.report.body, above: last)
            return try remember(.sent(draft.report), of: draft.signer.identity) ? .signAgain : .done
        case .counterUsed:
            let words = "the collector refuses every counter"
            answered(draft, .refused(words), &log) { $0.note(.refused, words) }
        case .refused(let reason):
            answered(draft, .refused(reason), &log) { $0.note(.refused, reason) }
        case .later(let reason, let retryAfter):
            // When the program ends, that is nobody's failure.
            if Task.isCancelled { return .later(nil) }
            log.note(.unreachable, reason)
            // A report without an answer counts as unanswered anyway: this only tells why.
            if !draft.isKnownUnanswered {
                draft.isKnownUnanswered = (try? write(draft, .unanswered(reason))) != nil
            }
            return .later(retryAfter)
        }
        return .done
    }

    /// The report has arrived, whether that can be written down or not.
    private func answered(
        _ draft: Draft, _ answer: HistoryAnswer, _ log: inout ChangeLog, _ tell: (inout ChangeLog) -> Void
    ) {
        do {
            try write(draft, answer)
            tell(&log)
        } catch { log.note(.unrecorded, error.description) }
    }

    private func write(_ draft: Draft, _ answer: HistoryAnswer) throws(TelemetryStateFailure) {
        let report = draft.report
        _ = try remember(.answered(key: report.key, counter: report.counter, answer), of: draft.signer.identity)
        guard case .accepted = answer, draft.signer.identity.kind != .provided else { return }
        let digest = SignedReport.digest(of: report.body)
        try directory.update { state throws(TelemetryStateFailure) in
            // Unless a command made a new identity meanwhile.
            if state.id == draft.signer.identity.id { state.acceptedBody = digest }
        }
    }

    /// - Returns: false if a command erased or replaced the identity meanwhile.
    private func remember(_ entry: HistoryEntry, of identity: TelemetryIdentity) throws(TelemetryStateFailure) -> Bool {
        // A secret from outside is for hosts where nothing lasts: there is no history either.
        guard identity.kind != .provided else { return true }
        return try directory.appendHistory(entry.line(at: now()), of: identity.id)
    }

    /// Exponential from one minute to one hour, with full jitter.
    private func backoff(_ attempt: Int) -> Duration {
        let ceiling = min(Duration.seconds(60) * (1 << min(attempt - 1, 10)), .seconds(3600))
        return .seconds(1) + ceiling * random()
    }
}
