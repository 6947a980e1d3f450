// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import TelemetryStore
import TelemetryWire

extension Database {
    /// Stores one submission within the running transaction.
    func store(_ submission: Submission) throws -> SubmissionOutcome {
        let select = try cachedStatement(
            sql: "SELECT id, public_key, counter, body_sha256, received_day FROM installation WHERE keyed_id = ?")
        let known = try Row.fetchOne(select, arguments: [submission.installation.data])
        if let known,
            let refusal = submission.refusal(
                publicKey: (known["public_key"] as Data?).map { Array($0) }, counter: UInt64(known["counter"] as Int64),
                bodySHA256: Array(known["body_sha256"] as Data), received: UTCDay(number: known["received_day"]))
        {
            return refusal
        }
        let installation = try known.map { $0["id"] as Int64 } ?? insertInstallation(submission)
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

    private func updateInstallation(_ id: Int64, _ submission: Submission) throws {
        try cachedStatement(
            sql: "UPDATE installation SET public_key = ?, counter = ?, body_sha256 = ?, received_day = ? WHERE id = ?"
        ).execute(arguments: [
            submission.proof.map { Data($0.publicKey) }, Int64(submission.proof?.counter ?? 0),
            Data(submission.bodySHA256),
            submission.day.number, id,
        ])
    }

    private func extendHistory(of installation: Int64, with submission: Submission) throws {
        let state = try stateID(of: submission.state)
        let newest = try Row.fetchOne(
            try cachedStatement(sql: "SELECT id, state_id, last_day FROM span WHERE installation_id = ? AND is_newest"),
            arguments: [installation])
        if let newest, newest["state_id"] == state, submission.day.number >= newest["last_day"],
            SpanRule.extends(
                submission.state, until: UTCDay(number: newest["last_day"]), with: submission.state, on: submission.day)
        {
            guard submission.day.number > newest["last_day"] else { return }
            try cachedStatement(sql: "UPDATE span SET last_day = ? WHERE id = ?")
                .execute(arguments: [submission.day.number, newest["id"] as Int64])
            return
        }
        if let newest {
            try cachedStatement(sql: "UPDATE span SET is_newest = 0 WHERE id = ?").execute(arguments: [
                newest["id"] as Int64
            ])
        }
        try cachedStatement(
            sql: "INSERT INTO span (installation_id, first_day, last_day, state_id, is_newest) VALUES (?, ?, ?, ?, 1)"
        ).execute(arguments: [installation, submission.day.number, submission.day.number, state])
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

extension KeyedID {
    var data: Data { Data(bytes) }
}
