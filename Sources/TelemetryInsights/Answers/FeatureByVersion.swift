// SPDX-License-Identifier: MIT

import TelemetryStore

/// How widely a feature is switched on among the installations of each minor version, in one week.
struct FeatureByVersion {
    struct Share {
        let version: String
        let proportion: Proportion
    }

    /// The newest version first; versions that are not made of numbers last.
    let shares: [Share]

    init(_ rows: [RollupRow], feature: String, week: ISOWeek, order: VersionOrder) {
        var counts: [String: (on: Int, off: Int)] = [:]
        for row in rows where row.week == week && row.cell.dimension == .feature && row.count > 0 {
            let count = min(row.count, FleetHistory.largestCount)
            if row.cell.value == "\(feature)=on" {
                counts[row.cell.minorVersion, default: (0, 0)].on += count
            } else if row.cell.value == "\(feature)=off" {
                counts[row.cell.minorVersion, default: (0, 0)].off += count
            }
        }
        shares = counts.map {
            Share(version: $0.key, proportion: Proportion(successes: $0.value.on, n: $0.value.on + $0.value.off))
        }
        .sorted { order.version($0.version).isListed(before: order.version($1.version)) }
    }
}
