// SPDX-License-Identifier: MIT

import TelemetryStore

/// A change among the same installations, in words and figures.
enum TrendText {
    /// The titles of what `figures` gives.
    static let columns = ["Change", "Change from", "Change to", "Switched on", "Switched off"]

    /// What is missing where there is no trend.
    static let shortage =
        "a trend needs two weeks in a row in which the same \(FeatureUsage.fewestObserved) installations reported"

    static func figures(_ trend: PairedChange?) -> [FigureTable.Figure] {
        guard let trend else { return Array(repeating: .none, count: columns.count) }
        return [
            .difference(trend.change), .difference(trend.interval.lowerBound), .difference(trend.interval.upperBound),
            .count(trend.switchedOn), .count(trend.switchedOff),
        ]
    }

    /// `up 2.1 points (0.9 to 3.3) in weeks 2026-W34 to 2026-W46, 14 switched it on, 2 off`
    static func clause(_ trend: PairedChange) -> String {
        let direction = trend.change > 0 ? "up" : trend.change < 0 ? "down" : "no change:"
        let bounds = "(\(signed(trend.interval.lowerBound)) to \(signed(trend.interval.upperBound)))"
        return "\(direction) \(Words.points(trend.change)) \(bounds) in \(Words.weeks(trend.weeks)), "
            + "\(Words.number(trend.switchedOn)) switched it on, \(Words.number(trend.switchedOff)) off"
    }

    /// The same as a sentence.
    static func sentence(_ trend: PairedChange) -> String {
        let text = clause(trend)
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    /// Whether the interval tells a direction.
    static func isCertain(_ trend: PairedChange) -> Bool {
        trend.interval.lowerBound > 0 || trend.interval.upperBound < 0
    }

    /// In points, with its sign if it is negative.
    private static func signed(_ share: Double) -> String {
        let points = Words.oneDecimal(share * 100)
        // An interval that does not reach 0 is not to look as if it did.
        guard points == "0.0", share != 0 else { return points }
        return share > 0 ? "<0.1" : ">−0.1"
    }
}
