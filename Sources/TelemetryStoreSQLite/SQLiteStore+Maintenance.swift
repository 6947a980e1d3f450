// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import Synchronization
package import TelemetryStore
package import TelemetryWire

extension SQLiteStore: FleetMaintainer, BulkWriter {
    package func closeNextWeek(before today: UTCDay) async throws -> ISOWeek? {
        try await write { database in
            guard let closed = ClosedWeeks.next(after: try database.closedWeeks(), before: today) else { return nil }
            try database.close(closed.through)
            try database.setClosedWeeks(closed)
            return closed.through
        }
    }

    package func rebuildRollups() async throws {
        try await write { database in
            guard let closed = try database.closedWeeks() else { return }
            try database.execute(sql: "DELETE FROM rollup WHERE week > ?", arguments: [closed.frozen.number])
            for week in closed.recountable(from: closed.frozen) { try database.close(week) }
        }
    }

    package func prune(today: UTCDay) async throws -> PruneCounts {
        let counts = try await removeSpans(today)
        // What an erasure had to leave undone is made up for here, too.
        try await finishErasures()
        return counts
    }

    private func removeSpans(_ today: UTCDay) async throws -> PruneCounts {
        try await write { [self] database in
            let horizon = today.advanced(by: -SpanRule.retentionDays)
            var counts = PruneCounts(installations: 0, spans: 0, foldedWeeks: 0)
            counts.foldedWeeks = try database.freezeWeeks(upTo: ClosedWeeks.frozen(by: horizon))
            try database.execute(sql: "DELETE FROM span WHERE last_day < ?", arguments: [horizon.number])
            counts.spans = database.changesCount
            try database.execute(sql: "DELETE FROM installation WHERE last_day < ?", arguments: [horizon.number])
            counts.installations = database.changesCount
            counts.spans += counts.installations
            guard counts.spans > 0 else { return counts }
            try database.execute(
                sql: """
                    UPDATE installation SET earlier_spans = COALESCE(
                        (SELECT MAX(position) + 1 FROM span WHERE installation_id = installation.id), 0)
                    WHERE earlier_spans > 0
                    """)
            try database.removeOrphans()
            states.withLock { $0 = StateTable() }
            return counts
        }
    }

    package func load(_ batch: [BulkInstallation]) async throws {
        try await write { [self] database in
            try states.withLock { states in
                try states.refresh(database)
                for entry in batch {
                    guard let stored = entry.stored else { continue }
                    try database.insert(
                        stored.installation, entry.keyedID, earlierSpans: stored.earlier.count, &states)
                    let id = database.lastInsertedRowID
                    for (position, span) in stored.earlier.enumerated() {
                        try database.insert(
                            span, state: try states.number(of: span.state, database), of: id, at: position)
                    }
                }
            }
        }
    }
}

extension Database {
    fileprivate func close(_ week: ISOWeek) throws {
        for (service, cells) in try recount(week) { try setRollup(service: service, week: week, cells) }
    }

    /// Folds the small cells of the weeks up to `frozen`, which are not changed any more, and says how many weeks these are.
    fileprivate func freezeWeeks(upTo frozen: ISOWeek) throws -> Int {
        guard let closed = try closedWeeks(), frozen > closed.frozen else { return 0 }
        let weeks = closed.recountable(from: closed.frozen).filter { $0 <= frozen }
        let services = try String.fetchAll(self, sql: "SELECT DISTINCT service FROM rollup")
        for week in weeks {
            for service in services {
                var cells: [RollupCell: Int] = [:]
                for row in try rollup(service: service, weeks: week...week) { cells[row.cell] = row.count }
                try setRollup(service: service, week: week, RollupFolding.fold(cells))
            }
        }
        try setClosedWeeks(ClosedWeeks(through: max(closed.through, frozen), frozen: frozen))
        return weeks.count
    }
}
