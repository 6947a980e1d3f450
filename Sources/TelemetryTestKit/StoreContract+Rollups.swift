// SPDX-License-Identifier: MIT

import Synchronization
import TelemetryStore
import TelemetryWire
import Testing

/// What a store says about weeks that are over.
extension StoreContract {
    /// A Monday.
    private var monday: UTCDay { ISOWeek(day).monday }

    func verifyQuarantine() async throws {
        let store = try await makeStore()
        for (installation, offsets) in [(0, [0]), (1, [0, 0]), (2, [0, 1]), (3, [1, 0])] {
            for (index, offset) in offsets.enumerated() {
                _ = try await store.submit(
                    Sample.submission(
                        installation: installation, counter: UInt64(index + 1), day: monday.advanced(by: offset)))
            }
        }
        _ = try await store.closeWeeks(before: monday.advanced(by: 7))
        let cells = try await cells(of: store, ISOWeek(monday))
        #expect(cells[cell(.installations)] == 2 && cells[cell(.quarantined)] == 2)
        #expect(cells[cell(.version, "1.0.0")] == 2)
        #expect(try await store.statistics().quarantined == 2)
        let overview = try await store.overview(service: "butler-sos", asOf: monday.advanced(by: 1))
        #expect(overview.installations == 4 && overview.quarantined == 2)
        let exported = Mutex<[ExportedHistory]>([])
        try await store.histories(service: "butler-sos") { history in exported.withLock { $0.append(history) } }
        #expect(exported.withLock { $0.map(\.number) } == [1, 2])
        #expect(exported.withLock { $0.map(\.firstSeen) } == [monday, monday])
        // The second day may come when the week is over: then the week counts it, too.
        _ = try await store.submit(Sample.submission(installation: 0, counter: 9, day: monday.advanced(by: 8)))
        let later = try await self.cells(of: store, ISOWeek(monday))
        #expect(later[cell(.installations)] == 3 && later[cell(.quarantined)] == 1)
        #expect(later[cell(.pair, "heartbeat=on dockerHealthCheck=off")] == 3)
    }

