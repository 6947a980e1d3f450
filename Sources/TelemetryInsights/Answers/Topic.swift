// SPDX-License-Identifier: MIT

package import TelemetryStore

/// What a page, or a part of a report, is about.
package enum Topic: Sendable, Hashable {
    case overview
    case features
    /// One feature, by its name on the wire.
    case feature(String)
    case platforms
    case versions
    case schedule
    case cohorts
    case health

    /// All that need no name, in the order of pages and reports.
    package static let general: [Topic] = [.overview, .features, .platforms, .versions, .schedule, .cohorts, .health]

    /// How it is asked for: `features`, `features/mqtt`.
    package var path: String {
        switch self {
        case .overview: "overview"
        case .features: "features"
        case .feature(let name): "features/\(name)"
        case .platforms: "platforms"
        case .versions: "versions"
        case .schedule: "schedule"
        case .cohorts: "cohorts"
        case .health: "data-health"
        }
    }

    /// The topic with this path; `nil` if there is none. `health` is short for `data-health`. A feature is taken as it is, known or not.
    package init?(path: String) {
        if let topic = Self.general.first(where: { $0.path == path }) {
            self = topic
        } else if path == "health" {
            self = .health
        } else if path.hasPrefix("features/"), path.utf8.count > 9 {
            self = .feature(String(path.dropFirst(9)))
        } else {
            return nil
        }
    }

    package var title: String {
        switch self {
        case .overview: "Overview"
        case .features: "Features"
        case .feature(let name): name
        case .platforms: "Platforms"
        case .versions: "Versions"
        case .schedule: "Runtime schedule"
        case .cohorts: "Cohorts"
        case .health: "Data health"
        }
    }

    /// The dimensions that its answers read.
    package var dimensions: Set<RollupDimension> { latestDimensions.union(weeklyDimensions) }

    /// Of these, those of which the newest week is enough.
    package var latestDimensions: Set<RollupDimension> {
        switch self {
        case .features, .feature: [.pair]
        case .platforms: [.system, .virtual]
        case .health: [.arch, .platform, .release, .distro, .codename, .runtime]
        case .overview, .versions, .schedule, .cohorts: []
        }
    }

    private var weeklyDimensions: Set<RollupDimension> {
        switch self {
        case .overview:
            [.installations, .quarantined, .activity, .feature, .transition, .version, .system, .arch, .runtime]
        case .features, .feature: [.installations, .activity, .feature, .transition]
        case .platforms: [.installations, .runtime, .arch]
        case .versions: [.installations, .version, .transition]
        case .schedule: [.installations, .runtime, .system, .arch]
        case .cohorts: [.installations, .cohort]
        case .health: [.installations, .quarantined, .activity, .version]
        }
    }
}
