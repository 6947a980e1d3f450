// SPDX-License-Identifier: MIT

package import TelemetryInsights

/// The pages, with where each lies below their root.
package enum DashboardPage: Sendable, Hashable {
    case topic(Topic)
    case publicSummary
    case erasing

    /// In the order in which they are offered.
    static let makers: [DashboardPage] = [
        .topic(.overview), .topic(.features), .topic(.platforms), .topic(.versions), .topic(.schedule),
        .topic(.cohorts),
        .topic(.health), .publicSummary, .erasing,
    ]
    static let everybody: [DashboardPage] = [.publicSummary, .erasing]

    /// Empty for the root itself.
    package var path: String {
        switch self {
        case .topic(.overview): ""
        case .topic(.features): "features"
        case .topic(.feature(let name)): "features/\(AddressQuery.encoded(name))"
        case .topic(.platforms): "platforms"
        case .topic(.versions): "versions"
        case .topic(.schedule): "schedule"
        case .topic(.cohorts): "cohorts"
        case .topic(.health): "data-health"
        case .publicSummary: "public"
        case .erasing: "erase"
        }
    }

    /// Where the data of the page's answers lie.
    package var dataPath: String { path.isEmpty ? "overview" : path }

    /// What links to the page say.
    package var name: String {
        switch self {
        case .topic(.overview): "Overview"
        case .topic(.features): "Features"
        case .topic(.feature(let name)): name
        case .topic(.platforms): "Platforms"
        case .topic(.versions): "Versions"
        case .topic(.schedule): "Runtime schedule"
        case .topic(.cohorts): "Cohorts"
        case .topic(.health): "Data health"
        case .publicSummary: "Public summary"
        case .erasing: "Erase my data"
        }
    }

    /// The page in the navigation that this one belongs to.
    var entry: DashboardPage {
        if case .topic(.feature) = self { .topic(.features) } else { self }
    }

    var isPublic: Bool { Self.everybody.contains(self) }
}
