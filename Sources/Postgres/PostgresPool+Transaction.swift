// SPDX-License-Identifier: MIT

extension PostgresPool {
    /// Runs `body` in a transaction, and once more if that lost against another one, at most `attempts` times.
    ///
    /// Only the last run counts, so `body` must do nothing but ask the connection and compute.
    package func withTransaction<Value: Sendable>(
        _ isolation: PostgresIsolation = .readCommitted, attempts: Int = 5,
        _ body: @Sendable (isolated PostgresConnection) throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await withConnection { connection in
                    try connection.withTransaction(isolation, body)
                }
            } catch let error as PostgresError where error.isContention && attempt < attempts {
                // At random, so that the same two do not meet again.
                try await clock.sleep(for: .milliseconds(random(1...10) << attempt))
                attempt += 1
            }
        }
    }
}
