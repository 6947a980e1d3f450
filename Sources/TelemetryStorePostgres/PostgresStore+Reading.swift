// SPDX-License-Identifier: MIT

import Postgres
package import TelemetryStore
package import TelemetryWire

extension PostgresStore: FleetReader, HistoryReader, RollupReader, HistoryExporter {
    /// How many histories are read at once.
    private static let exportedPage: Int64 = 1000

    package func overview(service: String, asOf day: UTCDay) async throws -> FleetOverview {
        try await read { try $0.overview(service: service, asOf: day) }
    }

    package func holds(_ state: FleetState, of installation: KeyedID, on day: UTCDay) async throws -> Bool {
        try await read { connection in
            var states = StateTable()
            guard let row = try connection.installations([installation], &states)[installation] else { return false }
            if row.installation.newest.contains(state, on: day) { return true }
            let earlier = try connection.earlierSpans(of: [installation], &states)[installation] ?? []
            return History(earlier).contains(state, on: day)
        }
    }

    package func closedWeeks() async throws -> ClosedWeeks? { try await read { try $0.progress().closed } }

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
        try await read { connection in
            var (states, number, last) = (StateTable(), 0, [UInt8]())
            while true {
                // The order of a keyed hash is the order of nothing else.
                let rows = try connection.query(
                    """
                    SELECT installation.* FROM installation JOIN state ON state.id = state_id
                    WHERE is_confirmed AND service = $1 AND keyed_id > $2 ORDER BY keyed_id LIMIT $3
                    """, [.text(service), .bytes(last), .integer(Self.exportedPage)])
                guard let end = rows.last else { return }
                last = try end["keyed_id"]
                try states.load(try rows.map { try $0["state_id"] }, connection)
                let ids = try rows.map { KeyedID(try $0["keyed_id"]) }
                let earlier = try connection.earlierSpans(of: ids, &states)
                for (id, row) in zip(ids, rows) {
                    number += 1
                    let firstSeen = UTCDay(number: try row["first_seen"])
                    let spans = (earlier[id] ?? []) + [try Span(row, states)]
                    try body(ExportedHistory(number: number, firstSeen: firstSeen, spans: spans))
                }
            }
        }
    }
}

extension PostgresConnection {
    /// Counts the active installations per state, so that what is read grows with the variety of states.
    fileprivate func overview(service: String, asOf day: UTCDay) throws -> FleetOverview {
        let earliest = day.advanced(by: 1 - FleetOverview.activeDays).number
        let rows = try query(
            """
            SELECT state.*, active.installations, active.first_day, active.quarantined
            FROM state JOIN (
                SELECT state_id, count(*) AS installations, min(first_seen) AS first_day,
                    count(*) FILTER (WHERE NOT is_confirmed) AS quarantined
                FROM installation WHERE last_day >= $1 GROUP BY state_id
            ) AS active ON active.state_id = state.id
            WHERE service = $2
            """, [.integer(Int64(earliest)), .text(service)])
        return FleetOverview(
            service: service, day: day,
            firstSeen: try rows.map { try $0["first_day"] as Int }.min().map(UTCDay.init(number:)),
            quarantined: try rows.reduce(0) { $0 + (try $1["quarantined"] as Int) },
            states: try rows.map { (try FleetState($0), try $0["installations"]) })
    }
}
