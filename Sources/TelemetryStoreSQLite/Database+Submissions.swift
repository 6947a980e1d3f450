// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import TelemetryStore
import TelemetryWire

extension Database {
    /// Stores one submission within the running transaction.
    func store(_ submission: Submission) throws -> SubmissionOutcome {
        let known = try installation(submission.installation)
        if let known,
            let refusal = submission.refusal(
                publicKey: known.publicKey, counter: known.counter, bodySHA256: known.bodySHA256,
                received: known.received)
        {
            return refusal
        }
        let installation = try known?.id ?? insertInstallation(submission)
        if known != nil { try updateInstallation(installation, submission) }
        try extendHistory(of: installation, with: submission)
        return .stored(submission.day)
    }

    private func insertInstallation(_ submission: Submission) throws -> Int64 {
        try cachedStatement(
            sql:
                "INSERT INTO installation (keyed_id, public_key, counter, body_sha256, received_day) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [
            submission.installation.data, submission.proof.map { Data($0.publicKey) },
            Int64(submission.proof?.counter ?? 0),
            Data(submission.bodySHA256), submission.day.number,
        ])
        return lastInsertedRowID
    }

    /// Leaves the key as it is: it is stored with the first report, and never changes.
    private func updateInstallation(_ id: Int64, _ submission: Submission) throws {
        try cachedStatement(
            sql: "UPDATE installation SET counter = ?, body_sha256 = ?, received_day = ? WHERE id = ?"
        ).execute(arguments: [
            Int64(submission.proof?.counter ?? 0), Data(submission.bodySHA256), submission.day.number, id,
        ])
    }

    private func extendHistory(of installation: Int64, with submission: Submission) throws {
        let (state, day) = (submission.state, submission.day)
        var rows = try newestSpan(of: installation)
        if let newest = rows.first?.span, day < newest.last { rows = try spans(of: installation) }
        switch History(rows.map(\.span)).change(by: state, on: day) {
        case .nothing:
            break
        case .lengthen(let index):
            try setDays(of: rows[index].id, last: day)
        case .beginEarlier(let index):
            try setDays(of: rows[index].id, first: day)
        case .joinWithNext(let index):
            // The later row stays, since it may be the newest.
            try setDays(of: rows[index + 1].id, first: rows[index].span.first)
            try cachedStatement(sql: "DELETE FROM span WHERE id = ?").execute(arguments: [rows[index].id])
        case .insert(let index) where index == rows.count:
            if let newest = rows.last {
                try cachedStatement(sql: "UPDATE span SET is_newest = 0 WHERE id = ?").execute(arguments: [newest.id])
            }
            try insert(Span(state: state, first: day, last: day), of: installation, isNewest: true)
        case .insert:
            try insert(Span(state: state, first: day, last: day), of: installation)
        case .split(let index):
            var earlier = rows[index].span
            earlier.last = day
            try insert(earlier, of: installation)
            try insert(Span(state: state, first: day, last: day), of: installation)
            try setDays(of: rows[index].id, first: day)
        }
    }

    private func setDays(of span: Int64, first: UTCDay? = nil, last: UTCDay? = nil) throws {
        try cachedStatement(
            sql: "UPDATE span SET first_day = COALESCE(?, first_day), last_day = COALESCE(?, last_day) WHERE id = ?"
        ).execute(arguments: [first?.number, last?.number, span])
    }

    private func insert(_ span: Span, of installation: Int64, isNewest: Bool = false) throws {
        let state = try stateID(of: span.state)
        try cachedStatement(
            sql: "INSERT INTO span (installation_id, first_day, last_day, state_id, is_newest) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [installation, span.first.number, span.last.number, state, isNewest])
    }

    private func stateID(of state: FleetState) throws -> Int64 {
        let values: StatementArguments = [
            state.service, state.serviceVersion, state.arch, state.platform, state.release, state.distro,
            state.codename,
            state.virtual, state.runtime, state.runtimeVersion, state.flags,
        ]
        let columns =
            "service, service_version, arch, platform, release, distro, codename, virtual, runtime, runtime_version, flags"
        let condition = columns.split(separator: ", ").map { "\($0) = ?" }.joined(separator: " AND ")
        if let id = try Int64.fetchOne(
            try cachedStatement(sql: "SELECT id FROM state WHERE \(condition)"), arguments: values)
        {
            return id
        }
        try cachedStatement(sql: "INSERT INTO state (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
            arguments: values)
        return lastInsertedRowID
    }
}
