// SPDX-License-Identifier: MIT

package import TelemetryWire

/// A store that lives as long as the process: the shortest statement of what a store does, for tests.
package actor InMemoryStore: FleetWriter, FleetReader, FleetEraser, InstallationKeeper, HistoryReader {
    struct Stored {
        var installation: Installation
        var earlier: [Span] = []

        var history: InstallationHistory { InstallationHistory(installation, earlier: earlier) }
    }

    var installations: [KeyedID: Stored] = [:]
    var tombstones: Set<KeyedID> = []
    var blocked: Set<KeyedID> = []
    var rollups: [RollupKey: Int] = [:]
    var closed: ClosedWeeks?
    private let admission: @Sendable () -> Bool

    /// - Parameter admission: is asked when an installation is new, and says whether it may be let in.
    package init(admission: @escaping @Sendable () -> Bool = { true }) { self.admission = admission }

    package func submit(_ submission: Submission) -> SubmissionOutcome {
        let id = submission.installation
        let known = installations[id]
        if let known, let refusal = submission.refusal(by: known.installation) { return refusal }
        if known == nil {
            if blocked.contains(id) { return .blocked }
            if tombstones.contains(id) { return .erased }
            if !admission() { return .notAdmitted }
        }
        var history = known?.history ?? InstallationHistory(submission.state, on: submission.day)
        if known != nil { history.add(submission.state, on: submission.day) }
        var stored = known ?? Stored(installation: Installation(submission))
        stored.installation.accept(submission, history)
        stored.earlier = history.history.spans.dropLast()
        replace(id, with: stored)
        return .stored(submission.day)
    }

    package func read(
        _ installation: KeyedID, proof: Submission.Proof
    ) -> Result<InstallationRecord?, ProofRefusal> {
        guard var known = installations[installation] else { return .success(nil) }
        if let refusal = proof.refusal(by: known.installation) { return .failure(refusal) }
        known.installation.counter = proof.counter
        installations[installation] = known
        return .success(InstallationRecord(known.installation, earlier: known.earlier))
    }

    package func erase(
        _ installation: KeyedID, proof: Submission.Proof
    ) -> Result<ErasureCounts, ProofRefusal> {
        guard let known = installations[installation] else {
            return .success(ErasureCounts(installations: 0, spans: 0))
        }
        if let refusal = proof.refusal(by: known.installation) { return .failure(refusal) }
        return .success(erase(installation))
    }

    package func erase(_ installation: KeyedID) -> ErasureCounts {
        tombstones.insert(installation)
        return remove(installation)
    }

    func remove(_ installation: KeyedID) -> ErasureCounts {
        guard let known = installations[installation] else { return ErasureCounts(installations: 0, spans: 0) }
        replace(installation, with: nil)
        return ErasureCounts(installations: 1, spans: known.earlier.count + 1)
    }

    package func holds(_ state: FleetState, of installation: KeyedID, on day: UTCDay) -> Bool {
        installations[installation]?.history.history.contains(state, on: day) ?? false
    }

    package func overview(service: String, asOf day: UTCDay) -> FleetOverview {
        let earliest = day.advanced(by: 1 - FleetOverview.activeDays)
        let active = installations.values.map(\.installation)
            .filter { $0.newest.state.service == service && $0.newest.last >= earliest }
        return FleetOverview(
            service: service, day: day, firstSeen: active.map(\.firstSeen).min(),
            quarantined: active.count { !$0.isConfirmed },
            states: active.map { ($0.newest.state, 1) })
    }

    private func replace(_ id: KeyedID, with stored: Stored?) {
        if let closed {
            let correction = RollupCorrection(before: installations[id]?.history, after: stored?.history, in: closed)
            for (key, difference) in correction.differences { rollups[key, default: 0] += difference }
            rollups = rollups.filter { $0.value != 0 }
        }
        installations[id] = stored
    }
}