    func verifyRollups() async throws {
        let store = try await makeStore()
        let (week, next) = (ISOWeek(monday), ISOWeek(monday).advanced(by: 1))
        func report(_ installation: Int, _ counter: UInt64, _ offset: Int, _ version: String, _ flags: String)
            async throws
        {
            let day = monday.advanced(by: offset)
            let report = Sample.submission(
                installation: installation, counter: counter, day: day, version: version, flags: flags)
            #expect(try await store.submit(report) == .stored(day))
        }
        try await report(0, 1, 0, "1.0.0", "1000000000-")
        try await report(0, 2, 6, "1.0.0", "1000000000-")
        try await report(1, 1, 1, "1.0.3", "00000000001")
        try await report(1, 2, 3, "1.0.3", "00000000001")
        #expect(try await store.closeWeeks(before: monday.advanced(by: 6)).last == week.advanced(by: -1))
        #expect(try await store.closeWeeks(before: monday.advanced(by: 7)) == [week])
        #expect(try await store.closeWeeks(before: monday.advanced(by: 13)) == [])
        // In the next week one has another version and other flags, one is silent, and one is new.
        try await report(0, 3, 7, "2.0.0", "0100000000-")
        try await report(2, 1, 8, "1.0.0", "----------1")
        try await report(2, 2, 9, "1.0.0", "----------1")
        #expect(try await store.closeWeeks(before: monday.advanced(by: 14)) == [next])
        let first = try await cells(of: store, week)
        let second = try await cells(of: store, next)
        for (cells, expected) in [
            (
                first,
                [
                    cell(.installations): 2, cell(.activity, "new"): 2, cell(.version, "1.0.0"): 1,
                    cell(.version, "1.0.3"): 1, cell(.feature, "heartbeat=on"): 1, cell(.feature, "heartbeat=off"): 1,
                    cell(.feature, "userSessions=on"): 1, cell(.pair, "heartbeat=on mqtt=off"): 1,
                    cell(.system, "linux · Debian GNU/Linux 12 · x64"): 2, cell(.runtime, "Swift 6.3"): 2,
                    cell(.cohort, String(monday.description.prefix(7))): 1, cell(.virtual, "true"): 2,
                ]
            ),
            (
                second,
                [
                    cell(.installations, minor: "2.0"): 1, cell(.activity, "kept", minor: "2.0"): 1,
                    cell(.transition, "heartbeat=on>off", minor: "2.0"): 1,
                    cell(.transition, "dockerHealthCheck=off>on", minor: "2.0"): 1,
                    cell(.transition, "version=1.0>2.0", minor: "2.0"): 1, cell(.installations): 1,
                    cell(.activity, "new"): 1, cell(.feature, "userSessions=on"): 1,
                ]
            ),
        ] as [([RollupCell: Int], [RollupCell: Int])] {
            for (cell, count) in expected { #expect(cells[cell] == count, "\(cell)") }
        }
        #expect(first.keys.allSatisfy { $0.value != "userSessions=off" && $0.dimension != .transition })
        #expect(second.keys.count { $0.dimension == .transition } == 3)
        #expect(try await cells(of: store, next.advanced(by: 1)).isEmpty)
        #expect(try await store.rollup(service: "another", weeks: week...next).isEmpty)
    }

    /// The store says what the model says, and what it would say if it counted again, after everything that can happen.
    func verifyRollupsEqualARecount() async throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            let (store, model) = (try await makeStore(), InMemoryStore())
            var play = FleetPlay(seed: seed, today: monday)
            for _ in 0..<250 {
                let step = play.next()
                let (expected, found) = (try await step.run(on: model), try await step.run(on: store))
                #expect(found == expected, "\(step)")
            }
            let closed = try #require(try await store.closedWeeks())
            #expect(await model.closedWeeks() == closed)
            var isEmpty = true
            for week in closed.frozen.advanced(by: -4)...closed.through {
                let cells = try await cells(of: store, week)
                #expect(try await cells == self.cells(of: model, week), "\(week) as the model, seed \(seed)")
                guard closed.contains(week) else { continue }
                #expect(try await store.recount(service: "butler-sos", week: week) == cells, "\(week), seed \(seed)")
                isEmpty = isEmpty && cells.isEmpty
            }
            #expect(!isEmpty)
            // The bytes on disk are no matter of the model.
            var (found, expected) = (try await store.statistics(), await model.statistics())
            (found.bytes, expected.bytes) = (nil, nil)
            #expect(found == expected)
            try await store.rebuildRollups()
            for week in closed.recountable(from: closed.frozen) {
                #expect(try await cells(of: store, week) == cells(of: model, week), "\(week) made anew")
            }
        }
    }

    func verifyPruning() async throws {
        let store = try await makeStore()
        for installation in 0..<6 {
            for (counter, offset) in [(1, 0), (2, 1)] as [(UInt64, Int)] {
                let version = installation == 5 ? "9.9.9" : "1.0.0"
                _ = try await store.submit(
                    Sample.submission(
                        installation: installation, counter: counter, day: monday.advanced(by: offset), version: version
                    ))
            }
        }
        _ = try await store.submit(
            Sample.submission(installation: 0, counter: 3, day: monday.advanced(by: 100), version: "2.0.0"))
        _ = try await store.closeWeeks(before: monday.advanced(by: 100))
        let last = monday.advanced(by: 1 + SpanRule.retentionDays)
        let nothing = PruneCounts(installations: 0, spans: 0, foldedWeeks: 0)
        let early = try await store.prune(today: last)
        #expect(early.installations == 0 && early.spans == 0)
        let counts = try await store.prune(today: last.advanced(by: 1))
        #expect(counts.installations == 5 && counts.spans == 6)
        #expect(try await store.prune(today: last.advanced(by: 1)) == nothing)
        let statistics = try await store.statistics()
        #expect(statistics.installations == 1 && statistics.spans == 1 && statistics.states == 1)
        // What is left of the first week is how many there were; the rare version is not.
        let cells = try await cells(of: store, ISOWeek(monday))
        #expect(cells[cell(.installations)] == 5 && cells[cell(.installations, minor: "other")] == 1)
        #expect(cells.keys.allSatisfy { $0.value != "9.9.9" && $0.minorVersion != "9.9" })
        // Later changes leave the folded week alone.
        _ = try await store.erase(Sample.keyedID(0))
        #expect(try await self.cells(of: store, ISOWeek(monday)) == cells)
    }

    func cells(of store: some RollupReader, _ week: ISOWeek) async throws -> [RollupCell: Int] {
        Dictionary(
            try await store.rollup(service: "butler-sos", weeks: week...week).map { ($0.cell, $0.count) },
            uniquingKeysWith: +)
    }

    private func cell(_ dimension: RollupDimension, _ value: String = "", minor: String = "1.0") -> RollupCell {
        RollupCell(minorVersion: minor, dimension: dimension, value: value)
    }
}
