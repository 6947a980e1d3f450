// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryTestKit
import Testing

/// What every store promises, kept in memory.
struct InMemoryStoreTests {
    private let contract = StoreContract { InMemoryStore(admission: $0) }

    @Test(arguments: StorePromise.allCases)
    func `keeps the promise`(_ promise: StorePromise) async throws { try await contract.verify(promise) }
}
