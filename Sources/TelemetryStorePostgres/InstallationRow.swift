// SPDX-License-Identifier: MIT

import Postgres
import TelemetryStore
import TelemetryWire

/// The row of an installation.
struct InstallationRow {
    var installation: Installation
    /// How many spans there are before the newest one, or more: the position of the next one.
    var earlierSpans: Int
}

/// The row of an older span.
struct SpanRow {
    var keyedID: KeyedID
    var position: Int
    var span: Span
}

extension PostgresConnection {
    /// The rows of these installations, which nobody else changes until the end of the transaction.
    func lockInstallations(
        _ wanted: [KeyedID], _ states: inout StateTable
    ) throws -> [KeyedID: InstallationRow] {
        try installations(wanted, lock: "FOR UPDATE", &states)
    }

    func installations(
        _ wanted: [KeyedID], lock: String = "", _ states: inout StateTable
    ) throws -> [KeyedID: InstallationRow] {
        // Everybody locks them in this order, so that no two wait for each other.
        let rows = try query(
            "SELECT * FROM installation WHERE keyed_id = ANY ($1) ORDER BY keyed_id \(lock)",
            [.byteStrings(wanted.map(\.bytes))])
        try states.load(try rows.map { try $0["state_id"] }, self)
        var found: [KeyedID: InstallationRow] = [:]
        for row in rows { found[KeyedID(try row["keyed_id"])] = try InstallationRow(row, states) }
        return found
    }

    /// The spans of installations before their newest ones, from the oldest on.
    func earlierSpans(of installations: [KeyedID], _ states: inout StateTable) throws -> [KeyedID: [Span]] {
        guard !installations.isEmpty else { return [:] }
        let rows = try query(
            "SELECT * FROM span WHERE keyed_id = ANY ($1) ORDER BY keyed_id, position",
            [.byteStrings(installations.map(\.bytes))])
        try states.load(try rows.map { try $0["state_id"] }, self)
        var spans: [KeyedID: [Span]] = [:]
        for row in rows { spans[KeyedID(try row["keyed_id"]), default: []].append(try Span(row, states)) }
        return spans
    }

    /// Inserts installations in the order of their IDs, and says how many of them are not there yet.
    func insert(_ rows: [(KeyedID, InstallationRow)], _ states: StateTable) throws -> Int {
        guard !rows.isEmpty else { return 0 }
        return try query(
            """
            INSERT INTO installation (public_key, keyed_id, \(InstallationRow.changing))
            SELECT * FROM unnest(\(InstallationRow.placeholders(11))) ON CONFLICT DO NOTHING
            """,
            [.byteStrings(rows.map(\.1.installation.publicKey))] + InstallationRow.parameters(rows, states)
        ).affected
    }

    /// Writes what can change of installations.
    func update(_ rows: [(KeyedID, InstallationRow)], _ states: StateTable) throws {
        guard !rows.isEmpty else { return }
        try query(
            """
            UPDATE installation SET (\(InstallationRow.changing)) = (\(InstallationRow.changed))
            FROM unnest(\(InstallationRow.placeholders(10))) AS new (keyed_id, \(InstallationRow.changing))
            WHERE installation.keyed_id = new.keyed_id
            """, InstallationRow.parameters(rows, states))
    }

    func insert(_ spans: [SpanRow], _ states: StateTable) throws {
        guard !spans.isEmpty else { return }
        try query(
            """
            INSERT INTO span (keyed_id, position, first_day, last_day, state_id)
            SELECT * FROM unnest($1, $2, $3, $4, $5)
            """,
            [
                .byteStrings(spans.map(\.keyedID.bytes)), .integers(spans.map { Int64($0.position) }),
                .integers(spans.map { Int64($0.span.first.number) }),
                .integers(spans.map { Int64($0.span.last.number) }),
                .integers(try spans.map { try states.number(of: $0.span.state) }),
            ])
    }

    /// Removes the older spans of installations, and says how many there were.
    @discardableResult
    func removeSpans(of installations: [KeyedID]) throws -> Int {
        guard !installations.isEmpty else { return 0 }
        return try query("DELETE FROM span WHERE keyed_id = ANY ($1)", [.byteStrings(installations.map(\.bytes))])
            .affected
    }
}

extension InstallationRow {
    private static let columns = [
        "counter", "body_sha256", "received_day", "first_seen", "is_confirmed", "state_id", "first_day", "last_day",
        "earlier_spans",
    ]
    fileprivate static let changing = columns.joined(separator: ", ")
    fileprivate static let changed = columns.map { "new.\($0)" }.joined(separator: ", ")

    fileprivate static func placeholders(_ count: Int) -> String {
        (1...count).map { "$\($0)" }.joined(separator: ", ")
    }

    /// The keyed IDs, and what can change.
    fileprivate static func parameters(
        _ rows: [(id: KeyedID, row: InstallationRow)], _ states: StateTable
    ) throws -> [PostgresParameter] {
        let installations = rows.map(\.row.installation)
        func integers(_ value: (Installation) -> Int) -> PostgresParameter {
            .integers(installations.map { Int64(value($0)) })
        }
        return [
            .byteStrings(rows.map(\.id.bytes)), .integers(installations.map { Int64(bitPattern: $0.counter) }),
            .byteStrings(installations.map(\.bodySHA256)), integers(\.received.number), integers(\.firstSeen.number),
            .booleans(installations.map(\.isConfirmed)),
            .integers(try installations.map { try states.number(of: $0.newest.state) }),
            integers(\.newest.first.number), integers(\.newest.last.number),
            .integers(rows.map { Int64($0.row.earlierSpans) }),
        ]
    }

    init(_ row: PostgresRow, _ states: StateTable) throws {
        self.init(
            installation: Installation(
                publicKey: try row["public_key"], counter: UInt64(bitPattern: try row["counter"]),
                bodySHA256: try row["body_sha256"], received: UTCDay(number: try row["received_day"]),
                firstSeen: UTCDay(number: try row["first_seen"]), isConfirmed: try row["is_confirmed"],
                newest: try Span(row, states)),
            earlierSpans: try row["earlier_spans"])
    }
}

extension Span {
    init(_ row: PostgresRow, _ states: StateTable) throws {
        self.init(
            state: try states.state(try row["state_id"]), first: UTCDay(number: try row["first_day"]),
            last: UTCDay(number: try row["last_day"]))
    }
}

extension KeyedID {
    /// The order in which a database sorts them.
    static func precedes(_ first: KeyedID, _ second: KeyedID) -> Bool {
        first.bytes.lexicographicallyPrecedes(second.bytes)
    }
}
