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
    private let logger: Logger

    package init(
        store: any FleetWriter, pepper: Pepper, metrics: CollectorMetrics, today: @escaping @Sendable () -> UTCDay,
        logger: Logger
    ) {
        self.store = store
        self.pepper = pepper
        self.metrics = metrics
        self.today = today
        self.logger = logger
    }

    /// Takes a signed report.
    package func receiveV2(_ body: [UInt8], headers: ProofHeaders) async throws(Problem) -> Receipt {
        try await counted(schemaVersion: 2) { () async throws(Problem) in
            let (message, proof) = try readV2(body) { () throws(Problem) in try headers.proof(of: .report(body)) }
            return try await store(submission(of: message, body: body, proof: proof, day: today()), message)
        }.receipt
    }

    /// Takes the published message of version 1, which proves nothing.
    package func receiveV1(_ body: [UInt8]) async throws(Problem) -> Receipt {
        try await counted(schemaVersion: 1) { () async throws(Problem) in
            let message = Self.read { () throws(MessageReader.Failure) in try MessageReader.readV1(body) }
            let report = try Self.unwrap(message)
            return try await store(submission(of: report, body: body, proof: nil, day: today()), report)
        }.receipt
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
            metrics.rejected(error)
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
        do {
            outcome = try await store.submit(submission)
        } catch {
            logger.error("report not stored", metadata: ["cause": "\(error)"])
            throw .unavailable(retryAfter: 60)
        }
        func receipt(_ day: UTCDay) -> Receipt {
            Receipt(sha256: submission.bodySHA256, received: day, schemaVersion: message.schemaVersion)
        }
        switch outcome {
        case .stored(let day): return Taken(receipt: receipt(day), isRepeated: false)
        case .repeated(let day): return Taken(receipt: receipt(day), isRepeated: true)
        case .counterUsed(let last): throw .counterUsed(last: last)
        case .identityPinned: throw .identityPinned
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
