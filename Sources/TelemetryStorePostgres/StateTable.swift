// SPDX-License-Identifier: MIT

import Postgres
import TelemetryStore

/// Remembers which state has which row, so that a report in a known state costs no look at its text.
struct StateTable {
    /// With more states than this, a transaction begins with an empty table.
    static let capacity = 20_000

    private var numbers: [FleetState: Int64] = [:]
    private var states: [Int64: FleetState] = [:]
    private var removals: Int64?

    /// Forgets everything if states were removed since, by whatever collector.
    mutating func refresh(_ removals: Int64) {
        if self.removals != removals || numbers.count > Self.capacity { self = StateTable() }
        self.removals = removals
    }

    /// The state with a number that was loaded.
    func state(_ number: Int64) throws -> FleetState {
        guard let state = states[number] else {
            throw StoreFailure.unavailable(reason: "the database is damaged: a state is missing")
        }
        return state
    }

    /// The number of a state that was interned.
    func number(of state: FleetState) throws -> Int64 {
        guard let number = numbers[state] else {
            throw StoreFailure.unavailable(reason: "the database is damaged: a state is missing")
        }
        return number
    }

    /// Looks up the states with these numbers, as far as they are not known.
    mutating func load(_ wanted: some Sequence<Int64>, _ connection: isolated PostgresConnection) throws {
        let unknown = Set(wanted).filter { states[$0] == nil }.sorted()
        guard !unknown.isEmpty else { return }
        let rows = try connection.query("SELECT * FROM state WHERE id = ANY ($1)", [.integers(unknown)])
        for row in rows { remember(try FleetState(row), try row["id"]) }
    }

    /// Gives every one of these states a number, storing those that are new.
    mutating func intern(_ wanted: some Sequence<FleetState>, _ connection: isolated PostgresConnection) throws {
        try find(wanted, connection)
        let new = unknown(wanted)
        guard !new.isEmpty else { return }
        // Another collector may be about to store the same: then this waits for it, and finds what it stored.
        try connection.query(
            """
            INSERT INTO state (\(Self.columns)) SELECT * FROM unnest(\(Self.placeholders)) ON CONFLICT DO NOTHING
            """, Self.parameters(new))
        try find(new, connection)
    }

    private mutating func find(_ wanted: some Sequence<FleetState>, _ connection: isolated PostgresConnection) throws {
        let unknown = unknown(wanted)
        guard !unknown.isEmpty else { return }
        let rows = try connection.query(
            """
            SELECT state.* FROM state JOIN unnest(\(Self.placeholders)) AS wanted (\(Self.columns))
                USING (\(Self.columns))
            """, Self.parameters(unknown))
        for row in rows { remember(try FleetState(row), try row["id"]) }
    }

    private func unknown(_ wanted: some Sequence<FleetState>) -> [FleetState] {
        // Everybody stores them in the same order, so that no two wait for each other.
        Set(wanted).filter { numbers[$0] == nil }.sorted { $0.texts.lexicographicallyPrecedes($1.texts) }
    }

    private mutating func remember(_ state: FleetState, _ number: Int64) {
        numbers[state] = number
        states[number] = state
    }
}

extension StateTable {
    private static let textColumns = [
        "service", "service_version", "arch", "platform", "release", "distro", "codename", "runtime",
        "runtime_version", "flags",
    ]
    private static let columns = (textColumns + ["virtual"]).joined(separator: ", ")
    private static let placeholders = (1...textColumns.count + 1).map { "$\($0)" }.joined(separator: ", ")

    private static func parameters(_ states: [FleetState]) -> [PostgresParameter] {
        let texts = states.map(\.texts)
        return textColumns.indices.map { column in .texts(texts.map { $0[column] }) }
            + [.booleans(states.map(\.virtual))]
    }
}

extension FleetState {
    /// In the order of `StateTable.textColumns`.
    fileprivate var texts: [String] {
        [service, serviceVersion, arch, platform, release, distro, codename, runtime, runtimeVersion, flags]
    }

    init(_ row: PostgresRow) throws {
        self.init(
            service: try row["service"], serviceVersion: try row["service_version"], arch: try row["arch"],
            platform: try row["platform"], release: try row["release"], distro: try row["distro"],
            codename: try row["codename"], virtual: try row["virtual"], runtime: try row["runtime"],
            runtimeVersion: try row["runtime_version"], flags: try row["flags"])
    }
}
