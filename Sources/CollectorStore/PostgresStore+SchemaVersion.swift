// SPDX-License-Identifier: MIT

import Postgres
import TelemetryStore
import TelemetryStorePostgres

extension PostgresStore {
    /// How many of the migrations a database has, without changing it; 0 for an empty one.
    static func schemaVersion(url: PostgresURL) async throws -> Int {
        let connection = PostgresConnection(url)
        do {
            try await connection.open()
            let version = try await version(connection)
            await connection.close()
            return version
        } catch let error as PostgresError {
            await connection.close()
            throw StoreFailure.cannotOpen(place: url.description, reason: error.description)
        }
    }

    private static func version(_ connection: isolated PostgresConnection) throws -> Int {
        let isMade: Bool =
            try connection.query("SELECT to_regclass('migration') IS NOT NULL AS made").first?["made"] ?? false
        guard isMade else { return 0 }
        return try connection.query("SELECT coalesce(max(number), 0)::bigint AS version FROM migration").first?[
            "version"] ?? 0
    }
}
