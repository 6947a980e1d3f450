// SPDX-License-Identifier: MIT

package import TelemetryInsights
package import TelemetryStore
package import TelemetryWire

/// What the overview page tells: values, not yet words.
package struct OverviewModel: Sendable, Equatable {
    /// A feature with how widely it is used.
    package struct Feature: Sendable, Equatable {
        package let title: FeatureTitle
        package let adoption: FeatureAdoption
    }

    package let service: ServiceTitle
    /// The first and the last day on which an installation must have been seen to be counted.
    package let days: ClosedRange<UTCDay>
    /// The first day on which any of the counted installations was seen.
    package let firstSeen: UTCDay?
    package let installations: Int
    /// Of these, those that were seen on one day only.
    package let quarantined: Int
    /// Every feature that has a title or a count, the most widely used first, those without data last.
    package let features: [Feature]
    package let operatingSystems: ShareTable
    package let architectures: ShareTable
    package let runtimes: ShareTable
    package let serviceVersions: ShareTable

    /// - Parameter titles: of the features of `service`; one that is counted without having a title goes by its name.
    package init(_ overview: FleetOverview, service: ServiceTitle, features titles: [FeatureTitle]) {
        let insights = OverviewInsights(overview)
        var named = Set(insights.features.map(\.feature))
        let missing = titles.filter { named.insert($0.name).inserted }.map {
            FeatureAdoption(
                feature: $0.name, proportion: Proportion(successes: 0, n: 0), installations: overview.installations)
        }
        let titleByName = Dictionary(titles.map { ($0.name, $0) }) { first, _ in first }
        self.service = service
        days = overview.day.advanced(by: 1 - FleetOverview.activeDays)...overview.day
        firstSeen = overview.firstSeen
        installations = overview.installations
        quarantined = overview.quarantined
        features = (insights.features + missing).sortedByAdoption().map { adoption in
            let name = adoption.feature
            return Feature(
                title: titleByName[name] ?? FeatureTitle(name: name, title: name, purpose: ""), adoption: adoption)
        }
        operatingSystems = insights.operatingSystems
        architectures = insights.architectures
        runtimes = insights.runtimes
        serviceVersions = insights.serviceVersions
    }
}
