// SPDX-License-Identifier: MIT

/// Reads what the closed weeks say. Costs as much as there are cells, however many reports came.
package protocol RollupReader: Sendable {
    /// Which weeks have rollups; `nil` if none has.
    func closedWeeks() async throws -> ClosedWeeks?

    /// Every cell of `service` in `weeks`.
    func rollup(service: String, weeks: ClosedRange<ISOWeek>) async throws -> [RollupRow]

    /// The counts that a query asks for, in no order. Costs as much as these dimensions have cells.
    func counts(_ query: RollupQuery) async throws -> [WeekCount]

    /// What the rollup of a week would be if it were made now from the spans.
    func recount(service: String, week: ISOWeek) async throws -> [RollupCell: Int]
}
