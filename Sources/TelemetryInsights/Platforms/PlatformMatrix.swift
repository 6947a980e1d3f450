// SPDX-License-Identifier: MIT

import TelemetryStore

/// How many installations run on each operating system release and architecture, in the latest week.
package struct PlatformMatrix: Sendable, Equatable {
    /// Operating systems with their release, `linux · Debian GNU/Linux 12`: the most frequent first, `other` last.
    package let rows: [String]
    /// Architectures: the most frequent first, `other` last.
    package let columns: [String]
    /// One list for each row with a count for each column.
    package let cells: [[Int]]
    package let total: Int

    package init(rows: [String], columns: [String], cells: [[Int]], total: Int) {
        self.rows = rows
        self.columns = columns
        self.cells = cells
        self.total = total
    }

    /// Operating systems beyond `limit` and architectures beyond `columnLimit` become `other`.
    package init(_ history: FleetHistory, limit: Int = 20, columnLimit: Int = 8) {
        let values = history.counts(of: .system, in: history.latest).map { (SystemName($0.key), $0.value) }
        let rows = Self.names(values.map { ($0.0.operatingSystem, $0.1) }, limit)
        let columns = Self.names(values.map { ($0.0.architecture, $0.1) }, columnLimit)
        let rowPlaces = Dictionary(uniqueKeysWithValues: zip(rows, rows.indices))
        let columnPlaces = Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))
        var cells = Array(repeating: Array(repeating: 0, count: columns.count), count: rows.count)
        for (name, count) in values {
            guard let row = rowPlaces[name.operatingSystem] ?? rowPlaces[RollupCell.other],
                let column = columnPlaces[name.architecture] ?? columnPlaces[RollupCell.other]
            else { continue }
            cells[row][column] += count
        }
        self.init(rows: rows, columns: columns, cells: cells, total: values.reduce(0) { $0 + $1.1 })
    }

    private static func names(_ counts: [(String, Int)], _ limit: Int) -> [String] {
        let table = ShareTable(counts.map { ValueCount(value: $0.0, count: $0.1) })
        let named = table.rows.map(\.value).filter { $0 != RollupCell.other }
        let hasOther = named.count < table.rows.count
        let shown = named.count - 1 > max(limit, 0) ? Array(named.prefix(max(limit, 0))) : named
        return shown + (hasOther || shown.count < named.count ? [RollupCell.other] : [])
    }
}

/// `linux · Debian GNU/Linux 12 · x64`
struct SystemName {
    let operatingSystem: String
    let architecture: String

    /// A value that is not made like this is both, so that `other` stays `other`.
    init(_ value: String) {
        let parts = value.split(separator: " · ", omittingEmptySubsequences: false)
        architecture = parts.last.map(String.init) ?? value
        let name = parts.count > 1 ? parts.dropLast().joined(separator: " · ") : value
        // Neither the distribution nor its release has a name: once is enough.
        operatingSystem = name.hasSuffix(" · other other") ? String(name.dropLast(6)) : name
    }
}
