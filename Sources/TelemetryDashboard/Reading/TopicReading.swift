// SPDX-License-Identifier: MIT

package import TelemetryInsights
internal import TelemetryStore
package import TelemetryWire

/// What a store says about a topic: the answers, and what else can be asked.
package struct TopicReading: Sendable {
    package let sheet: AnswerSheet
    /// The minor versions of the period, the newest first.
    package let versions: [String]
    /// No installation is known at all.
    package let isEmpty: Bool

    /// Reads the dimensions that the topic needs in the closed weeks asked for, and the live overview only if nobody was seen in
    /// any of them.
    ///
    /// Throws `FilterProblems` for a version that nobody runs.
    package init(
        _ topic: Topic, _ filters: PageFilters, from reader: any DashboardReader, today: UTCDay,
        collector: DataHealth.Collector?
    ) async throws {
        let period = try await Period(filters, dimensions: topic.everyWeek, from: reader)
        versions = period?.versions ?? []
        if let version = filters.minorVersion, !versions.contains(version) {
            throw FilterProblems([FilterProblem(unknownVersion: version, known: versions)])
        }
        guard let period else {
            let overview = try await reader.overview(service: filters.service, asOf: today)
            sheet = AnswerSheet(waiting: topic, overview: overview, service: filters.service)
            isEmpty = overview.installations == 0
            return
        }
        let latest = period.weeks.upperBound...period.weeks.upperBound
        var counts = period.counts
        if !topic.latestDimensions.isEmpty {
            counts += try await reader.counts(
                RollupQuery(
                    service: filters.service, weeks: latest, dimensions: topic.latestDimensions,
                    minorVersion: filters.minorVersion))
        }
        var detail: [RollupRow] = []
        if case .feature = topic {
            detail = try await reader.rollup(service: filters.service, weeks: latest)
                .filter { $0.cell.dimension == .feature }
        }
        let history = FleetHistory(
            service: filters.service, weeks: period.weeks, counts: counts, minorVersion: filters.minorVersion)
        sheet = AnswerSheet(
            topic,
            AnswerContext(
                history: history, detail: detail, collector: collector, today: today,
                silentShare: filters.silentShare, endOfSupport: filters.endOfSupport))
        isEmpty = false
    }
}

extension Topic {
    /// The dimensions of which every week is needed.
    fileprivate var everyWeek: Set<RollupDimension> { dimensions.subtracting(latestDimensions).union([.installations]) }
}

/// The closed weeks that a page looks at, with their counts.
private struct Period {
    let weeks: ClosedRange<ISOWeek>
    let counts: [WeekCount]
    let versions: [String]

    /// `nil` if no week is over yet, or none in which anybody was seen.
    init?(_ filters: PageFilters, dimensions: Set<RollupDimension>, from reader: any DashboardReader) async throws {
        guard let last = try await reader.closedWeeks()?.through else { return nil }
        let asked = last.advanced(by: 1 - filters.weeks)...last
        let everybody = RollupQuery(
            service: filters.service, weeks: asked, dimensions: dimensions.union([.version]))
        let all = try await reader.counts(everybody)
        versions = Self.versions(all, VersionOrder(service: filters.service))
        if let version = filters.minorVersion, versions.contains(version) {
            var some = everybody
            some.dimensions = dimensions
            some.minorVersion = version
            counts = try await reader.counts(some)
        } else {
            counts = all
        }
        // Weeks before the first report would stretch the charts and say nothing.
        let seen = counts.lazy.filter { $0.dimension == .installations && $0.count > 0 }.map(\.week).min()
        guard let first = seen else { return nil }
        weeks = first...last
    }

    /// The newest first.
    private static func versions(_ counts: [WeekCount], _ order: VersionOrder) -> [String] {
        let full = Set(counts.lazy.filter { $0.dimension == .version && $0.value != RollupCell.other }.map(\.value))
        return Set(full.map { WeekRollup.minorVersion(of: $0) })
            .map { order.version($0) }.sorted { $0.isListed(before: $1) }.map(\.text)
    }
}

extension FilterProblem {
    /// How many of the known versions are named.
    private static let named = 12

    fileprivate init(unknownVersion version: String, known: [String]) {
        let list = known.prefix(Self.named).joined(separator: ", ")
        self.init(
            parameter: "version", found: version,
            expected: known.isEmpty
                ? "nothing, as long as no week is over in which a version was counted"
                : "a minor version that was seen in this period: \(list)\(known.count > Self.named ? " and others" : "")"
        )
    }
}
