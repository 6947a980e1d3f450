// SPDX-License-Identifier: MIT

import Postgres
import TelemetryStore
import TelemetryWire

/// Stores a batch of submissions within one transaction: reads what they are about, decides about one after the other in
/// memory, and writes what came of it.
struct SubmissionWriting {
    private(set) var states: StateTable
    private let closed: ClosedWeeks?
    private let tombstoneKey: TombstoneKey
    private let gate: AdmissionGate
    private var entries: [KeyedID: BatchEntry] = [:]
    private var keptOut: [KeyedID: SubmissionOutcome] = [:]
    private var correction = RollupCorrection()

    init(states: StateTable, closed: ClosedWeeks?, tombstoneKey: TombstoneKey, gate: AdmissionGate) {
        self.states = states
        self.closed = closed
        self.tombstoneKey = tombstoneKey
        self.gate = gate
    }

    mutating func store(
        _ batch: [Submission], _ connection: isolated PostgresConnection
    ) throws -> [SubmissionOutcome] {
        try prepare(batch, connection)
        let outcomes = try batch.map { submission in try decide(submission, connection) }
        try write(connection)
        return outcomes
    }

    /// Reads all that most batches need.
    private mutating func prepare(_ batch: [Submission], _ connection: isolated PostgresConnection) throws {
        let wanted = Set(batch.map(\.installation))
        let rows = try connection.lockInstallations(Array(wanted), &states)
        for (id, row) in rows { entries[id] = BatchEntry(row: row, stored: row) }
        let unknown = wanted.filter { rows[$0] == nil }
        keptOut = try connection.keptOut(Array(unknown), tombstoneKey)
        let late = Set(
            batch.filter { submission in
                guard let installation = rows[submission.installation]?.installation else { return false }
                return submission.day < installation.newest.last || installation.touches(closed, with: submission)
            }.map(\.installation))
        let spans = try connection.earlierSpans(of: Array(late), &states)
        for id in late { entries[id]?.earlier = spans[id] ?? [] }
    }

    private mutating func decide(
        _ submission: Submission, _ connection: isolated PostgresConnection
    ) throws -> SubmissionOutcome {
        guard var entry = entries[submission.installation] else { return admit(submission) }
        if let refusal = submission.refusal(by: entry.row.installation) { return refusal }
        let step = entry.row.installation.step(submission, earlierSpans: entry.row.earlierSpans)
        if step == .rewrite || entry.row.installation.touches(closed, with: submission) {
            try rewrite(&entry, submission, connection)
        } else {
            let newest = entry.row.installation.newest
            entry.row.installation.accept(submission, step)
            if step == .nextSpan {
                entry.added.append((entry.row.earlierSpans, newest))
                entry.earlier?.append(newest)
                entry.row.earlierSpans += 1
            }
        }
        entries[submission.installation] = entry
        return .stored(submission.day)
    }

    private mutating func admit(_ submission: Submission) -> SubmissionOutcome {
        if let outcome = keptOut[submission.installation] { return outcome }
        guard gate.admits(submission.installation) else { return .notAdmitted }
        let row = InstallationRow(installation: Installation(submission), earlierSpans: 0)
        entries[submission.installation] = BatchEntry(row: row, stored: nil, earlier: [])
        correct(nil, InstallationHistory(submission.state, on: submission.day))
        return .stored(submission.day)
    }

    private mutating func rewrite(
        _ entry: inout BatchEntry, _ submission: Submission, _ connection: isolated PostgresConnection
    ) throws {
        let earlier = try entry.earlier ?? loadEarlier(entry, submission.installation, connection)
        let before = InstallationHistory(entry.row.installation, earlier: earlier)
        var after = before
        after.add(submission.state, on: submission.day)
        entry.row.installation.accept(submission, after)
        entry.earlier = after.history.spans.dropLast()
        if before.history != after.history {
            entry.isRewritten = true
            entry.added = []
            entry.row.earlierSpans = after.history.spans.count - 1
        }
        correct(before, after)
    }

    private mutating func loadEarlier(
        _ entry: BatchEntry, _ id: KeyedID, _ connection: isolated PostgresConnection
    ) throws -> [Span] {
        let stored = try connection.earlierSpans(of: [id], &states)[id] ?? []
        return stored + entry.added.map(\.span)
    }

    private mutating func correct(_ before: InstallationHistory?, _ after: InstallationHistory?) {
        guard let closed else { return }
        correction.merge(RollupCorrection(before: before, after: after, in: closed))
    }
}

/// Writing what came of a batch.
extension SubmissionWriting {
    private mutating func write(_ connection: isolated PostgresConnection) throws {
        // A message that is not signed leaves no trace of its own: on a day that is known there is nothing to write.
        let changed = entries.filter { $0.value.isChanged }.sorted { KeyedID.precedes($0.key, $1.key) }
        let spans = changed.flatMap { id, entry in entry.spans(of: id) }
        try states.intern(changed.map(\.value.row.installation.newest.state) + spans.map(\.span.state), connection)
        let new = changed.filter { $0.value.stored == nil }.map { ($0.key, $0.value.row) }
        guard try connection.insert(new, states) == new.count else {
            // Another collector let one of them in meanwhile. In the next attempt it is known.
            throw PostgresError(.refused, sqlState: "40001", "an installation was let in by another collector")
        }
        try connection.update(changed.filter { $0.value.stored != nil }.map { ($0.key, $0.value.row) }, states)
        try connection.removeSpans(of: changed.filter { $0.value.isRewritten && $0.value.stored != nil }.map(\.key))
        try connection.insert(spans, states)
        try connection.correctRollups(correction)
    }
}
