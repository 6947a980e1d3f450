// SPDX-License-Identifier: MIT

import Postgres
package import TelemetryStore
package import TelemetryWire

extension PostgresStore: FleetMaintainer, BulkWriter {
    /// How many rows a statement inserts at most when whole histories are loaded.
    private static let largestLoad = 5000

    package func closeNextWeek(before today: UTCDay) async throws -> ISOWeek? {
        try await write(.exclusive) { connection, progress in
            guard let closed = ClosedWeeks.next(after: progress.closed, before: today) else { return nil }
            try connection.close(closed.through)
            try connection.setClosedWeeks(closed)
            return closed.through
        }
    }

    package func rebuildRollups() async throws {
        try await write(.exclusive) { connection, progress in
            guard let closed = progress.closed else { return }
            try connection.query("DELETE FROM rollup WHERE week > $1", [.integer(Int64(closed.frozen.number))])
            for week in closed.recountable(from: closed.frozen) { try connection.close(week) }
        }
    }

    package func prune(today: UTCDay) async throws -> PruneCounts {
        let horizon = today.advanced(by: -SpanRule.retentionDays)
        let counts = try await write(.exclusive) { connection, progress in
            let folded = try connection.freezeWeeks(upTo: ClosedWeeks.frozen(by: horizon), progress.closed)
            var counts = try connection.removeSpans(before: horizon)
            counts.foldedWeeks = folded
            return counts
        }
        try await finishErasures(ofAnySize: true)
        return counts
    }

    package func load(_ installations: [BulkInstallation]) async throws {
        try await write(.shared) { connection, _ in
            for start in stride(from: 0, to: installations.count, by: Self.largestLoad) {
                try connection.load(installations[start..<min(start + Self.largestLoad, installations.count)])
            }
        }
    }
}

extension PostgresConnection {
    fileprivate func close(_ week: ISOWeek) throws {
        for (service, cells) in try recount(week) { try setRollup(service: service, week: week, cells) }
    }

    /// Folds the small cells of the weeks up to `frozen`, which are not changed any more, and says how many weeks these are.
    fileprivate func freezeWeeks(upTo frozen: ISOWeek, _ closed: ClosedWeeks?) throws -> Int {
        guard let closed, frozen > closed.frozen else { return 0 }
        let weeks = closed.recountable(from: closed.frozen).filter { $0 <= frozen }
        let services = try query("SELECT DISTINCT service FROM rollup").map { try $0["service"] as String }
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

    /// Removes the spans that ended before `horizon`, and what nothing is left of.
    fileprivate func removeSpans(before horizon: UTCDay) throws -> PruneCounts {
        func run(_ sql: String, _ parameters: [PostgresParameter] = []) throws -> Int {
            try query(sql, parameters, timeout: PostgresStore.maintenanceTimeout).affected
        }
        let day = PostgresParameter.integer(Int64(horizon.number))
        let spans = try run("DELETE FROM span WHERE last_day < $1", [day])
        let installations = try run("DELETE FROM installation WHERE last_day < $1", [day])
        let counts = PruneCounts(installations: installations, spans: spans + installations, foldedWeeks: 0)
        guard counts.spans > 0 else { return counts }
        // Those that lost only some of their older spans have lost the oldest: the position of the next one stays.
        _ = try run(
            """
            UPDATE installation SET earlier_spans = 0
            WHERE earlier_spans > 0 AND NOT EXISTS (SELECT FROM span WHERE span.keyed_id = installation.keyed_id)
            """)
        let states = try run(
            """
            DELETE FROM state WHERE NOT EXISTS (SELECT FROM span WHERE state_id = state.id)
                AND NOT EXISTS (SELECT FROM installation WHERE state_id = state.id)
            """)
        if states > 0 { _ = try run("UPDATE progress SET removals = removals + 1") }
        return counts
    }

    fileprivate func load(_ batch: ArraySlice<BulkInstallation>) throws {
        var states = StateTable()
        let stored = batch.compactMap { entry in entry.stored.map { (entry.keyedID, $0) } }
        let spans = stored.flatMap { id, stored in
            stored.earlier.enumerated().map { SpanRow(keyedID: id, position: $0.offset, span: $0.element) }
        }
        try states.intern(stored.map(\.1.installation.newest.state) + spans.map(\.span.state), self)
        let rows = stored.map { id, stored in
            (id, InstallationRow(installation: stored.installation, earlierSpans: stored.earlier.count))
        }
        guard try insert(rows, states) == rows.count else {
            throw StoreFailure.unavailable(reason: "an installation that was to be loaded is there already")
        }
        try insert(spans, states)
    }
}
