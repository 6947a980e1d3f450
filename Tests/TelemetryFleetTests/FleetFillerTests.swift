// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire
import Testing

@testable import TelemetryFleet

@Suite struct FleetFillerTests {
    private let today = UTCDay(number: 20_395)

    @Test func `loads the whole fleet, with its periods, and makes the rollups`() async throws {
        let fleet = SyntheticFleet(
            installations: FleetFiller.batchSize + 300, period: UTCDay(number: 20_340)...today, seed: 3)
        let store = InMemoryStore()
        var steps: [Int] = []
        let filler = FleetFiller(fleet: fleet) { KeyedID(Hex.decode($0) ?? []) }
        try await filler.fill(store, today: today) { steps.append($0) }
        #expect(steps == [FleetFiller.batchSize, FleetFiller.batchSize + 300])

        let statistics = await store.statistics()
        #expect(statistics.installations == fleet.count)
        #expect(statistics.spans == fleet.reduce(0) { $0 + $1.spans.count })
        let closed = try #require(await store.closedWeeks())
        #expect(closed.through == ISOWeek(today).advanced(by: -1))
        let rows = await store.rollup(service: "butler-sos", weeks: closed.through...closed.through)
        let heard = fleet.count { installation in
            installation.spans.contains { $0.last >= closed.through.monday && $0.first <= closed.through.sunday }
        }
        let counted = rows.filter { [.installations, .quarantined].contains($0.cell.dimension) }
        #expect(counted.reduce(0) { $0 + $1.count } == heard)
    }

    @Test func `loads nothing of those that say nothing`() async throws {
        var habits = FleetHabits.usual
        habits.optOut = .init(share: 0.5)
        let fleet = SyntheticFleet(
            installations: 400, period: UTCDay(number: 20_340)...today, seed: 3, habits: habits)
        let store = InMemoryStore()
        try await FleetFiller(fleet: fleet) { KeyedID(Hex.decode($0) ?? []) }.fill(store, today: today) { _ in }
        let heard = fleet.count { !$0.spans.isEmpty }
        #expect((150...250).contains(heard))
        #expect(await store.statistics().installations == heard)
    }

    @Test func `fills in what the fleet counts of itself without a store`() async throws {
        let fleet = SyntheticFleet(installations: 300, period: UTCDay(number: 20_340)...today, seed: 3)
        let store = InMemoryStore()
        try await FleetFiller(fleet: fleet) { KeyedID(Hex.decode($0) ?? []) }.fill(store, today: today) { _ in }
        let last = ISOWeek(today).advanced(by: -1)
        let weeks = last.advanced(by: -3)...last
        let dimensions = Set(RollupDimension.allCases)
        let stored = await store.rollup(service: "butler-sos", weeks: weeks)
        var sums: [WeekCount: Int] = [:]
        for row in stored {
            let place = WeekCount(week: row.week, dimension: row.cell.dimension, value: row.cell.value, count: 0)
            sums[place, default: 0] += row.count
        }
        for entry in fleet.counts(in: weeks, of: dimensions) {
            let place = WeekCount(week: entry.week, dimension: entry.dimension, value: entry.value, count: 0)
            sums[place, default: 0] -= entry.count
        }
        #expect(stored.count > 500)
        #expect(sums.allSatisfy { $0.value == 0 })
    }

    @Test func `leaves installations whose next signed report is taken`() async throws {
        let fleet = SyntheticFleet(installations: 30, period: UTCDay(number: 20_300)...today, seed: 3)
        let store = InMemoryStore()
        try await FleetFiller(fleet: fleet) { KeyedID(Hex.decode($0) ?? []) }.fill(store, today: today) { _ in }
        let installation = try #require(fleet.first { $0.isSigned && $0.report(on: today) != nil })
        let key = try #require(try installation.publicKey())
        let state = FleetState(try #require(installation.report(on: today)))
        let submission = Submission(
            installation: KeyedID(Hex.decode(installation.id) ?? []),
            proof: .init(publicKey: key, counter: 1_800_000_000),
            bodySHA256: [1], day: today, state: state)
        #expect(await store.submit(submission) == .stored(today))
        #expect(await store.holds(state, of: submission.installation, on: today))
    }
}
