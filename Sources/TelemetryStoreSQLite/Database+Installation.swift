// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import TelemetryStore
import TelemetryWire

/// The row of an installation.
struct InstallationRow {
    var id: Int64
    /// The key to which its ID is pinned; `nil` if its reports are not signed.
    var publicKey: [UInt8]?
    var counter: UInt64
    var bodySHA256: [UInt8]
    var received: UTCDay
}

/// The row of a span.
struct SpanRow {
    var id: Int64
    var span: Span
}

extension Database {
    func installation(_ installation: KeyedID) throws -> InstallationRow? {
        let select = try cachedStatement(
            sql: "SELECT id, public_key, counter, body_sha256, received_day FROM installation WHERE keyed_id = ?")
        return try Row.fetchOne(select, arguments: [installation.data]).map { row in
            InstallationRow(
                id: row["id"], publicKey: (row["public_key"] as Data?).map { Array($0) },
                counter: UInt64(row["counter"] as Int64), bodySHA256: Array(row["body_sha256"] as Data),
                received: UTCDay(number: row["received_day"]))
        }
    }

    /// The newest span alone, or nothing.
    func newestSpan(of installation: Int64) throws -> [SpanRow] { try spans(of: installation, where: "AND is_newest") }

    /// Every span, from the oldest to the newest. Spans of the same day are in the order in which they came.
    func spans(of installation: Int64) throws -> [SpanRow] { try spans(of: installation, where: "") }

    private func spans(of installation: Int64, where condition: String) throws -> [SpanRow] {
        let select = try cachedStatement(
            sql: """
                SELECT state.*, span.id AS span_id, first_day, last_day FROM span JOIN state ON state.id = state_id
                WHERE installation_id = ? \(condition) ORDER BY last_day, first_day, span_id
                """)
        return try Row.fetchAll(select, arguments: [installation]).map { row in
            SpanRow(
                id: row["span_id"],
                span: Span(
                    state: FleetState(row), first: UTCDay(number: row["first_day"]),
                    last: UTCDay(number: row["last_day"])))
        }
    }

    /// Reads an installation's record back and stores the proof's counter, within the running transaction.
    func read(
        _ installation: KeyedID, proof: Submission.Proof
    ) throws -> Result<InstallationRecord?, ProofRefusal> {
        guard let known = try self.installation(installation) else { return .success(nil) }
        if let refusal = proof.refusal(publicKey: known.publicKey, counter: known.counter) { return .failure(refusal) }
        try cachedStatement(sql: "UPDATE installation SET counter = ? WHERE id = ?")
            .execute(arguments: [Int64(proof.counter), known.id])
        return .success(
            InstallationRecord(
                counter: proof.counter, bodySHA256: known.bodySHA256, received: known.received,
                spans: try spans(of: known.id).map(\.span)))
    }

    func holds(_ state: FleetState, of installation: KeyedID, on day: UTCDay) throws -> Bool {
        guard let known = try self.installation(installation) else { return false }
        return History(try spans(of: known.id).map(\.span)).contains(state, on: day)
    }
}

extension FleetState {
    init(_ row: Row) {
        self.init(
            service: row["service"], serviceVersion: row["service_version"], arch: row["arch"],
            platform: row["platform"],
            release: row["release"], distro: row["distro"], codename: row["codename"], virtual: row["virtual"],
            runtime: row["runtime"],
            runtimeVersion: row["runtime_version"], flags: row["flags"])
    }
}

extension KeyedID {
    var data: Data { Data(bytes) }
}
