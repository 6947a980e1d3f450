// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct PlatformMatrixTests {
    @Test func `the most frequent system and architecture come first`() {
        let matrix = PlatformMatrix(
            SampleHistory.weeks([
                [.system: ["old · OS 1 · x64": 99]],
                [
                    .system: [
                        "linux · Debian GNU/Linux 12 · x64": 6, "linux · Debian GNU/Linux 12 · arm64": 3,
                        "win32 · Windows 2022 · x64": 8, "other": 2,
                    ]
                ],
            ]))
        #expect(matrix.rows == ["linux · Debian GNU/Linux 12", "win32 · Windows 2022", "other"])
        #expect(matrix.columns == ["x64", "arm64", "other"])
        #expect(matrix.cells == [[6, 3, 0], [8, 0, 0], [0, 0, 2]])
        #expect(matrix.total == 19)
    }

    @Test func `beyond the limits they are folded, and nothing is lost`() {
        var cells: [String: Int] = [:]
        for system in 1...30 {
            for architecture in 1...12 { cells["linux · OS \(system) · a\(architecture)"] = system + architecture }
        }
        let matrix = PlatformMatrix(SampleHistory.week([.system: cells]), limit: 5, columnLimit: 3)
        #expect(
            matrix.rows == [
                "linux · OS 30", "linux · OS 29", "linux · OS 28", "linux · OS 27", "linux · OS 26", "other",
            ])
        #expect(matrix.columns == ["a12", "a11", "a10", "other"])
        #expect(matrix.total == cells.values.reduce(0, +))
        #expect(matrix.cells.joined().reduce(0, +) == matrix.total)
        #expect(matrix.cells.first?.first == 42)
    }

    @Test func `values that are made otherwise are shown as they are`() {
        let matrix = PlatformMatrix(SampleHistory.week([.system: ["": 1, " · ": 2, "a · b · c · d": 3]]))
        #expect(matrix.total == 6)
        #expect(matrix.rows == ["", "a · b · c"])
        #expect(matrix.columns == ["", "d"])
    }

    @Test func `what has no name at all is not called other twice`() {
        let matrix = PlatformMatrix(
            SampleHistory.week([.system: ["linux · other other · x64": 3, "linux · Debian GNU/Linux other · x64": 2]]))
        #expect(matrix.rows == ["linux · other", "linux · Debian GNU/Linux other"])
    }

    @Test func `nothing seen has neither rows nor columns`() {
        #expect(PlatformMatrix(SampleHistory.week([:])) == PlatformMatrix(rows: [], columns: [], cells: [], total: 0))
    }
}
