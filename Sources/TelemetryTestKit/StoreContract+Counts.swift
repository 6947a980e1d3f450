// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire
import Testing

/// What answers are made from.
extension StoreContract {
    func verifyCounts() async throws {
        let store = try await makeStore()
        let week = ISOWeek(day)
        let next = week.advanced(by: 1)
        // Three with two patches of one minor version, and one with another, for two weeks; one of them then changes.
        for (installation, version) in ["1.0.0", "1.0.3", "1.0.3", "1.1.0"].enumerated() {
            for (counter, offset) in [0, 1, 7].enumerated() {
                let version = installation == 2 && offset == 7 ? "1.1.0" : version
                _ = try await store.submit(
                    Sample.submission(
                        installation: installation, counter: UInt64(counter + 1),
                        day: week.monday.advanced(by: offset), version: version))
            }
        }
        _ = try await store.closeWeeks(before: week.monday.advanced(by: 14))
        func counts(_ weeks: ClosedRange<ISOWeek>, _ dimensions: Set<RollupDimension>, _ version: String? = nil)
            async throws -> Set<WeekCount>
        {
            let counts = try await store.counts(
                RollupQuery(service: "butler-sos", weeks: weeks, dimensions: dimensions, minorVersion: version))
            #expect(Set(counts).count == counts.count)
            return Set(counts)
        }
        func all(_ week: ISOWeek, _ count: Int) -> WeekCount {
            WeekCount(week: week, dimension: .installations, value: "", count: count)
        }
        func version(_ value: String, _ count: Int, in week: ISOWeek) -> WeekCount {
            WeekCount(week: week, dimension: .version, value: value, count: count)
        }
        // Minor versions are summed, other dimensions and weeks left out.
        #expect(try await counts(week...week, [.installations]) == [all(week, 4)])
        #expect(try await counts(week.advanced(by: -9)...next, [.installations]) == [all(week, 4), all(next, 4)])
        #expect(
            try await counts(next...next, [.installations, .version]) == [
                all(next, 4), version("1.0.0", 1, in: next), version("1.0.3", 1, in: next),
                version("1.1.0", 2, in: next),
            ])
        // One of them by itself.
        #expect(
            try await counts(week...next, [.version], "1.0") == [
                version("1.0.0", 1, in: week), version("1.0.3", 2, in: week), version("1.0.0", 1, in: next),
                version("1.0.3", 1, in: next),
            ])
        #expect(try await counts(week...next, [.version], "3.0") == [])
        #expect(try await counts(week...next, []) == [])
        let others = RollupQuery(service: "another", weeks: week...next, dimensions: [.installations])
        #expect(try await store.counts(others) == [])
    }
}
