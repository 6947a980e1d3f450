// SPDX-License-Identifier: MIT

import MonitoringTestKit
import TelemetryStoreSQLite
import TelemetryTestKit
import Testing

/// What every store promises, kept by SQLite.
struct SQLiteStoreContractTests {
    private let directory: TemporaryDirectory
    private let contract: StoreContract<SQLiteStore>

    init() throws {
        let directory = try TemporaryDirectory()
        self.directory = directory
        contract = StoreContract { try SQLiteStore(path: directory.file("telemetry.sqlite")) }
    }

    @Test func `counts installations by what they run and run on`() async throws { try await contract.verifyCounting() }

    @Test func `counts a flag only where it is known`() async throws { try await contract.verifyUnknownFlags() }

    @Test func `forgets who was silent for thirty days`() async throws { try await contract.verifyActivity() }

    @Test func `counts an installation once, with its newest report`() async throws {
        try await contract.verifyNewestReportCounts()
    }

    @Test func `takes a message once and a counter only upwards`() async throws {
        try await contract.verifyReplayProtection()
    }

    @Test func `keeps an ID with the key that came first`() async throws { try await contract.verifyPinning() }

    @Test func `gives nobody a key to an ID that reports unsigned`() async throws {
        try await contract.verifyUnsignedStaysUnsigned()
    }

    @Test func `erases one installation and nothing else`() async throws { try await contract.verifyErasure() }

    @Test func `takes many submissions at once`() async throws { try await contract.verifyManyAtOnce() }

    @Test func `shows an installation its own record, once per counter`() async throws {
        try await contract.verifyReadingBack()
    }

    @Test func `shows nobody else's record, and changes nothing when it refuses`() async throws {
        try await contract.verifyReadingBackIsRefused()
    }

    @Test func `erases an installation that proves who it is`() async throws {
        try await contract.verifySignedErasure()
    }

    @Test func `puts a late report in its place`() async throws { try await contract.verifyLateReports() }

    @Test func `lets a late report join the newest span`() async throws {
        try await contract.verifyLateReportOfTheNewestState()
    }

    @Test func `keeps the history that the rules say, whatever the order`() async throws {
        try await contract.verifyAnyOrder()
    }

    @Test func `knows what its history says`() async throws { try await contract.verifyHolding() }
}
