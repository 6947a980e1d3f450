// SPDX-License-Identifier: MIT

package import TelemetryStore

extension SyntheticFleet {
    /// What the rollups would say of a store that was filled with this fleet, without the store.
    ///
    /// Costs as much as the fleet has installations and the range has weeks.
    package func counts(in weeks: ClosedRange<ISOWeek>, of dimensions: Set<RollupDimension>) -> [WeekCount] {
        var rollups = weeks.map { WeekRollup(service: "butler-sos", week: $0) }
        for installation in self {
            guard let history = installation.bulkHistory else { continue }
            for (index, week) in weeks.enumerated() {
                if let member = history.member(of: week) { rollups[index].add(member) }
            }
        }
        return zip(weeks, rollups).flatMap { week, rollup in
            rollup.cells.filter { dimensions.contains($0.key.dimension) }.map { cell, count in
                WeekCount(week: week, dimension: cell.dimension, value: cell.value, count: count)
            }
        }
    }
}

extension SyntheticInstallation {
    /// Its history as a store has it; `nil` if it never said anything.
    package var bulkHistory: InstallationHistory? {
        guard let first = spans.first, let last = spans.last else { return nil }
        return InstallationHistory(
            history: history, firstSeen: first.first, isConfirmed: last.last != first.first)
    }
}
