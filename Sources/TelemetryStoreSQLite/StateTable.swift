// SPDX-License-Identifier: MIT

import GRDB
import TelemetryStore

/// Remembers which state has which row, so that a report in a known state costs no look at its text.
///
/// Holds at most `capacity` states, and starts anew beyond.
struct StateTable {
    static let capacity = 20_000

    private var numbers: [FleetState: Int64] = [:]
    private var states: [Int64: FleetState] = [:]
    private var version: Int64?

    /// Forgets everything if another process changed the database: it may have removed states.
    mutating func refresh(_ database: Database) throws {
        let current = try Int64.fetchOne(try database.cachedStatement(sql: "PRAGMA data_version"))
        if current != version { self = StateTable() }
        version = current
    }

    /// The number of a state, which is stored if it is new.
    mutating func number(of state: FleetState, _ database: Database) throws -> Int64 {
        if let number = numbers[state] { return number }
        let number = try database.stateNumber(of: state)
        remember(state, number)
        return number
    }

    mutating func state(_ number: Int64, _ database: Database) throws -> FleetState {
        if let state = states[number] { return state }
        let state = try database.state(number)
        remember(state, number)
        return state
    }

    private mutating func remember(_ state: FleetState, _ number: Int64) {
        if numbers.count >= Self.capacity { (numbers, states) = ([:], [:]) }
        numbers[state] = number
        states[number] = state
    }
}

extension Database {
    private static let columns = [
        "service", "service_version", "arch", "platform", "release", "distro", "codename", "virtual", "runtime",
        "runtime_version", "flags",
    ]

    fileprivate func stateNumber(of state: FleetState) throws -> Int64 {
        let values: StatementArguments = [
            state.service, state.serviceVersion, state.arch, state.platform, state.release, state.distro,
            state.codename, state.virtual, state.runtime, state.runtimeVersion, state.flags,
        ]
        let condition = Self.columns.map { "\($0) = ?" }.joined(separator: " AND ")
        if let number = try Int64.fetchOne(
            try cachedStatement(sql: "SELECT id FROM state WHERE \(condition)"), arguments: values)
        {
            return number
        }
        let names = Self.columns.joined(separator: ", ")
        try cachedStatement(sql: "INSERT INTO state (\(names)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .execute(arguments: values)
        return lastInsertedRowID
    }

    fileprivate func state(_ number: Int64) throws -> FleetState {
        let select = try cachedStatement(sql: "SELECT * FROM state WHERE id = ?")
        guard let row = try Row.fetchOne(select, arguments: [number]) else {
            throw StoreFailure.unavailable(reason: "the database is damaged: a state is missing")
        }
        return FleetState(row)
    }
}

extension FleetState {
    init(_ row: Row) {
        self.init(
            service: row["service"], serviceVersion: row["service_version"], arch: row["arch"],
            platform: row["platform"], release: row["release"], distro: row["distro"], codename: row["codename"],
            virtual: row["virtual"], runtime: row["runtime"], runtimeVersion: row["runtime_version"],
            flags: row["flags"])
    }
}
