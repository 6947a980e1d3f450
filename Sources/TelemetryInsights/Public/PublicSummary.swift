// SPDX-License-Identifier: MIT

package import TelemetryStore

/// What anybody may know about the installations of a service: the newest closed week, without small groups.
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
    package let week: ISOWeek
    /// Rounded.
    package let installations: Int
    /// In the order of the registry.
    package let features: [PublicFeature]
    /// Versions, operating systems, architectures, runtimes.
    package let tables: [PublicTable]
    /// From the oldest to the newest week, which is that of the summary.
    package let trend: [Total]

    /// `nil` if the newest week of `history` has fewer installations than `smallestFleet`.
    package init?(_ history: FleetHistory) {
        guard let installations = Self.total(history.installations(in: history.latest)) else { return nil }
        service = history.service
        week = history.latest
        self.installations = installations
        let exact = history.installations(in: history.latest)
        features = PublicFeature.all(history, installations: exact)
        tables = [
            PublicTable(
                id: "versions", title: "Versions", history.minorVersions(in: history.latest), installations: exact),
            PublicTable(
                id: "systems", title: "Operating systems", history.systems(in: history.latest), installations: exact),
            PublicTable(
                id: "architectures", title: "Architectures", history.values(of: .arch, in: history.latest),
                installations: exact),
            PublicTable(
                id: "runtimes", title: "Runtimes", history.values(of: .runtime, in: history.latest),
                installations: exact),
        ]
        let first = max(history.weeks.lowerBound, history.latest.advanced(by: 1 - Self.trendWeeks))
        trend = (first...history.latest).map {
            Total(week: $0, installations: Self.total(history.installations(in: $0)))
        }
    }

    /// The nearest multiple of 5.
    package static func rounded(_ count: Int) -> Int { (count + unit / 2) / unit * unit }

    private static func total(_ installations: Int) -> Int? {
        installations >= smallestFleet ? rounded(installations) : nil
    }
}
