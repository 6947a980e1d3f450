// SPDX-License-Identifier: MIT

import Logging
package import TelemetryStore
package import TelemetryWire

/// Lets an installation read back and erase what is stored about it, if the request is signed with the key of its reports.
package struct InstallationAccess: Sendable {
    private static let idRule = TextPattern(first: .lowercaseHex, rest: .lowercaseHex, length: 64...64)

    private let keeper: any InstallationKeeper
    private let pepper: Pepper
    private let metrics: CollectorMetrics
    private let today: @Sendable () -> UTCDay
    private let rates: SenderRates
    private let health: StoreHealth

    /// - Parameter rates: how often each installation may ask; the same as for its reports.
    package init(
        keeper: any InstallationKeeper, pepper: Pepper, metrics: CollectorMetrics,
        today: @escaping @Sendable () -> UTCDay, rates: SenderRates, health: StoreHealth
    ) {
        self.keeper = keeper
        self.pepper = pepper
        self.metrics = metrics
        self.today = today
        self.rates = rates
        self.health = health
    }

    /// Everything stored about the installation.
    package func read(id: String, headers: ProofHeaders) async throws(Problem) -> StoredInstallation {
        let stored = try await counted(isErasure: false) { () async throws(Problem) in
            let (installation, proof) = try open(id, headers, .read(id: id))
            let record = try await answer("installation not read back") {
                try await keeper.read(installation, proof: proof)
            }
            guard var record else { throw .nothingStored }
            record.bodySHA256 = pepper.open(record.bodySHA256)
            return StoredInstallation(record)
        }
        metrics.readBack()
        return stored
    }

    /// Erases everything stored about the installation. Erasing what is not there is no error.
    package func erase(id: String, headers: ProofHeaders) async throws(Problem) -> ErasureReceipt {
        let receipt = try await counted(isErasure: true) { () async throws(Problem) in
            let (installation, proof) = try open(id, headers, .erase(id: id))
            let counts = try await answer("installation not erased") {
                try await keeper.erase(installation, proof: proof)
            }
            return ErasureReceipt(installations: counts.installations, periods: counts.spans, date: today())
        }
        metrics.erased()
        return receipt
    }

    private func counted<Answer>(
        isErasure: Bool, _ work: () async throws(Problem) -> Answer
    ) async throws(Problem) -> Answer {
        do {
            return try await work()
        } catch {
            metrics.rejected(error, ofReport: isErasure)
            throw error
        }
    }

    private func open(
        _ id: String, _ headers: ProofHeaders, _ message: SignedMessage
    ) throws(Problem) -> (KeyedID, Submission.Proof) {
        guard Self.idRule.accepts(id) else {
            throw .invalid([Violation(field: "id", rule: "64 lower-case hexadecimal digits")])
        }
        let (installation, proof) = (pepper.keyedID(of: id), try headers.proof(of: message))
        if let wait = rates.admit(installation.bytes + proof.publicKey) { throw .tooManyMessages(retryAfter: wait) }
        return (installation, proof)
    }

    private func answer<Answer>(
        _ failure: Logger.Message, _ ask: () async throws -> Result<Answer, ProofRefusal>
    ) async throws(Problem) -> Answer {
        let result: Result<Answer, ProofRefusal>
        do {
            result = try await ask()
        } catch {
            throw health.failed(failure, error)
        }
        health.worked()
        switch result {
        case .success(let answer): return answer
        case .failure(.counterUsed(let last)): throw .counterUsed(last: last)
        case .failure(.identityPinned): throw .identityPinned
        }
    }
}
