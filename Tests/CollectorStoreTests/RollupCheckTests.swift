// SPDX-License-Identifier: MIT

import TelemetryStore
import Testing

@testable import CollectorStore

@Suite struct RollupCheckTests {
    /// Two closed weeks; the stored count of the later one is wrong as often as is said.
    private actor Store: RollupReader {
        private var wrongLooks: Int
        private let cell = RollupCell(minorVersion: "1.0", dimension: .arch, value: "x64")

        init(wrongLooks: Int) { self.wrongLooks = wrongLooks }

        func closedWeeks() -> ClosedWeeks? { ClosedWeeks(through: ISOWeek(number: 102), frozen: ISOWeek(number: 100)) }

        func rollup(service: String, weeks: ClosedRange<ISOWeek>) -> [RollupRow] {
            var count = 7
            if weeks.lowerBound.number == 102, wrongLooks > 0 {
                wrongLooks -= 1
                count = 8
            }
            return [RollupRow(week: weeks.lowerBound, cell: cell, count: count)]
        }

        func counts(_ query: RollupQuery) -> [WeekCount] { [] }

        func recount(service: String, week: ISOWeek) -> [RollupCell: Int] { [cell: 7] }
    }

    @Test func `finds nothing where the rollups say what the spans say`() async throws {
        let outcome = try await RollupCheck(store: Store(wrongLooks: 0)).run(services: ["butler-sos"])
        #expect(outcome == .init(weeks: 2, differences: []))
    }

    @Test func `names a count that is wrong`() async throws {
        let outcome = try await RollupCheck(store: Store(wrongLooks: .max)).run(services: ["butler-sos"])
        #expect(outcome.weeks == 2)
        #expect(
            outcome.differences.map(\.description) == [
                "butler-sos \(ISOWeek(number: 102)) version 1.0 arch \"x64\": stored 8, recounted 7"
            ])
    }

    @Test func `looks again before it says that a count is wrong, since reports may come meanwhile`() async throws {
        #expect(try await RollupCheck(store: Store(wrongLooks: 2)).run(services: ["a"]).differences.isEmpty)
        #expect(try await RollupCheck(store: Store(wrongLooks: 3)).run(services: ["a"]).differences.count == 1)
    }

    @Test func `takes a cell that is missing on one side for zero`() {
        let (first, second) = (
            RollupCell(minorVersion: "1.0", dimension: .arch, value: "arm64"),
            RollupCell(minorVersion: "1.0", dimension: .arch, value: "x64")
        )
        let found = RollupCheck.differences("a", ISOWeek(number: 1), stored: [first: 2], recounted: [second: 3])
        #expect(found.map(\.cell) == [first, second])
        #expect(found.map(\.stored) == [2, 0])
        #expect(found.map(\.recounted) == [0, 3])
    }
}
