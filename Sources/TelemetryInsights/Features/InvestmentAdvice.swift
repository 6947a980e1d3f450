// SPDX-License-Identifier: MIT

/// Features that more and more installations switch on.
package struct InvestmentAdvice: Sendable, Equatable {
    package struct Candidate: Sendable, Equatable {
        package let feature: String
        /// In the latest week.
        package let now: Proportion
        /// Its whole interval is above 0.
        package let trend: PairedChange

        package init(feature: String, now: Proportion, trend: PairedChange) {
            self.feature = feature
            self.now = now
            self.trend = trend
        }

        /// By what the candidates are ordered: adoption × growth.
        package var weight: Double { (now.share ?? 0) * trend.change }
    }

    /// The heaviest first, then by name.
    package let candidates: [Candidate]

    package init(_ usages: [FeatureUsage]) {
        candidates =
            usages.compactMap { usage in
                guard let trend = usage.trend, trend.interval.lowerBound > 0, usage.adoption.proportion.n > 0 else {
                    return nil
                }
                return Candidate(feature: usage.feature, now: usage.adoption.proportion, trend: trend)
            }
            .sorted { $0.weight == $1.weight ? $0.feature < $1.feature : $0.weight > $1.weight }
    }
}
