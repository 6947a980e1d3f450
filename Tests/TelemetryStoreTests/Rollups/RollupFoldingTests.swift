// SPDX-License-Identifier: MIT

import TelemetryStore
import Testing

struct RollupFoldingTests {
    private func cell(_ minor: String, _ dimension: RollupDimension, _ value: String = "") -> RollupCell {
        RollupCell(minorVersion: minor, dimension: dimension, value: value)
    }

    @Test func `keeps what counts five, and puts the rest together`() {
        let folded = RollupFolding.fold([
            cell("1.0", .installations): 9, cell("1.0", .arch, "x64"): 5, cell("1.0", .arch, "arm64"): 3,
            cell("1.0", .arch, "ia32"): 1,
        ])
        #expect(
            folded == [
                cell("1.0", .installations): 9, cell("1.0", .arch, "x64"): 5, cell("1.0", .arch, "other"): 4,
            ])
    }

    @Test func `hides a minor version that few run, with all that is said about it`() {
        let folded = RollupFolding.fold([
            cell("1.0", .installations): 6, cell("1.0", .version, "1.0.0"): 6, cell("1.1", .installations): 2,
            cell("1.1", .version, "1.1.7"): 2, cell("1.2", .installations): 1, cell("1.2", .version, "1.2.9"): 1,
        ])
        #expect(
            folded == [
                cell("1.0", .installations): 6, cell("1.0", .version, "1.0.0"): 6, cell("other", .installations): 3,
                cell("other", .version, "other"): 3,
            ])
    }

    @Test func `loses nobody, and changes nothing the second time`() {
        var cells: [RollupCell: Int] = [:]
        for minor in 0..<6 {
            for value in 0..<6 { cells[cell("1.\(minor)", .version, "1.\(minor).\(value)")] = minor + value }
            cells[cell("1.\(minor)", .installations)] = minor * 6 + 15
        }
        let folded = RollupFolding.fold(cells)
        for dimension in [RollupDimension.version, .installations] {
            func total(_ cells: [RollupCell: Int]) -> Int {
                cells.reduce(0) { $0 + ($1.key.dimension == dimension ? $1.value : 0) }
            }
            #expect(total(folded) == total(cells))
        }
        #expect(RollupFolding.fold(folded) == folded)
    }
}
