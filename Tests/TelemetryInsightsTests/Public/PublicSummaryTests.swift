// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct PublicSummaryTests {
    private let week = ISOWeek(number: 2900)

    private func history(_ counts: [(RollupDimension, String, Int)], installations: [Int]) -> FleetHistory {
        let weeks = week.advanced(by: 1 - installations.count)...week
        return FleetHistory(
            service: "butler-sos", weeks: weeks,
            counts: counts.map { WeekCount(week: week, dimension: $0, value: $1, count: $2) }
                + zip(weeks, installations).map {
                    WeekCount(week: $0, dimension: .installations, value: "", count: $1)
                })
    }

    @Test func `there is none about a fleet that is too small`() {
        #expect(PublicSummary(history([], installations: [200, 12])) == nil)
        #expect(PublicSummary(history([], installations: [13]))?.installations == 15)
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
