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
    private let today: @Sendable () -> UTCDay
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

    /// What a version 2 sender puts into headers, as text.
    package struct ProofHeaders: Sendable {
        package var key: String?
        package var signature: String?
        package var counter: String?

        package init(key: String?, signature: String?, counter: String?) {
            self.key = key
            self.signature = signature
            self.counter = counter
        }
    }

    /// Takes a signed report.
    package func receiveV2(_ body: [UInt8], headers: ProofHeaders) async throws(Problem) -> Receipt {
        try await counted(schemaVersion: 2) { () async throws(Problem) in
            let message = Self.read { () throws(MessageReader.Failure) in try MessageReader.readV2(body) }
            // A body that is not JSON is told first; who sent it comes before what is in it.
            if case .failure(.notJSON(let failure)) = message {
                throw .notJSON(at: failure.offset, expected: failure.reason)
            }
            let proof = try Self.verify(headers, SignedMessage.report(body))
            return try await store(Self.unwrap(message), body: body, proof: proof)
        }
    }

    /// Takes the published message of version 1, which proves nothing.
    package func receiveV1(_ body: [UInt8]) async throws(Problem) -> Receipt {
        try await counted(schemaVersion: 1) { () async throws(Problem) in
            let message = Self.read { () throws(MessageReader.Failure) in try MessageReader.readV1(body) }
            return try await store(Self.unwrap(message), body: body, proof: nil)
        }
    }

    private func counted(
        schemaVersion: Int, _ work: () async throws(Problem) -> (receipt: Receipt, isRepeated: Bool)
    ) async throws(Problem) -> Receipt {
        do {
            let result = try await work()
            metrics.accepted(schemaVersion: schemaVersion, isRepeated: result.isRepeated)
            return result.receipt
        } catch {
            metrics.rejected(error)
            throw error
        }
    }

    private func store(
        _ message: MessageReader.Message, body: [UInt8], proof: Submission.Proof?
    ) async throws(Problem) -> (receipt: Receipt, isRepeated: Bool) {
        let digest = Array(SHA256.hash(data: body))
        let submission = Submission(
            installation: pepper.keyedID(of: message.report.system.id), proof: proof, bodySHA256: digest, day: today(),
            state: FleetState(message.report))
        let outcome: SubmissionOutcome
        do {
            outcome = try await store.submit(submission)
        } catch {
            logger.error("report not stored", metadata: ["cause": "\(error)"])
            throw .unavailable(retryAfter: 60)
        }
        switch outcome {
        case .stored(let day):
            return (Receipt(sha256: digest, received: day, schemaVersion: message.schemaVersion), false)
        case .repeated(let day):
            return (Receipt(sha256: digest, received: day, schemaVersion: message.schemaVersion), true)
        case .counterUsed(let last): throw .counterUsed(last: last)
        case .identityPinned: throw .identityPinned
        }
    }

    private static func verify(_ headers: ProofHeaders, _ message: SignedMessage) throws(Problem) -> Submission.Proof {
        guard let key = headers.key.flatMap(Base64URL.decode), key.count == 32 else {
            throw .signatureMissing(header: TelemetryHTTP.keyHeader)
        }
        guard let signature = headers.signature.flatMap(Base64URL.decode), signature.count == 64 else {
            throw .signatureMissing(header: TelemetryHTTP.signatureHeader)
        }
        guard let text = headers.counter, text.utf8.allSatisfy({ (48...57).contains($0) }), !text.hasPrefix("0"),
            let counter = UInt64(text),
            counter <= TelemetryHTTP.maximumCounter
        else { throw .signatureMissing(header: TelemetryHTTP.counterHeader) }
        guard let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key),
            publicKey.isValidSignature(signature, for: message.bytes(counter: counter))
        else { throw .signatureInvalid }
        return Submission.Proof(publicKey: key, counter: counter)
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
