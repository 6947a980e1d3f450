// SPDX-License-Identifier: MIT

extension MigrationSchedule {
    /// A share that is expected, from 0 to 1, with its 95 % interval.
    package struct Forecast: Sendable, Equatable {
        package let share: Double
        /// Contains the share.
        package let interval: ClosedRange<Double>

        /// An interval that is wider than this tells nothing to plan with.
        package static let widest = 0.6

        /// Whether the interval is so wide that its middle says nothing.
        package var isTooUncertain: Bool { interval.upperBound - interval.lowerBound > Self.widest }

        package init(share: Double, interval: ClosedRange<Double>) {
            self.share = min(max(share, 0), 1)
            let upper = max(min(interval.upperBound, 1), self.share)
            self.interval = min(max(interval.lowerBound, 0), self.share)...upper
        }

        /// What the share among all installations lies between if `silent` of them say nothing.
        package func worstCase(silent: Double) -> ClosedRange<Double> {
            Proportion.worstCase(interval, silent: silent)
        }

        /// Along the trend if it falls, or else the newest share as it is; `nil` if nothing was observed.
        init?(_ trend: LogitTrend?, lastValue: Proportion, after weeks: Double) {
            if let trend {
                self = trend.forecast(after: weeks)
            } else if let share = lastValue.share, let interval = lastValue.interval {
                self.init(share: share, interval: interval)
            } else {
                return nil
            }
        }
    }
}
