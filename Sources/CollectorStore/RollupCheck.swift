// SPDX-License-Identifier: MIT

package import TelemetryStore

/// Whether the rollups of the closed weeks say what the spans say.
package struct RollupCheck: Sendable {
    /// A cell whose count is another than that of a recount.
    package struct Difference: Sendable, Equatable, CustomStringConvertible {
        package var service: String
        package var week: ISOWeek
        package var cell: RollupCell
        /// What the rollup says.
        package var stored: Int
        /// What the spans say.
        package var recounted: Int

        package var description: String {
            "\(service) \(week) version \(cell.minorVersion) \(cell.dimension.rawValue) \"\(cell.value)\": "
                + "stored \(stored), recounted \(recounted)"
        }
    }

    /// How many weeks were compared, and all differences.
    package struct Outcome: Sendable, Equatable {
        package var weeks = 0
        package var differences: [Difference] = []
    }

    private let store: any RollupReader

    package init(store: any RollupReader) { self.store = store }

    /// Compares each closed week that can still be recounted.
    ///
    /// A late report may come between the two looks at a week, so a difference counts only if it is there three times.
    package func run(services: [String]) async throws -> Outcome {
        var outcome = Outcome()
        guard let closed = try await store.closedWeeks() else { return outcome }
        for week in closed.recountable(from: closed.frozen) {
            outcome.weeks += 1
            for service in services {
                var found: [Difference] = []
                for _ in 0..<3 {
                    found = try await differences(service, week)
                    if found.isEmpty { break }
                }
                outcome.differences += found
            }
        }
        return outcome
    }

    private func differences(_ service: String, _ week: ISOWeek) async throws -> [Difference] {
        var stored: [RollupCell: Int] = [:]
        for row in try await store.rollup(service: service, weeks: week...week) { stored[row.cell] = row.count }
        return Self.differences(
            service, week, stored: stored, recounted: try await store.recount(service: service, week: week))
    }

    /// A cell that is missing counts 0.
    static func differences(
        _ service: String, _ week: ISOWeek, stored: [RollupCell: Int], recounted: [RollupCell: Int]
    ) -> [Difference] {
        Set(stored.keys).union(recounted.keys)
            .map {
                Difference(
                    service: service, week: week, cell: $0, stored: stored[$0] ?? 0, recounted: recounted[$0] ?? 0)
            }
            .filter { $0.stored != $0.recounted }
            .sorted { $0.cell.order < $1.cell.order }
    }
}

extension RollupCell {
    fileprivate var order: (String, String, String) { (dimension.rawValue, value, minorVersion) }
}
