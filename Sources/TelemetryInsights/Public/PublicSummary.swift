// SPDX-License-Identifier: MIT

package import TelemetryStore

/// What anybody may know about the installations of a service: a closed week, without small groups.
///
/// It is the newest week with enough installations, of the newest few: a collector that was off for a week does not empty the page.
///
/// Installations that were seen on one day only are not in it. Every count is rounded to the nearest 5, and each share is made
/// from rounded counts. What the rules hide, and what they promise against somebody who knows them and keeps every summary
/// ever published, is said at `PublicTable` and at `PublicFeature`. There are no filters: each would be one more equation for
/// those who want to solve for a single installation.
package struct PublicSummary: Sendable, Equatable {
    /// What counts are rounded to.
    package static let unit = 5
    /// A smaller group is never named.
    package static let smallestGroup = 5
    /// Nothing is said about fewer installations. The smallest total is 15 so, and may be anything from 13 to 17: a limit
    /// within the numbers that are rounded alike would tell more.
    package static let smallestFleet = 13
    /// How many weeks the trend goes back at most.
    package static let trendWeeks = 26
    /// Among how many of the newest weeks one with enough installations is looked for.
    package static let newestWeeks = 4

    /// The number of installations in one week of the trend.
    package struct Total: Sendable, Equatable {
        package let week: ISOWeek
        /// Rounded; `nil` if there were too few.
        package let installations: Int?
    }

    /// What a summary reads.
    package static let dimensions: Set<RollupDimension> = [
        .installations, .feature, .version, .system, .arch, .runtime,
    ]

    package let service: String
    /// What all but the trend is about.
    package let week: ISOWeek
    /// Rounded.
    package let installations: Int
    /// In the order of the registry.
    package let features: [PublicFeature]
    /// Versions, operating systems, architectures, runtimes.
    package let tables: [PublicTable]
    /// From the oldest to the newest closed week, which may be newer than that of the summary.
    package let trend: [Total]

    /// `nil` if none of the newest weeks of `history` has as many installations as `smallestFleet`.
    package init?(_ history: FleetHistory) {
        let newest = history.weeks.suffix(Self.newestWeeks)
        guard let week = newest.last(where: { Self.total(history.installations(in: $0)) != nil }) else { return nil }
        let exact = history.installations(in: week)
        service = history.service
        self.week = week
        installations = Self.rounded(exact)
        features = PublicFeature.all(history, in: week)
        tables = [
            PublicTable(id: "versions", title: "Versions", history.minorVersions(in: week), installations: exact),
            PublicTable(id: "systems", title: "Operating systems", history.systems(in: week), installations: exact),
            PublicTable(
                id: "architectures", title: "Architectures", history.values(of: .arch, in: week), installations: exact),
            PublicTable(
                id: "runtimes", title: "Runtimes", history.values(of: .runtime, in: week), installations: exact),
        ]
        let first = max(history.weeks.lowerBound, history.latest.advanced(by: 1 - Self.trendWeeks))
        trend = (first...history.latest).map {
            Total(week: $0, installations: Self.total(history.installations(in: $0)))
        }
    }

    /// How many weeks are over that are newer than that of the summary: too few reported in each of them.
    package var weeksSince: Int { trend.last.map { week.distance(to: $0.week) } ?? 0 }

    /// The nearest multiple of 5.
    package static func rounded(_ count: Int) -> Int { (count + unit / 2) / unit * unit }

    private static func total(_ installations: Int) -> Int? {
        installations >= smallestFleet ? rounded(installations) : nil
    }
}
