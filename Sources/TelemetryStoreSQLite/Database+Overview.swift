// SPDX-License-Identifier: MIT

import GRDB
import TelemetryStore
import TelemetryWire

extension Database {
    /// Counts the active installations per state, so that the cost grows with the variety of states, not with reports.
    func overview(service: String, asOf day: UTCDay) throws -> FleetOverview {
        let earliest = day.advanced(by: 1 - FleetOverview.activeDays).number
        let rows = try Row.fetchAll(
            self,
            sql: """
                SELECT \(Database.stateColumns), COUNT(*) AS installations,
                    MIN(first_seen) AS first_seen, SUM(NOT is_confirmed) AS quarantined
                FROM \(Database.states) JOIN installation ON state.id = state_id
                WHERE last_day >= ? AND service = ? GROUP BY state.id
                """, arguments: [earliest, service])
        let firstSeen = rows.map { $0["first_seen"] as Int }.min()
        return FleetOverview(
            service: service, day: day, firstSeen: firstSeen.map(UTCDay.init(number:)),
            quarantined: rows.reduce(0) { $0 + ($1["quarantined"] as Int) },
            states: rows.map { (FleetState($0), $0["installations"]) })
    }
}
