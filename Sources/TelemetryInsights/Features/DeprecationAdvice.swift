// SPDX-License-Identifier: MIT

/// Features that so few use that they may be taken away.
///
/// A feature is a candidate if the upper end of its 95 % interval was below the threshold in each of the last weeks.
/// For a feature that reaches the threshold, the newest week alone lets that happen in at most 2.5 % of cases.
package struct DeprecationAdvice: Sendable, Equatable {
    /// 5 % of installations.
    package static let threshold = 0.05
    package static let weeks = 8

    package struct Candidate: Sendable, Equatable {
        package let feature: String
        /// In the latest week.
        package let now: Proportion
        /// The highest upper end of the intervals of the weeks looked at.
        package let highestUpperBound: Double
        /// Of the latest week, if all who say nothing use it or none does: silent installations, and those that do not
        /// tell.
        package let worstCase: ClosedRange<Double>
        /// For how many weeks in a row, up to the latest, the upper end has been below the threshold.
        package let weeksBelow: Int

        package init(
            feature: String, now: Proportion, highestUpperBound: Double, worstCase: ClosedRange<Double>, weeksBelow: Int
        ) {
            self.feature = feature
            self.now = now
            self.highestUpperBound = highestUpperBound
            self.worstCase = worstCase
            self.weeksBelow = weeksBelow
        }
    }

    /// Why no feature can be a candidate, however few use it.
    package enum Shortage: Sendable, Equatable {
        /// So many weeks say anything about a feature.
        case weeks(Int)
        /// So many installations at most told about a feature in the latest week.
        case installations(Int)
        /// For so many weeks in a row, up to the latest, there were enough installations.
        case weeksInARow(Int)
    }

    package let threshold: Double
    /// How many weeks in a row it takes; at least 1.
    package let weeks: Int
    /// The surest first: by the highest upper bound, then by name.
    package let candidates: [Candidate]
    /// How many installations have to tell about a feature, so that its upper end can be below the threshold at all: 73
    /// for 5 %.
    package let fewestInstallations: Int
    /// `nil` if there is enough data about one feature at least.
    package let shortage: Shortage?
    /// Those that too few tell about, while there is enough data about others; in the order given.
    package let untold: [String]

    package init(
        _ usages: [FeatureUsage], threshold: Double = Self.threshold, weeks: Int = Self.weeks,
        silent: Double = SilentShare.assumed
    ) {
        self.threshold = threshold
        let needed = max(weeks, 1)
        self.weeks = needed
        candidates = usages.compactMap { Self.candidate($0, threshold, needed, silent) }
            .sorted { ($0.highestUpperBound, $0.feature) < ($1.highestUpperBound, $1.feature) }
        let fewest = Self.fewestInstallations(below: threshold)
        fewestInstallations = fewest
        let telling = usages.map { ($0.feature, $0.points.reversed().prefix { $0.proportion.n >= fewest }.count) }
        let longest = telling.map(\.1).max() ?? 0
        if longest >= needed {
            shortage = nil
            untold = telling.filter { $0.1 < needed }.map(\.0)
        } else {
            shortage = Self.shortage(usages, longest, needed)
            untold = []
        }
    }

    private static func shortage(_ usages: [FeatureUsage], _ weeksInARow: Int, _ needed: Int) -> Shortage {
        let told = usages.map { usage in usage.points.count { $0.proportion.n > 0 } }.max() ?? 0
        if told < needed { return .weeks(told) }
        return weeksInARow > 0
            ? .weeksInARow(weeksInARow) : .installations(usages.map(\.adoption.proportion.n).max() ?? 0)
    }

    /// How many it takes until the upper end of the interval of none of them is below the threshold.
    private static func fewestInstallations(below threshold: Double) -> Int {
        guard threshold > 0 else { return .max }
        let squared = Proportion.z * Proportion.z
        let count = Int(min(max(squared * (1 - threshold) / threshold, 0), 1e12))
        // Rounding may have moved the last digit.
        return (count...count + 2).first {
            Proportion(successes: 0, n: $0).interval.map { $0.upperBound < threshold } ?? false
        }
            ?? count + 2
    }

    private static func candidate(
        _ usage: FeatureUsage, _ threshold: Double, _ weeks: Int, _ silent: Double
    ) -> Candidate? {
        let bounds = usage.points.reversed().map { $0.proportion.interval?.upperBound }
        // A week that says nothing does not say that the feature is unused.
        let below = bounds.prefix { $0.map { $0 < threshold } ?? false }.compactMap(\.self)
        guard below.count >= weeks, let highest = below.prefix(weeks).max(),
            let worst = usage.adoption.worstCase(silent: silent)
        else { return nil }
        return Candidate(
            feature: usage.feature, now: usage.adoption.proportion, highestUpperBound: highest, worstCase: worst,
            weeksBelow: below.count)
    }
}

extension FeatureAdoption {
    /// What the share among all installations lies between if those that did not tell, and the `silent` ones, all have
    /// it switched on or none has; `nil` if nobody told.
    package func worstCase(silent: Double) -> ClosedRange<Double>? {
        guard let coverage else { return nil }
        return proportion.worstCase(silent: 1 - (1 - min(max(silent, 0), 1)) * coverage)
    }
}
