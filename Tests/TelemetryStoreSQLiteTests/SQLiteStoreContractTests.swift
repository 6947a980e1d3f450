// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Synchronization
import TelemetryStoreSQLite
import TelemetryTestKit
import Testing

/// What every store promises, kept by SQLite.
struct SQLiteStoreContractTests {
    @Test(arguments: StorePromise.allCases)
    func `keeps the promise`(_ promise: StorePromise) async throws {
        let directory = try TemporaryDirectory(inMemory: true)
        let made = Mutex(0)
        let contract = StoreContract { admission in
            let number = made.withLock { made in
                made += 1
                return made
            }
            let folder = directory.file("\(number)")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            return try SQLiteStore(
                path: folder + "/telemetry.sqlite", tombstoneKey: Sample.tombstoneKey, admission: admission)
        }
        try await contract.verify(promise)
    }
}
