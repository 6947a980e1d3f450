// SPDX-License-Identifier: MIT

import GRDB
package import TelemetryStore
package import TelemetryWire

extension SQLiteStore: FleetReader, HistoryReader, RollupReader, HistoryExporter {
    package func overview(service: String, asOf day: UTCDay) async throws -> FleetOverview {
        try await read { database in try database.overview(service: service, asOf: day) }
    }

    package func holds(_ state: FleetState, of installation: KeyedID, on day: UTCDay) async throws -> Bool {
        try await read { database in
            guard let row = try database.installation(installation) else { return false }
            return try database.history(of: row).history.contains(state, on: day)
        }
    }

    package func closedWeeks() async throws -> ClosedWeeks? { try await read { try $0.closedWeeks() } }

    package func rollup(service: String, weeks: ClosedRange<ISOWeek>) async throws -> [RollupRow] {
        try await read { try $0.rollup(service: service, weeks: weeks) }
    }

    package func counts(_ query: RollupQuery) async throws -> [WeekCount] { try await read { try $0.counts(query) } }

    package func recount(service: String, week: ISOWeek) async throws -> [RollupCell: Int] {
        try await read { try $0.recount(week)[service] ?? [:] }
    }

    package func histories(
        service: String, _ body: @escaping @Sendable (ExportedHistory) throws -> Void
    ) async throws {
        try await read { database in
            var number = 0
            // The order of a keyed hash is the order of nothing else.
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT installation.id, installation.state_id, first_day, last_day, first_seen, earlier_spans
                    FROM \(Database.states) JOIN installation ON state.id = state_id
                    WHERE is_confirmed AND service = ? ORDER BY keyed_id
                    """, arguments: [service])
            while let row = try rows.next() {
                number += 1
                let newest = Span(
                    state: try database.state(row[1]), first: UTCDay(number: row[2]),
                    last: UTCDay(number: row[3]))
                let earlier = try database.spans(of: row[0], count: row[5])
                try body(
                    ExportedHistory(number: number, firstSeen: UTCDay(number: row[4]), spans: earlier + [newest]))
            }
        }
    }
}
