// SPDX-License-Identifier: MIT

import Synchronization
import TelemetryDashboard
import TelemetryInsights
import TelemetryStore
import TelemetryWire

/// A store as a test wants it to be, which counts how often it is asked.
final class SampleReader: DashboardReader {
    enum State: Sendable {
        /// Half a year of weeks is closed.
        case full
        /// Reports are there, but no week is over.
        case waiting
        case empty
        /// No question is answered.
        case failing
    }

    private let given: Mutex<State>
    private let asked = Mutex(0)
    private let fleet: SampleFleet

    init(_ state: State = .full, fleet: SampleFleet = SampleFleet()) {
        given = Mutex(state)
        self.fleet = fleet
    }

    var state: State {
        get { given.withLock { $0 } }
        set { given.withLock { $0 = newValue } }
    }

    /// How many questions were asked so far.
    var questions: Int { asked.withLock { $0 } }

    private func ask() throws {
        asked.withLock { $0 += 1 }
        if case .failing = state { throw StoreFailure.unavailable(reason: "the disk is gone") }
    }

    func closedWeeks() async throws -> ClosedWeeks? {
        try ask()
        guard case .full = state else { return nil }
        return ClosedWeeks(through: SampleFleet.last, frozen: SampleFleet.last.advanced(by: -56))
    }

    func counts(_ query: RollupQuery) async throws -> [WeekCount] {
        try ask()
        return query.weeks.flatMap { fleet.counts(in: $0, version: query.minorVersion) }
            .filter { query.dimensions.contains($0.dimension) }
    }

    func rollup(service: String, weeks: ClosedRange<ISOWeek>) async throws -> [RollupRow] {
        try ask()
        return SampleFleet.versions.flatMap { version in
            weeks.flatMap { fleet.counts(in: $0, version: version) }.map {
                RollupRow(
                    week: $0.week,
                    cell: RollupCell(minorVersion: version, dimension: $0.dimension, value: $0.value), count: $0.count)
            }
        }
    }

    func recount(service: String, week: ISOWeek) async throws -> [RollupCell: Int] { [:] }

    func overview(service: String, asOf day: UTCDay) async throws -> FleetOverview {
        try ask()
        if case .empty = state { return .empty(day: day) }
        return .sample(day: day)
    }
}
