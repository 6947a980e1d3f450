// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct FleetHistoryTests {
    private let latest = SampleHistory.latest

    @Test func `counts of the same place are added, those of other weeks and those below one left out`() {
        let counts = [
            WeekCount(week: latest, dimension: .arch, value: "x64", count: 3),
            WeekCount(week: latest, dimension: .arch, value: "x64", count: 4),
            WeekCount(week: latest, dimension: .arch, value: "arm64", count: -2),
            WeekCount(week: latest.advanced(by: 1), dimension: .arch, value: "x64", count: 9),
        ]
        let history = FleetHistory(service: "butler-sos", weeks: latest...latest, counts: counts)
        #expect(history.counts(of: .arch, in: latest) == ["x64": 7])
        #expect(history.count(.arch, "x64", in: latest.advanced(by: 1)) == 0)
    }

    @Test func `a count no fleet can have does not overflow`() {
        let counts = Array(
            repeating: WeekCount(week: latest, dimension: .installations, value: "", count: .max), count: 3)
        let history = FleetHistory(service: "butler-sos", weeks: latest...latest, counts: counts)
        #expect(history.installations(in: latest) == 3 * FleetHistory.largestCount)
    }

    @Test func `values come most frequent first, then by name`() {
        let history = SampleHistory.week([.arch: ["b": 2, "a": 2, "c": 5]])
        #expect(history.values(of: .arch, in: latest).map(\.value) == ["c", "a", "b"])
    }
}
