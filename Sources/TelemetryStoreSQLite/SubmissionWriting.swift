// SPDX-License-Identifier: MIT

import GRDB
import TelemetryStore
import TelemetryWire

/// Stores submissions within one transaction, and collects what they change about closed weeks.
struct SubmissionWriting {
    private let database: Database
    private let tombstones: TombstoneFile
    private let admission: () -> Bool
    private let closed: ClosedWeeks?
    var states = StateTable()
    private(set) var correction = RollupCorrection()

    init(database: Database, tombstones: TombstoneFile, admission: @escaping () -> Bool) throws {
        self.database = database
        self.tombstones = tombstones
        self.admission = admission
        closed = try database.closedWeeks()
    }

    mutating func store(_ submission: Submission) throws -> SubmissionOutcome {
        let guess = try states.known(submission.state, database).map { ($0, submission.state) }
        guard var row = try database.installation(submission.installation, guess: guess) else {
            return try admit(submission)
        }
        if let refusal = submission.refusal(by: row.installation) { return refusal }
        let step = row.installation.step(submission, earlierSpans: row.earlierSpans)
        if step == .rewrite || row.installation.touches(closed, with: submission) {
            try rewrite(&row, submission)
        } else {
            let before = row.installation
            row.installation.accept(submission, step)
            if step == .nextSpan {
                try database.insert(before.newest, state: row.state, of: row.id, at: row.earlierSpans)
                row.earlierSpans += 1
                row.state = try states.number(of: submission.state, database)
            }
            // A message that is not signed leaves no trace of its own: on a day that is known there is nothing to write.
            if row.installation != before { try database.update(row) }
        }
        return .stored(submission.day)
    }

    private mutating func admit(_ submission: Submission) throws -> SubmissionOutcome {
        if try database.isBlocked(submission.installation) { return .blocked }
        if try tombstones.contains(submission.installation) { return .erased }
        if !admission() { return .notAdmitted }
        try database.insert(Installation(submission), submission.installation, earlierSpans: 0, &states)
        correct(nil, InstallationHistory(submission.state, on: submission.day))
        return .stored(submission.day)
    }

    private mutating func rewrite(_ row: inout InstallationRow, _ submission: Submission) throws {
        let before = try database.history(of: row)
        var after = before
        after.add(submission.state, on: submission.day)
        row.installation.accept(submission, after)
        row.state = try states.number(of: row.installation.newest.state, database)
        if before.history != after.history {
            try database.cachedStatement(sql: "DELETE FROM span WHERE installation_id = ?").execute(arguments: [row.id])
            for (position, span) in after.history.spans.dropLast().enumerated() {
                try database.insert(
                    span, state: try states.number(of: span.state, database), of: row.id, at: position)
            }
            row.earlierSpans = after.history.spans.count - 1
        }
        try database.update(row)
        correct(before, after)
    }

    private mutating func correct(_ before: InstallationHistory?, _ after: InstallationHistory?) {
        guard let closed else { return }
        correction.merge(RollupCorrection(before: before, after: after, in: closed))
    }
}
