// SPDX-License-Identifier: MIT

import TelemetryStore

/// Reads from the counts of all weeks how each version came and went.
struct UptakeReader {
    /// How many weeks a decline takes to be told.
    static let fewestWeeks = 4

    private let weeks: [VersionCounts.Week]
    /// Made of numbers, the newest first.
    private let versions: [VersionNumber]

    init(_ history: FleetHistory) {
        let counts = VersionCounts(history)
        let order = VersionOrder(service: history.service)
        weeks = counts.weeks
        versions = counts.totals.keys.map { order.version($0) }.filter(\.isNumeric).sorted { $0.isListed(before: $1) }
    }

    var uptakes: [ReleaseUptake] {
        // How many run the version or a newer one, week by week.
        var reached = Array(repeating: 0, count: weeks.count)
        let firstSeen = weeks.first { $0.installations > 0 }?.week
        return versions.compactMap { version in
            for index in weeks.indices { reached[index] += weeks[index].counts[version.text] ?? 0 }
            guard let first = weeks.firstIndex(where: { $0.counts[version.text, default: 0] > 0 }) else { return nil }
            let isKnown = weeks[first].week != firstSeen
            let shares = zip(weeks, reached).map { Proportion(successes: $1, n: $0.installations) }[first...]
            let decline = versions.first == version ? nil : Decline(of: version.text, in: weeks[first...])
            return ReleaseUptake(
                version: version.text, firstWeek: weeks[first].week, isFirstWeekKnown: isKnown,
                half: isKnown ? Self.milestone(0.5, shares) : nil,
                ninety: isKnown ? Self.milestone(0.9, shares) : nil,
                halfLife: decline?.halfLife, halfLifeInterval: decline?.interval)
        }
    }

    private static func milestone(_ goal: Double, _ shares: ArraySlice<Proportion>) -> ReleaseUptake.Milestone? {
        func weeks(until value: (Proportion) -> Double?) -> Int? {
            shares.firstIndex { value($0).map { $0 >= goal } ?? false }.map { $0 - shares.startIndex }
        }
        guard let reached = weeks(until: \.share) else { return nil }
        return ReleaseUptake.Milestone(
            weeks: reached, earliest: weeks { $0.interval?.upperBound } ?? reached,
            latest: weeks { $0.interval?.lowerBound })
    }
}

/// How fast a share halves once it is past its peak.
private struct Decline {
    let halfLife: Double
    let interval: ClosedRange<Double>

    /// `nil` if there are too few weeks since the peak, or the decline may be chance.
    init?(of version: String, in weeks: ArraySlice<VersionCounts.Week>) {
        let points = weeks.filter { $0.installations > 0 }.map { week in
            (week: week.week, count: week.counts[version] ?? 0, n: Double(week.installations))
        }
        let shares = points.map { Double($0.count) / $0.n }
        guard let top = shares.max(), let peak = shares.lastIndex(of: top), let end = shares.last,
            let last = points.last, points[peak].week.distance(to: last.week) >= UptakeReader.fewestWeeks
        else { return nil }
        let chance = (top * (1 - top) / points[peak].n + end * (1 - end) / last.n).squareRoot()
        guard top - end > Proportion.z * chance else { return nil }
        // A logarithm's variance is about the reciprocal of its count.
        let line = WeightedLine(
            points[peak...].filter { $0.count > 0 }.map {
                WeightedLine.Point(
                    x: Double(points[peak].week.distance(to: $0.week)),
                    y: Double.logarithm(Double($0.count) / $0.n), weight: Double($0.count))
            })
        guard let line, line.slope < 0 else { return nil }
        halfLife = -Double.logarithm(2) / line.slope
        // The same installations are counted each week: what makes the rate uncertain is how many have left, not how
        // many weeks there are. Score limits of that count.
        let left = max(Double(points[peak].count) * (1 - end / top), 1)
        let half = Proportion.z * Proportion.z / 2
        let spread = Proportion.z * (left + half / 2).squareRoot()
        let (fast, slow) = ((left + half + spread) / left, (left + half - spread) / left)
        interval = halfLife / fast...halfLife / slow
    }
}
