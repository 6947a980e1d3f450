// SPDX-License-Identifier: MIT

import Crypto
import Foundation
package import Logging
package import TelemetryStore
package import TelemetryWire

/// Decides whether a report is taken: validates, verifies, stores, and answers with a receipt or a problem.
package struct ReportIngest: Sendable {
    private let store: any FleetWriter
    private let pepper: Pepper
    private let metrics: CollectorMetrics
    let today: @Sendable () -> UTCDay
    private let rates: SenderRates
    private let health: StoreHealth

    /// - Parameter rates: how often each installation may send. A signed one is known by its ID and its key together, since
    ///   anybody can sign for an ID that is not theirs.
    package init(
        store: any FleetWriter, pepper: Pepper, metrics: CollectorMetrics, today: @escaping @Sendable () -> UTCDay,
        rates: SenderRates, health: StoreHealth
    ) {
        self.store = store
        self.pepper = pepper
        self.metrics = metrics
        self.today = today
        self.rates = rates
        self.health = health
    }

    /// For reports that do not come over a network, of which there may be any number.
    package init(
        store: any FleetWriter, pepper: Pepper, metrics: CollectorMetrics, today: @escaping @Sendable () -> UTCDay,
        logger: Logger
    ) {
        self.init(
            store: store, pepper: pepper, metrics: metrics, today: today, rates: SenderRates(perHour: 0),
            health: StoreHealth(logger: logger))
    }

    /// Takes a signed report.
    package func receiveV2(_ body: [UInt8], headers: ProofHeaders) async throws(Problem) -> Receipt {
        try await counted(schemaVersion: 2) { () async throws(Problem) in
            let (message, proof) = try readV2(body) { () throws(Problem) in try headers.proof(of: .report(body)) }
            return try await take(message, body, proof)
        }.receipt
    }

    /// Takes the published message of version 1, which proves nothing.
    package func receiveV1(_ body: [UInt8]) async throws(Problem) -> Receipt {
        try await counted(schemaVersion: 1) { () async throws(Problem) in
            let message = Self.read { () throws(MessageReader.Failure) in try MessageReader.readV1(body) }
            return try await take(try Self.unwrap(message), body, nil)
        }.receipt
    }

    /// Takes a message that is known to be well-formed and its sender's own: only now may it use up what that sender has.
    private func take(
        _ message: MessageReader.Message, _ body: [UInt8], _ proof: Submission.Proof?
    ) async throws(Problem) -> Taken {
        let submission = submission(of: message, body: body, proof: proof, day: today())
        if let wait = rates.admit(submission.installation.bytes + (proof?.publicKey ?? [])) {
            throw .tooManyMessages(retryAfter: wait)
        }
        let taken = try await store(submission, message)
        if !taken.isRepeated { note(message, on: submission.day) }
        return taken
    }

    /// Counts what is odd about a report that was stored.
    private func note(_ message: MessageReader.Message, on day: UTCDay) {
        if let time = message.time?.day {
            if time > day.advanced(by: 1) { metrics.skewed(.future) }
            if time < day.advanced(by: -1) { metrics.skewed(.past) }
        }
        let features = FieldRegistry.service(named: message.report.service)?.features ?? []
        metrics.unknown(features.map(\.name).filter { message.report.features[$0] == nil })
    }

    /// A report that is stored, now or since an earlier time.
    struct Taken {
        var receipt: Receipt
        var isRepeated: Bool
    }

    func counted(schemaVersion: Int, _ work: () async throws(Problem) -> Taken) async throws(Problem) -> Taken {
        do {
            let taken = try await work()
            metrics.accepted(schemaVersion: schemaVersion, isRepeated: taken.isRepeated)
            return taken
        } catch {
            metrics.rejected(error, ofReport: true)
            throw error
        }
    }

    /// Reads a signed message. A body that is not JSON is told first; who sent it comes before what is in it.
    func readV2(
        _ body: [UInt8], verify: () throws(Problem) -> Submission.Proof
    ) throws(Problem) -> (MessageReader.Message, Submission.Proof) {
        let message = Self.read { () throws(MessageReader.Failure) in try MessageReader.readV2(body) }
        if case .failure(.notJSON(let failure)) = message {
            throw .notJSON(at: failure.offset, expected: failure.reason)
        }
        // How a later version proves itself is not known here, and nothing is stored: the sender keeps it and comes again.
        if case .failure(.unknownSchemaVersion) = message { throw .unknownSchemaVersion }
        let proof = try verify()
        return (try Self.unwrap(message), proof)
    }

    func submission(
        of message: MessageReader.Message, body: [UInt8], proof: Submission.Proof?, day: UTCDay
    ) -> Submission {
        Submission(
            installation: pepper.keyedID(of: message.report.system.id), proof: proof,
            bodySHA256: Array(SHA256.hash(data: body)), day: day, state: FleetState(message.report))
    }

    func store(_ submission: Submission, _ message: MessageReader.Message) async throws(Problem) -> Taken {
        let outcome: SubmissionOutcome
        var sealed = submission
        sealed.bodySHA256 = submission.proof == nil ? [] : pepper.seal(submission.bodySHA256)
        do {
            outcome = try await store.submit(sealed)
        } catch {
            throw health.failed("report not stored", error)
        }
        health.worked()
        func receipt(_ day: UTCDay) -> Receipt {
            Receipt(sha256: submission.bodySHA256, received: day, schemaVersion: message.schemaVersion)
        }
        switch outcome {
        case .stored(let day): return Taken(receipt: receipt(day), isRepeated: false)
        case .repeated(let day): return Taken(receipt: receipt(day), isRepeated: true)
        case .counterUsed(let last): throw .counterUsed(last: last)
        case .identityPinned: throw .identityPinned
        case .erased: throw .erased
        case .blocked: throw .blocked
        case .notAdmitted: throw .tooManyNew(retryAfter: 3600)
        }
    }

    private static func read(
        _ reading: () throws(MessageReader.Failure) -> MessageReader.Message
    ) -> Result<MessageReader.Message, MessageReader.Failure> {
        do { return .success(try reading()) } catch { return .failure(error) }
    }

    private static func unwrap(
        _ result: Result<MessageReader.Message, MessageReader.Failure>
    ) throws(Problem) -> MessageReader.Message {
        switch result {
        case .success(let message): return message
        case .failure(.notJSON(let failure)): throw .notJSON(at: failure.offset, expected: failure.reason)
        case .failure(.unknownSchemaVersion): throw .unknownSchemaVersion
        case .failure(.violations(let violations)): throw .invalid(violations)
        }
    }
}
