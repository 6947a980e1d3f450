// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct VersionSharesTests {
    @Test func `patches count with their minor version`() {
        let shares = VersionShares(
            SampleHistory.weeks([
                [.version: ["14.1.0": 6, "14.1.2": 2, "14.2.0": 2]], [:], [.version: ["14.1.2": 3, "14.2.1": 7]],
            ]))
        #expect(shares.weeks.count == 3)
        #expect(shares.lines.map(\.minorVersion) == ["14.2", "14.1"])
        #expect(
            shares.lines.map { $0.points.map(\.proportion) } == [
                [Proportion(successes: 2, n: 10), Proportion(successes: 0, n: 0), Proportion(successes: 7, n: 10)],
                [Proportion(successes: 8, n: 10), Proportion(successes: 0, n: 0), Proportion(successes: 3, n: 10)],
            ])
    }

    @Test func `beyond the limit they are folded, and every week still adds up`() {
        let shares = VersionShares(
            SampleHistory.weeks([
                [.version: ["14.1.0": 6, "14.0.0": 5, "13.9.0": 4, "13.8.0": 3]],
                [.version: ["14.1.0": 7, "14.2.0": 9, "14.0.0": 1, "13.9.0": 1]],
            ]), limit: 2)
        #expect(shares.lines.map(\.minorVersion) == ["14.2", "14.1", "other"])
        #expect(shares.lines.map { $0.points.map(\.proportion.successes) } == [[0, 9], [6, 7], [12, 2]])
    }

    @Test func `a single version beyond the limit keeps its line`() {
        let history = SampleHistory.week([.version: ["14.1.0": 3, "14.2.0": 2, "14.3.0": 1]])
        #expect(VersionShares(history, limit: 2).lines.map(\.minorVersion) == ["14.1", "14.2", "14.3"])
    }

    @Test func `what was folded in the store goes with the rest`() {
        let history = SampleHistory.weeks([
            [.version: ["other": 3, "14.1.0": 7]], [.version: ["14.1.0": 9, "14.2.0": 1]],
        ])
        let lines = VersionShares(history).lines
        #expect(lines.map(\.minorVersion) == ["14.1", "14.2", "other"])
        #expect(lines.last?.points.map(\.proportion.successes) == [3, 0])
        // A line for the rest is there anyway, so a single version beyond the limit goes with it, too.
        #expect(VersionShares(history, limit: 1).lines.map(\.minorVersion) == ["14.1", "other"])
    }

    @Test func `nothing seen has no lines, and odd limits are no trouble`() {
        #expect(VersionShares(SampleHistory.weeks([[:], [:]])).lines.isEmpty)
        let history = SampleHistory.week([.version: ["14.1.0": 3, "14.2.0": 2]])
        #expect(VersionShares(history, limit: -1).lines.map(\.minorVersion) == ["other"])
        #expect(VersionShares(history, limit: .max).lines.count == 2)
    }
}
