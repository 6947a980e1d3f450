// SPDX-License-Identifier: MIT

internal import TelemetryInsights
internal import TelemetryStore

/// What a store says to everybody.
struct PublicReading: Sendable {
    /// `nil` if no week is over, or too few were seen in each of the newest that are.
    let summary: PublicSummary?
    let service: ServiceTitle

    init(service: ServiceTitle, from reader: any RollupReader) async throws {
        self.service = service
        guard let last = try await reader.closedWeeks()?.through else {
            summary = nil
            return
        }
        let weeks = last.advanced(by: 1 - PublicSummary.trendWeeks)...last
        let counts = try await reader.counts(
            RollupQuery(service: service.name, weeks: weeks, dimensions: PublicSummary.dimensions))
        let seen = counts.lazy.filter { $0.dimension == .installations && $0.count > 0 }.map(\.week).min()
        summary = PublicSummary(
            FleetHistory(service: service.name, weeks: (seen ?? last)...last, counts: counts))
    }

    var content: PageContent {
        PageContent(
            title: "How \(service.title) is used",
            lead: summary?.lead(service)
                ?? "Not enough data: a week must be over in which at least \(PublicSummary.smallestFleet) installations "
                + "reported, one of the last \(PublicSummary.newestWeeks).",
            answers: summary?.answers ?? [], notes: .everybody)
    }
}
