// SPDX-License-Identifier: MIT

package import TelemetryStore

/// Who would notice if a feature were taken away.
package struct RemovalImpact: Sendable, Equatable {
    /// Another feature among the affected.
    package struct Overlap: Sendable, Equatable {
        package let feature: String
        /// How many of the affected, that told about it, have the other one on, too.
        package let proportion: Proportion

        package init(feature: String, proportion: Proportion) {
            self.feature = feature
            self.proportion = proportion
        }
    }

    package let feature: String
    /// Switched on in the latest week, of those that said either way.
    package let affected: Proportion
    /// The most frequent first, then by name.
    package let overlaps: [Overlap]
    /// How many of the affected run each minor version, the newest first.
    package let versions: [ValueCount]

    /// - Parameter byVersion: rollup rows; those of the feature in the latest week count.
    package init(_ history: FleetHistory, feature: String, byVersion: [RollupRow]) {
        self.feature = feature
        affected = history.proportion(of: feature, in: history.latest)
        overlaps = FeaturePair.pairs(history).compactMap { Self.overlap(of: feature, in: $0) }
            .sorted { left, right in
                let (first, second) = (left.proportion.share ?? 0, right.proportion.share ?? 0)
                return first == second ? left.feature < right.feature : first > second
            }
        var counts: [String: Int] = [:]
        for row in byVersion
        where row.week == history.latest && row.cell.dimension == .feature && row.cell.value == "\(feature)=on"
            && row.count > 0
        {
            counts[row.cell.minorVersion, default: 0] += min(row.count, FleetHistory.largestCount)
        }
        let order = VersionOrder(service: history.service)
        versions = counts.map { ValueCount(value: $0.key, count: $0.value) }
            .sorted { order.version($0.value).isListed(before: order.version($1.value)) }
    }

    private static func overlap(of feature: String, in pair: FeaturePair) -> Overlap? {
        switch feature {
        case pair.first where pair.both + pair.onlyFirst > 0:
            Overlap(
                feature: pair.second, proportion: Proportion(successes: pair.both, n: pair.both + pair.onlyFirst))
        case pair.second where pair.both + pair.onlySecond > 0:
            Overlap(
                feature: pair.first, proportion: Proportion(successes: pair.both, n: pair.both + pair.onlySecond))
        default: nil
        }
    }
}
