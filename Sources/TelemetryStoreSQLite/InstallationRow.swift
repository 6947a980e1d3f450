// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import TelemetryStore
import TelemetryWire

/// The row of an installation.
struct InstallationRow {
    var id: Int64
    var installation: Installation
    var state: Int64
    /// How many spans there are before the newest one, or more: the position of the next one.
    var earlierSpans: Int
}

extension Database {
    /// - Parameter guess: a state with its number, that need not be read if the installation is in it.
    func installation(
        _ installation: KeyedID, guess: (number: Int64, state: FleetState)? = nil
    ) throws -> InstallationRow? {
        let select = try cachedStatement(
            sql: """
                SELECT id, public_key, counter, body_sha256, received_day, first_seen, is_confirmed, state_id, first_day,
                    last_day, earlier_spans
                FROM installation WHERE keyed_id = ?
                """)
        guard let row = try Row.fetchOne(select, arguments: [installation.data]) else { return nil }
        let number: Int64 = row[7]
        let state = if let guess, guess.number == number { guess.state } else { try self.state(number) }
        return InstallationRow(
            id: row[0],
            installation: Installation(
                publicKey: (row[1] as Data?).map { Array($0) }, counter: UInt64(row[2] as Int64),
                bodySHA256: (row[3] as Data?).map { Array($0) }, received: UTCDay(number: row[4]),
                firstSeen: UTCDay(number: row[5]), isConfirmed: row[6],
                newest: Span(state: state, first: UTCDay(number: row[8]), last: UTCDay(number: row[9]))),
            state: number, earlierSpans: row[10])
    }

    /// The spans before the newest one, from the oldest on.
    func earlierSpans(of row: InstallationRow) throws -> [Span] { try spans(of: row.id, count: row.earlierSpans) }

    /// The rows of an installation's older spans, of which there are `count`.
    func spans(of installation: Int64, count: Int) throws -> [Span] {
        guard count > 0 else { return [] }
        let select = try cachedStatement(
            sql: "SELECT state_id, first_day, last_day FROM span WHERE installation_id = ? ORDER BY position")
        return try Row.fetchAll(select, arguments: [installation]).map { span in
            Span(state: try state(span[0]), first: UTCDay(number: span[1]), last: UTCDay(number: span[2]))
        }
    }

    func history(of row: InstallationRow) throws -> InstallationHistory {
        InstallationHistory(row.installation, earlier: try earlierSpans(of: row))
    }

    func insert(_ installation: Installation, _ id: KeyedID, earlierSpans: Int, _ states: inout StateTable) throws {
        let newest = installation.newest
        try cachedStatement(
            sql: """
                INSERT INTO installation (keyed_id, public_key, counter, body_sha256, received_day, first_seen,
                    is_confirmed, state_id, first_day, last_day, earlier_spans)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id.data, installation.publicKey.map { Data($0) }, Int64(installation.counter),
            installation.bodySHA256.map { Data($0) }, installation.received.number, installation.firstSeen.number,
            installation.isConfirmed, try states.number(of: newest.state, self), newest.first.number,
            newest.last.number, earlierSpans,
        ])
    }

    /// Writes what can change of an installation in one statement.
    func update(_ row: InstallationRow) throws {
        let (installation, newest) = (row.installation, row.installation.newest)
        try cachedStatement(
            sql: """
                UPDATE installation SET counter = ?, body_sha256 = ?, received_day = ?, first_seen = ?, is_confirmed = ?,
                    state_id = ?, first_day = ?, last_day = ?, earlier_spans = ?
                WHERE id = ?
                """
        ).execute(arguments: [
            Int64(installation.counter), installation.bodySHA256.map { Data($0) }, installation.received.number,
            installation.firstSeen.number, installation.isConfirmed, row.state, newest.first.number,
            newest.last.number, row.earlierSpans, row.id,
        ])
    }

    func insert(_ span: Span, state: Int64, of installation: Int64, at position: Int) throws {
        try cachedStatement(
            sql: "INSERT INTO span (installation_id, position, first_day, last_day, state_id) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [installation, position, span.first.number, span.last.number, state])
    }
}

extension KeyedID {
    var data: Data { Data(bytes) }
}
