// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Postgres
import TelemetryStorePostgres
import TelemetryTestKit
import Testing

/// What every store promises, kept by PostgreSQL.
struct PostgresStoreContractTests {
    @Test(arguments: StorePromise.allCases)
    func `keeps the promise`(_ promise: StorePromise) async throws {
        let server = try await PostgresServer.shared()
        let contract = StoreContract { admission in
            try await PostgresStore(
                url: PostgresURL(try await server.makeDatabase()), tombstoneKey: Sample.tombstoneKey,
                limits: .init(connections: 2), admission: admission)
        }
        try await contract.verify(promise)
    }
}
