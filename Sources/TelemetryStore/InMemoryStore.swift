// SPDX-License-Identifier: MIT

package import TelemetryWire

/// A store that lives as long as the process: the shortest statement of what a store does, for tests.
package actor InMemoryStore: FleetWriter, FleetReader, FleetEraser, InstallationKeeper, HistoryReader {
    private struct Installation {
        let publicKey: [UInt8]?
        var counter: UInt64 = 0
        var bodySHA256: [UInt8] = []
        var received: UTCDay
        var history = History()
    }

    private var installations: [KeyedID: Installation] = [:]

    package init() {}

    package func submit(_ submission: Submission) -> SubmissionOutcome {
        let known = installations[submission.installation]
        if let known,
            let refusal = submission.refusal(
                publicKey: known.publicKey, counter: known.counter, bodySHA256: known.bodySHA256,
                received: known.received)
        {
            return refusal
        }
        var installation =
            known ?? Installation(publicKey: submission.proof?.publicKey, received: submission.day)
        installation.counter = submission.proof?.counter ?? 0
        installation.bodySHA256 = submission.bodySHA256
        installation.received = submission.day
        installation.history.add(submission.state, on: submission.day)
        installations[submission.installation] = installation
        return .stored(submission.day)
    }

    package func read(
        _ installation: KeyedID, proof: Submission.Proof
    ) -> Result<InstallationRecord?, ProofRefusal> {
        guard let known = installations[installation] else { return .success(nil) }
        if let refusal = proof.refusal(publicKey: known.publicKey, counter: known.counter) { return .failure(refusal) }
        installations[installation]?.counter = proof.counter
        return .success(
            InstallationRecord(
                counter: proof.counter, bodySHA256: known.bodySHA256, received: known.received,
                spans: known.history.spans))
    }

    package func erase(
        _ installation: KeyedID, proof: Submission.Proof
    ) -> Result<ErasureCounts, ProofRefusal> {
        if let known = installations[installation],
            let refusal = proof.refusal(publicKey: known.publicKey, counter: known.counter)
        {
            return .failure(refusal)
        }
        return .success(erase(installation))
    }

    package func erase(_ installation: KeyedID) -> ErasureCounts {
        guard let erased = installations.removeValue(forKey: installation) else {
            return ErasureCounts(installations: 0, spans: 0)
        }
        return ErasureCounts(installations: 1, spans: erased.history.spans.count)
    }

    package func holds(_ state: FleetState, of installation: KeyedID, on day: UTCDay) -> Bool {
        installations[installation]?.history.contains(state, on: day) ?? false
    }

    package func overview(service: String, asOf day: UTCDay) -> FleetOverview {
        let earliest = day.advanced(by: 1 - FleetOverview.activeDays)
        let active = installations.values.filter { installation in
            installation.history.spans.last.map { $0.state.service == service && $0.last >= earliest } ?? false
        }
        return FleetOverview(
            service: service, day: day, firstSeen: active.flatMap { $0.history.spans.map(\.first) }.min(),
            states: active.compactMap { $0.history.spans.last?.state }.map { ($0, 1) })
    }
}
