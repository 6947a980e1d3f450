// SPDX-License-Identifier: MIT

package import TelemetryStore

/// How widely a feature is switched on, among the installations that said whether it is.
package struct FeatureAdoption: Sendable, Equatable {
    /// The name of the feature on the wire.
    package let feature: String
    /// Switched on, of those that said either way.
    package let proportion: Proportion
    /// The active installations, whether they said anything about the feature or not.
    package let installations: Int

    package init(feature: String, proportion: Proportion, installations: Int) {
        self.feature = feature
        self.proportion = proportion
        self.installations = max(installations, proportion.n)
    }

    /// Takes the counts over as they are, moved where they contradict each other.
    package init(_ count: FeatureCount, installations: Int) {
        self.init(
            feature: count.feature, proportion: Proportion(successes: count.enabled, n: count.known),
            installations: installations)
    }

    /// The share of active installations that said either way, from 0 to 1; `nil` if there are no installations.
    package var coverage: Double? {
        installations > 0 ? Double(proportion.n) / Double(installations) : nil
    }

    /// The number of active installations that said nothing about the feature.
    package var unknown: Int { installations - proportion.n }
}

extension Sequence<FeatureAdoption> {
    /// The most widely used first, then by name; features that nobody reported on last, in the order given.
    package func sortedByAdoption() -> [FeatureAdoption] {
        let known = filter { $0.proportion.n > 0 }.sorted { first, second in
            let (left, right) = (first.proportion.share ?? 0, second.proportion.share ?? 0)
            return left == right ? first.feature < second.feature : left > right
        }
        return known + filter { $0.proportion.n == 0 }
    }
}
