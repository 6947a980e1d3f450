// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore

/// Histories that say what a test needs.
enum SampleHistory {
    /// The week from 2026-11-16.
    static let latest = ISOWeek(number: 2968)

    typealias Cells = [RollupDimension: [String: Int]]

    /// The cells of each week, from the oldest to the latest.
    static func weeks(_ cells: [Cells], minorVersion: String? = nil) -> FleetHistory {
        let first = latest.advanced(by: 1 - max(cells.count, 1))
        let counts = cells.enumerated().flatMap { index, week in
            week.flatMap { dimension, values in
                values.map {
                    WeekCount(
                        week: first.advanced(by: index), dimension: dimension, value: $0.key, count: $0.value)
                }
            }
        }
        return FleetHistory(
            service: "butler-sos", weeks: first...latest, counts: counts, minorVersion: minorVersion)
    }

    static func week(_ cells: Cells) -> FleetHistory { weeks([cells]) }
}

/// True if both ends are as expected, up to what a reference computed elsewhere was rounded to.
func isClose(_ range: ClosedRange<Double>, _ lower: Double, _ upper: Double, by tolerance: Double = 1e-9) -> Bool {
    abs(range.lowerBound - lower) < tolerance && abs(range.upperBound - upper) < tolerance
}
