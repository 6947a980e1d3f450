// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct ReleaseUptakeTests {
    private func history(_ weeks: [[String: Int]]) -> FleetHistory {
        SampleHistory.weeks(weeks.map { $0.isEmpty ? [:] : [.version: $0] })
    }

    @Test func `half and ninety percent count those who run it or a newer one`() throws {
        let uptakes = ReleaseUptake.all(
            history([
                ["14.9.0": 400], ["14.9.0": 300, "14.10.0": 100], ["14.9.0": 190, "14.10.0": 150, "14.11.0": 60],
                ["14.9.0": 30, "14.10.0": 170, "14.11.0": 200],
            ]))
        #expect(uptakes.map(\.version) == ["14.11", "14.10", "14.9"])
        let middle = try #require(uptakes.dropFirst().first)
        #expect(middle.firstWeek == SampleHistory.latest.advanced(by: -2))
        #expect(middle.half?.weeks == 1 && middle.ninety?.weeks == 2)
        #expect(uptakes.first?.half?.weeks == 1)
        #expect(uptakes.first?.ninety?.weeks == nil)
    }

    @Test func `a milestone says when the interval reached it`() throws {
        let weeks = [100, 181, 199, 200, 219, 220, 230].map { ["14.1.0": 400 - $0, "14.2.0": $0] }
        let uptake = try #require(ReleaseUptake.all(history([["14.1.0": 400]] + weeks)).first)
        // Of 400: 181 may be half (up to 50.15 %), 200 are, 220 surely are (from 50.1 % on).
        #expect(uptake.half == ReleaseUptake.Milestone(weeks: 3, earliest: 1, latest: 5))
        let unsure = try #require(ReleaseUptake.all(history([["14.1.0": 400]] + weeks.prefix(4))).first)
        #expect(unsure.half == ReleaseUptake.Milestone(weeks: 3, earliest: 1, latest: nil))
    }

    @Test func `what was there when the history begins has no milestones`() {
        let uptakes = ReleaseUptake.all(history([[:], ["14.1.0": 9], ["14.1.0": 9, "14.2.0": 1]]))
        #expect(uptakes.map(\.isFirstWeekKnown) == [true, false])
        #expect(uptakes.last?.half == nil)
        #expect(uptakes.last?.firstWeek == SampleHistory.latest.advanced(by: -1))
    }

    @Test func `weeks without data pass, but reach nothing`() throws {
        let uptake = try #require(
            ReleaseUptake.all(history([["14.1.0": 9], ["14.1.0": 9, "14.2.0": 1], [:], ["14.2.0": 9]])).first)
        #expect(uptake.half?.weeks == 2)
    }

    @Test func `a share that halves every four weeks has a half-life of four weeks`() throws {
        // 4096 · 2^(−week/4), of 10,000.
        let counts = [4096, 3444, 2896, 2435, 2048, 1722, 1448, 1218, 1024]
        let uptakes = ReleaseUptake.all(
            history([["14.1.0": 3000, "14.0.0": 7000]] + counts.map { ["14.1.0": $0, "14.2.0": 10_000 - $0] }))
        let old = try #require(uptakes.first { $0.version == "14.1" })
        #expect(try abs(#require(old.halfLife) - 4) < 0.001)
        // 3,072 have left: ± 3.5 %.
        #expect(isClose(try #require(old.halfLifeInterval), 4 / 1.0360, 4 / 0.9653, by: 0.001))
    }

    @Test func `a decline that may be chance has no half-life`() {
        let counts = [36, 35, 33, 34, 30, 33, 31]
        let uptakes = ReleaseUptake.all(history(counts.map { ["14.1.0": $0, "14.2.0": 100 - $0] }))
        #expect(uptakes.allSatisfy { $0.halfLife == nil && $0.halfLifeInterval == nil })
    }

    @Test func `three weeks since the peak are too few, and the newest version has no half-life`() {
        let uptakes = ReleaseUptake.all(
            history([900, 500, 300, 200].map { ["14.1.0": $0, "14.2.0": 1000 - $0] }))
        #expect(uptakes.allSatisfy { $0.halfLife == nil })
        let rollback = ReleaseUptake.all(
            history([900, 500, 300, 200, 100, 50].map { ["14.2.0": $0, "14.1.0": 1000 - $0] }))
        #expect(rollback.first?.version == "14.2")
        #expect(rollback.first?.halfLife == nil)
    }

    @Test func `a version that is gone still has a half-life`() throws {
        let counts = [512, 256, 128, 64, 32, 0, 0]
        let uptakes = ReleaseUptake.all(history(counts.map { ["14.1.0": $0, "14.2.0": 1000 - $0] }))
        #expect(try abs(#require(uptakes.last?.halfLife) - 1) < 1e-9)
    }

    @Test func `versions that are not made of numbers are in the whole alone`() {
        let uptakes = ReleaseUptake.all(history([["14.1.0": 9], ["other": 6, "dev": 1, "14.2.0": 3]]))
        #expect(uptakes.map(\.version) == ["14.2", "14.1"])
        #expect(uptakes.first?.half?.weeks == nil)
    }

    @Test func `nothing seen, or one version alone, tells nothing`() {
        #expect(ReleaseUptake.all(history([[:], [:]])).isEmpty)
        let one = SampleHistory.weeks([[.version: ["14.1.0": 5]]], minorVersion: "14.1")
        #expect(ReleaseUptake.all(one).isEmpty)
    }
}
