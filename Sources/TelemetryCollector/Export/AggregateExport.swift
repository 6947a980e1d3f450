// SPDX-License-Identifier: MIT

package import TelemetryStore
import TelemetryWire

/// The counts of closed weeks, one line for each: what may be said about the fleet without saying anything about one of it.
package enum AggregateExport {
    package static let columns = ["service", "week", "monday", "minor_version", "dimension", "value", "count"]

    /// The lines of some rows, in an order that does not depend on the store. Installations in quarantine are left out.
    package static func lines(_ rows: [RollupRow], service: String) -> [[ExportValue]] {
        rows.filter { $0.cell.dimension != .quarantined }.sorted { $0.order < $1.order }.map { row in
            [
                .text(service), .text(row.week.description), .text(row.week.monday.description),
                .text(row.cell.minorVersion), .text(row.cell.dimension.rawValue), .text(row.cell.value),
                .number(row.count),
            ]
        }
    }
}

extension RollupRow {
    fileprivate var order: (Int, String, String, String) {
        (week.number, cell.dimension.rawValue, cell.value, cell.minorVersion)
    }
}
