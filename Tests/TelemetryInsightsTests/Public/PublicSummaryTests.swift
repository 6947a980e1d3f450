// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct PublicSummaryTests {
    private let week = ISOWeek(number: 2900)

    /// - Parameter ago: how many weeks before the newest one the counts are of.
    private func history(
        _ counts: [(RollupDimension, String, Int)], ago: Int = 0, installations: [Int]
    ) -> FleetHistory {
        let weeks = week.advanced(by: 1 - installations.count)...week
        return FleetHistory(
            service: "butler-sos", weeks: weeks,
            counts: counts.map { WeekCount(week: week.advanced(by: -ago), dimension: $0, value: $1, count: $2) }
                + zip(weeks, installations).map {
                    WeekCount(week: $0, dimension: .installations, value: "", count: $1)
                })
    }

    @Test func `there is none about a fleet that is too small`() {
        #expect(PublicSummary(history([], installations: [12, 12, 12, 12])) == nil)
        #expect(PublicSummary(history([], installations: [12])) == nil)
        #expect(PublicSummary(history([], installations: [13]))?.installations == 15)
    }

    @Test(arguments: [[200, 12], [300, 200, 0, 3], [200, 0, 0, 0]])
    func `weeks with too few are passed over for the newest before them`(installations: [Int]) throws {
        let ago = installations.count - 1 - (installations.firstIndex(of: 200) ?? 0)
        let counts: [(RollupDimension, String, Int)] = [(.feature, "mqtt=on", 50), (.version, "14.2.0", 200)]
        let summary = try #require(PublicSummary(history(counts, ago: ago, installations: installations)))
        #expect(summary.week == week.advanced(by: -ago) && summary.weeksSince == ago)
        #expect(summary.installations == 200)
        #expect(summary.features.first { $0.name == "mqtt" }?.figures?.on == 50)
        #expect(summary.tables[0].rows.map(\.count) == [200])
        #expect(summary.trend.last?.week == week && summary.trend.last?.installations == nil)
    }

    @Test func `a week is too old after four weeks`() {
        #expect(PublicSummary(history([], installations: [200, 0, 0, 0])) != nil)
        #expect(PublicSummary(history([], installations: [200, 0, 0, 0, 0])) == nil)
    }

    @Test func `an installation that does not tell of a feature does not hide it`() {
        let summary = PublicSummary(
            history([(.feature, "mqtt=on", 50), (.feature, "mqtt=off", 148)], installations: [200]))
        #expect(summary?.features.first { $0.name == "mqtt" }?.figures?.on == 50)
    }

    @Test func `the trend has rounded totals, and none for weeks with too few`() {
        let summary = PublicSummary(history([], installations: [12, 0, 98, 201]))
        #expect(summary?.trend.map(\.installations) == [nil, nil, 100, 200])
        #expect(summary?.week == week)
    }

    @Test func `the trend goes back half a year at most`() {
        let summary = PublicSummary(history([], installations: Array(repeating: 50, count: 57)))
        #expect(summary?.trend.count == 26)
    }

    @Test func `versions are told by minor version, and systems without architecture`() {
        let summary = PublicSummary(
            history(
                [
                    (.version, "14.2.0", 40), (.version, "14.2.1", 100), (.version, "14.1.0", 60),
                    (.system, "linux · Debian GNU/Linux 12 · x64", 100),
                    (.system, "linux · Debian GNU/Linux 12 · arm64", 20),
                    (.system, "win32 · Windows Server 10.0 · x64", 80),
                ], installations: [200]))
        #expect(summary?.tables[0].rows.map(\.value) == ["14.2", "14.1"])
        #expect(summary?.tables[0].rows.map(\.count) == [140, 60])
        #expect(
            summary?.tables[1].rows.map(\.value) == ["linux · Debian GNU/Linux 12", "win32 · Windows Server 10.0"])
        #expect(summary?.tables[2].rows.isEmpty == true)
    }

    @Test func `features are those of the registry, whatever else is counted`() {
        let summary = PublicSummary(
            history(
                [(.feature, "mqtt=on", 50), (.feature, "mqtt=off", 150), (.feature, "secret=on", 90)],
                installations: [200]))
        #expect(summary?.features.count == 11)
        #expect(summary?.features.first { $0.name == "mqtt" }?.figures?.on == 50)
        #expect(summary?.features.filter { $0.figures != nil }.count == 1)
    }
}
