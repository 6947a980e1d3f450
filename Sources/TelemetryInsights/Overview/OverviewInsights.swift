// SPDX-License-Identifier: MIT

package import TelemetryStore

/// What the counts of one day say about the active installations.
package struct OverviewInsights: Sendable, Equatable {
    /// One entry per feature that the counts name, the most widely used first.
    package let features: [FeatureAdoption]
    package let operatingSystems: ShareTable
    package let architectures: ShareTable
    package let runtimes: ShareTable
    package let serviceVersions: ShareTable

    package init(_ overview: FleetOverview) {
        features =
            overview.features
            .map { FeatureAdoption($0, installations: overview.installations) }
            .sortedByAdoption()
        operatingSystems = ShareTable(overview.operatingSystems)
        architectures = ShareTable(overview.architectures)
        runtimes = ShareTable(overview.runtimes)
        serviceVersions = ShareTable(overview.serviceVersions)
    }
}
