// SPDX-License-Identifier: MIT

import CPostgres

/// A connection to a PostgreSQL server.
///
/// It works on a queue of its own, and each call holds it until the server has answered. What takes an isolated connection
/// runs there, calls it without `await`, and nobody else comes in between.
package actor PostgresConnection {
    /// How many statements stay prepared; with one more, the server forgets all of them.
    static let maximumPrepared = 200

    private let executor = ConnectionExecutor()
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let url: PostgresURL
    private let timeouts: PostgresTimeouts
    private var link: PostgresLink?
    /// The names under which the server knows statements.
    private var prepared: [Statement: String] = [:]
    private var isStale = false

    private struct Statement: Hashable {
        var sql: String
        var typeIDs: [UInt32]
    }

    /// Makes a value that is not connected yet.
    package init(_ url: PostgresURL, timeouts: PostgresTimeouts = PostgresTimeouts()) {
        self.url = url
        self.timeouts = timeouts
    }

    /// Connects to a server.
    package static func open(
        _ url: PostgresURL, timeouts: PostgresTimeouts = PostgresTimeouts()
    ) async throws(PostgresError) -> PostgresConnection {
        let connection = PostgresConnection(url, timeouts: timeouts)
        try await connection.open()
        return connection
    }

    package func open() throws(PostgresError) {
        guard link == nil else { throw PostgresError(.misuse, "the connection is open already") }
        let link = try PostgresLink(url, until: .now + timeouts.connecting)
        self.link = link
        // What rows are read by, whatever the server's settings say.
        try execute("SET bytea_output = hex")
    }

    package func close() { link?.close() }

    /// False if nothing should be asked any more, or a transaction is still open.
    var isUsable: Bool { !isStale && link?.isUsable() == true }

    package var isInTransaction: Bool { link?.isInTransaction ?? false }

    /// Runs one statement and returns its rows.
    ///
    /// The server prepares it at the first call and remembers it. For statements of which there are few.
    @discardableResult
    package func query(
        _ sql: String, _ parameters: [PostgresParameter] = [], timeout: Duration? = nil
    ) throws(PostgresError) -> PostgresRows {
        let list = try ParameterList(parameters)
        let deadline = deadline(timeout)
        let name = try prepare(Statement(sql: sql, typeIDs: list.typeIDs), until: deadline)
        do {
            return try openLink().exchange(until: deadline) { connection in
                list.withPointers { PQsendQueryPrepared(connection, name, list.count, $0, $1, $2, 0) }
            }
        } catch {
            // The server forgot the statement, or its tables changed: with a new connection, all is prepared again.
            if ["26000", "0A000"].contains(error.sqlState) { isStale = true }
            throw error
        }
    }

    /// Runs one or several statements that take no parameters and are not remembered. Several are one transaction.
    @discardableResult
    package func execute(_ script: String, timeout: Duration? = nil) throws(PostgresError) -> PostgresRows {
        try openLink().exchange(until: deadline(timeout)) { PQsendQuery($0, script) }
    }

    func openLink() throws(PostgresError) -> PostgresLink {
        guard let link, link.isOpen else { throw PostgresError(.closed, "the connection to the database is closed") }
        return link
    }

    func deadline(_ timeout: Duration?) -> ContinuousClock.Instant { .now + (timeout ?? timeouts.statement) }

    private func prepare(
        _ statement: Statement, until deadline: ContinuousClock.Instant
    ) throws(PostgresError) -> String {
        if let name = prepared[statement] { return name }
        if prepared.count >= Self.maximumPrepared { try forgetStatements(until: deadline) }
        let name = "s\(prepared.count)"
        try openLink().exchange(until: deadline) { connection in
            PQsendPrepare(
                connection, name, statement.sql, Int32(clamping: statement.typeIDs.count), statement.typeIDs)
        }
        prepared[statement] = name
        return name
    }

    private func forgetStatements(until deadline: ContinuousClock.Instant) throws(PostgresError) {
        try openLink().exchange(until: deadline) { PQsendQuery($0, "DEALLOCATE ALL") }
        prepared = [:]
    }
}
