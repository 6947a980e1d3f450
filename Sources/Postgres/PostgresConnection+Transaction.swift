// SPDX-License-Identifier: MIT

/// What a transaction sees of others that run beside it.
package enum PostgresIsolation: String, Sendable {
    /// Each statement sees what was committed before it.
    case readCommitted = "READ COMMITTED"
    /// All statements see what was committed before the first.
    case repeatableRead = "REPEATABLE READ"
    /// As if the transactions ran one after the other; one may be refused for it (`PostgresError.isContention`).
    case serializable = "SERIALIZABLE"
}

extension PostgresConnection {
    /// Runs `body` in a transaction: all that it does is stored when this returns, and nothing if it throws.
    ///
    /// The exception is `PostgresError.Kind.commitUncertain`: the connection broke when the server may have stored it.
    package func withTransaction<Value: Sendable>(
        _ isolation: PostgresIsolation = .readCommitted,
        _ body: @Sendable (isolated PostgresConnection) throws -> Value
    ) throws -> Value {
        guard !isInTransaction else { throw PostgresError(.misuse, "a transaction cannot contain another one") }
        try execute("BEGIN ISOLATION LEVEL \(isolation.rawValue)")
        let value: Value
        do {
            value = try body(self)
        } catch {
            rollBack()
            throw error
        }
        try commit()
        return value
    }

    private func rollBack() {
        do {
            try execute("ROLLBACK")
        } catch {
            // Closing rolls back, too.
            close()
        }
    }

    private func commit() throws(PostgresError) {
        let answer: PostgresRows
        do {
            answer = try execute("COMMIT")
        } catch {
            guard [.connectionLost, .timedOut, .cancelled].contains(error.kind) else { throw error }
            throw PostgresError(
                .commitUncertain, sqlState: error.sqlState,
                "\(error.message), so that it is not known whether the transaction is stored")
        }
        // After a refused statement, the server takes COMMIT for ROLLBACK, without calling it an error.
        guard answer.commandTag == "COMMIT" else {
            throw PostgresError(.misuse, "the transaction was not stored, because a statement in it was refused")
        }
    }
}
