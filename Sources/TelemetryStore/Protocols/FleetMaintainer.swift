// SPDX-License-Identifier: MIT

package import TelemetryWire

/// Does what has to be done as time goes by. Each call may be made at any time, by several processes, and again.
package protocol FleetMaintainer: Sendable {
    /// Makes the rollup of the oldest week that was over before `today` and has none yet, and names it; `nil` if there is none.
    func closeNextWeek(before today: UTCDay) async throws -> ISOWeek?

    /// Removes the spans that ended more than `SpanRule.retentionDays` before `today`, installations that have no other, and
    /// states that nobody else is in. Weeks that can no longer be recounted keep their rollups, with small cells folded.
    func prune(today: UTCDay) async throws -> PruneCounts

    /// Makes all rollups anew from the spans, but for the weeks that cannot be recounted.
    func rebuildRollups() async throws
}

extension FleetMaintainer {
    /// Makes the rollups of all weeks that were over before `today` and have none yet, and names them.
    ///
    /// Reports wait no longer than for one week.
    package func closeWeeks(before today: UTCDay) async throws -> [ISOWeek] {
        var weeks: [ISOWeek] = []
        while let week = try await closeNextWeek(before: today) { weeks.append(week) }
        return weeks
    }
}

/// What a pruning removed.
package struct PruneCounts: Sendable, Equatable {
    package var installations: Int
    package var spans: Int
    package var foldedWeeks: Int

    package init(installations: Int, spans: Int, foldedWeeks: Int) {
        self.installations = installations
        self.spans = spans
        self.foldedWeeks = foldedWeeks
    }
}
