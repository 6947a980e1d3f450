// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Synchronization
import TelemetryCollector
import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

struct FleetMaintenanceTests {
    /// A store that counts what it is asked, and fails while it is told to.
    private final class Store: FleetMaintainer, RollupReader {
        private let state = Mutex((isFailing: false, isAsked: false, closed: [UTCDay](), pruned: [UTCDay]()))

        var isFailing: Bool {
            get { state.withLock { $0.isFailing } }
            set { state.withLock { $0.isFailing = newValue } }
        }

        var closed: [UTCDay] { state.withLock { $0.closed } }
        var pruned: [UTCDay] { state.withLock { $0.pruned } }

        /// Every other time there is nothing left to close.
        func closeNextWeek(before today: UTCDay) throws -> ISOWeek? {
            try state.withLock { state in
                if state.isFailing { throw StoreFailure.unavailable(reason: "disk full") }
                state.isAsked.toggle()
                guard state.isAsked else { return nil }
                state.closed.append(today)
                return ISOWeek(today).advanced(by: -1)
            }
        }

        func prune(today: UTCDay) -> PruneCounts {
            state.withLock { $0.pruned.append(today) }
            return PruneCounts(installations: 1, spans: 2, foldedWeeks: 3)
        }

        func rebuildRollups() {}

        func closedWeeks() -> ClosedWeeks? {
            state.withLock { $0.closed.last }.map {
                ClosedWeeks(through: ISOWeek($0).advanced(by: -1), frozen: ISOWeek($0).advanced(by: -50))
            }
        }

        func rollup(service: String, weeks: ClosedRange<ISOWeek>) -> [RollupRow] { [] }

        func counts(_ query: RollupQuery) -> [WeekCount] { [] }

        func recount(service: String, week: ISOWeek) -> [RollupCell: Int] { [:] }
    }

    private let store = Store()
    private let clock = TestClock()
    private let log = LogCapture()

    private func run(_ body: () async throws -> Void) async throws {
        let clock = clock
        let maintenance = FleetMaintenance(
            store: store,
            today: { UTCDay(number: 20_000 + Int(clock.now.offset.components.seconds) / 86_400) }, clock: clock,
            logger: log.logger)
        try await withRunning([maintenance]) { try await body() }
    }

    @Test func `works at the start and every hour, and goes with the days`() async throws {
        try await run {
            await clock.untilSleeping()
            #expect(store.closed == [UTCDay(number: 20_000)] && store.pruned == store.closed)
            for _ in 0..<24 {
                clock.advance(by: .seconds(3600))
                await clock.untilSleeping()
            }
            #expect(store.closed.count == 25 && store.closed.last == UTCDay(number: 20_001))
        }
    }

    @Test func `forgets nothing when the clock jumps, and says what to do`() async throws {
        try await run {
            await clock.untilSleeping()
            clock.advance(by: .seconds(200 * 86_400))
            await clock.untilSleeping()
        }
        #expect(store.closed.count == 1 && store.pruned.count == 1)
        #expect(log.fullTexts.count { $0.contains("the clock says") && $0.contains("--date-is-right") } == 1)
    }

    @Test func `tells a failure once, goes on, and tells when it is over`() async throws {
        store.isFailing = true
        try await run {
            for _ in 0..<5 {
                await clock.untilSleeping()
                clock.advance(by: .seconds(3600))
            }
            store.isFailing = false
            await clock.untilSleeping()
            clock.advance(by: .seconds(3600))
            await clock.untilSleeping()
        }
        #expect(log.fullTexts.count { $0.contains("disk full") } == 1)
        #expect(log.fullTexts.count { $0.contains("works again") } == 1)
        #expect(!store.closed.isEmpty)
    }
}
