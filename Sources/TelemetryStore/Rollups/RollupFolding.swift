// SPDX-License-Identifier: MIT

/// What becomes of the rollups of a week when its spans are gone: small cells, which could tell of one installation, are
/// put together.
package enum RollupFolding {
    /// A cell that counts fewer installations is not kept by itself.
    package static let smallestCell = 5

    /// Minor versions with few installations become `other`; then, within each, values with few do.
    package static func fold(_ cells: [RollupCell: Int]) -> [RollupCell: Int] {
        var versions: [String: Int] = [:]
        for (cell, count) in cells where cell.dimension == .installations || cell.dimension == .quarantined {
            versions[cell.minorVersion, default: 0] += count
        }
        var folded: [RollupCell: Int] = [:]
        for (cell, count) in cells {
            var cell = cell
            if versions[cell.minorVersion, default: 0] < smallestCell { cell.minorVersion = RollupCell.other }
            folded[cell, default: 0] += count
        }
        var result: [RollupCell: Int] = [:]
        for (cell, count) in folded {
            var cell = cell
            if count < smallestCell, !cell.value.isEmpty { cell.value = RollupCell.other }
            result[cell, default: 0] += count
        }
        return result
    }
}
