// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

struct InMemoryStoreTests {
    private let contract = StoreContract { InMemoryStore() }

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

    @Test func `knows the earliest day, also if it arrives last`() async throws {
        let store = InMemoryStore()
        let day = UTCDay(number: 20_000)
        _ = await store.submit(Sample.submission(installation: 0, counter: 1, day: day))
        _ = await store.submit(Sample.submission(installation: 0, counter: 2, day: day.advanced(by: -5)))
        #expect(await store.overview(service: "butler-sos", asOf: day).firstSeen == day.advanced(by: -5))
    }
}
