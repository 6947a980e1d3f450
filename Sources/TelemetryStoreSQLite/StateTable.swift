// SPDX-License-Identifier: MIT

import GRDB
import TelemetryStore

/// Remembers the numbers of states, so that a report in a known state costs no look at its text.
///
/// Holds at most `capacity` states, and starts anew beyond.
struct StateTable {
    static let capacity = 20_000

    private var numbers: [FleetState: Int64] = [:]
    private var version: Int64?

    /// Forgets everything if another process changed the database: it may have removed states.
    mutating func refresh(_ database: Database) throws {
        let current = try Int64.fetchOne(try database.cachedStatement(sql: "PRAGMA data_version"))
        if current != version { self = StateTable() }
        version = current
    }

    /// The number of a state; `nil` if it is not stored.
    mutating func known(_ state: FleetState, _ database: Database) throws -> Int64? {
        if let number = numbers[state] { return number }
        guard let number = try database.stateNumber(of: state) else { return nil }
        remember(state, number)
        return number
    }

    /// The number of a state, which is stored if it is new.
    mutating func number(of state: FleetState, _ database: Database) throws -> Int64 {
        if let number = try known(state, database) { return number }
        let number = try database.insert(state)
        remember(state, number)
        return number
    }

    private mutating func remember(_ state: FleetState, _ number: Int64) {
        if numbers.count >= Self.capacity { numbers = [:] }
        numbers[state] = number
    }
}

extension Database {
    private static let columns = [
        "service", "service_version", "arch", "platform", "release", "distro", "codename", "virtual", "runtime",
        "runtime_version", "flags",
    ]

    private static let select =
        "SELECT id FROM state WHERE \(columns.map { "\($0) = ?" }.joined(separator: " AND "))"
    private static let insert =
        "INSERT INTO state (\(columns.joined(separator: ", "))) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"

    fileprivate func stateNumber(of state: FleetState) throws -> Int64? {
        try Int64.fetchOne(try cachedStatement(sql: Self.select), arguments: state.values)
    }

    fileprivate func insert(_ state: FleetState) throws -> Int64 {
        try cachedStatement(sql: Self.insert).execute(arguments: state.values)
        return lastInsertedRowID
    }

    func state(_ number: Int64) throws -> FleetState {
        let select = try cachedStatement(sql: "SELECT \(Self.columns.joined(separator: ", ")) FROM state WHERE id = ?")
        guard let row = try Row.fetchOne(select, arguments: [number]) else {
            throw StoreFailure.unavailable(reason: "the database is damaged: a state is missing")
        }
        return FleetState(row)
    }

    static var stateColumns: String { columns.map { "state.\($0)" }.joined(separator: ", ") }
}

extension FleetState {
    /// A row that begins with the columns of a state.
    init(_ row: Row) {
        self.init(
            service: row[0], serviceVersion: row[1], arch: row[2], platform: row[3], release: row[4], distro: row[5],
            codename: row[6], virtual: row[7], runtime: row[8], runtimeVersion: row[9], flags: row[10])
    }

    fileprivate var values: StatementArguments {
        [
            service, serviceVersion, arch, platform, release, distro, codename, virtual, runtime, runtimeVersion, flags,
        ]
    }
}
