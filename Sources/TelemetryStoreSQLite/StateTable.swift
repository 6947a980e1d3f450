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
    private static let environment = [
        "service", "arch", "platform", "release", "distro", "codename", "virtual", "runtime", "runtime_version",
    ]
    private static let findEnvironment =
        "SELECT id FROM environment WHERE \(environment.map { "\($0) = ?" }.joined(separator: " AND "))"
    private static let addEnvironment = """
        INSERT INTO environment (\(environment.joined(separator: ", ")))
        VALUES (\(environment.map { _ in "?" }.joined(separator: ", ")))
        """

    /// The columns that a row begins with from which a `FleetState` is made.
    static let stateColumns =
        environment.map { "environment.\($0)" }.joined(separator: ", ") + ", state.service_version, state.flags"

    /// `state` with its environment, for a query after `FROM` or `JOIN`.
    static let states = "state JOIN environment ON environment.id = state.environment_id"

    fileprivate func stateNumber(of state: FleetState) throws -> Int64? {
        let find = try cachedStatement(sql: Self.findEnvironment)
        guard let environment = try Int64.fetchOne(find, arguments: state.environment) else { return nil }
        return try Int64.fetchOne(
            try cachedStatement(
                sql: "SELECT id FROM state WHERE environment_id = ? AND service_version = ? AND flags = ?"),
            arguments: [environment, state.serviceVersion, state.flags])
    }

    fileprivate func insert(_ state: FleetState) throws -> Int64 {
        let find = try cachedStatement(sql: Self.findEnvironment)
        var environment = try Int64.fetchOne(find, arguments: state.environment)
        if environment == nil {
            try cachedStatement(sql: Self.addEnvironment).execute(arguments: state.environment)
            environment = lastInsertedRowID
        }
        try cachedStatement(sql: "INSERT INTO state (environment_id, service_version, flags) VALUES (?, ?, ?)")
            .execute(arguments: [environment, state.serviceVersion, state.flags])
        return lastInsertedRowID
    }

    func state(_ number: Int64) throws -> FleetState {
        let select = try cachedStatement(sql: "SELECT \(Self.stateColumns) FROM \(Self.states) WHERE state.id = ?")
        guard let row = try Row.fetchOne(select, arguments: [number]) else {
            throw StoreFailure.unavailable(reason: "the database is damaged: a state is missing")
        }
        return FleetState(row)
    }

    /// Removes those of some states that nobody is or was in any more, and the environments that are left without a state.
    func removeOrphans(of states: Set<Int64>) throws {
        for number in states {
            let environment = try Int64.fetchOne(
                self, sql: "SELECT environment_id FROM state WHERE id = ?", arguments: [number])
            try execute(
                sql: """
                    DELETE FROM state WHERE id = ? AND NOT EXISTS (SELECT 1 FROM span WHERE state_id = state.id)
                        AND NOT EXISTS (SELECT 1 FROM installation WHERE state_id = state.id)
                    """, arguments: [number])
            try execute(
                sql: """
                    DELETE FROM environment
                    WHERE id = ? AND NOT EXISTS (SELECT 1 FROM state WHERE environment_id = environment.id)
                    """, arguments: [environment])
        }
    }

    /// The same for all states.
    func removeOrphans() throws {
        try execute(
            sql: """
                DELETE FROM state WHERE NOT EXISTS (SELECT 1 FROM span WHERE state_id = state.id)
                    AND NOT EXISTS (SELECT 1 FROM installation WHERE state_id = state.id);
                DELETE FROM environment WHERE NOT EXISTS (SELECT 1 FROM state WHERE environment_id = environment.id);
                """)
    }
}

extension FleetState {
    /// A row that begins with `Database.stateColumns`.
    init(_ row: Row) {
        self.init(
            service: row[0], serviceVersion: row[9], arch: row[1], platform: row[2], release: row[3], distro: row[4],
            codename: row[5], virtual: row[6], runtime: row[7], runtimeVersion: row[8], flags: row[10])
    }

    fileprivate var environment: StatementArguments {
        [service, arch, platform, release, distro, codename, virtual, runtime, runtimeVersion]
    }
}
