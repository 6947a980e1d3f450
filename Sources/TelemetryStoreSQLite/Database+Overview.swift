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
                SELECT state.*, COUNT(*) AS installations
                FROM span JOIN state ON state.id = span.state_id
                WHERE span.is_newest AND span.last_day >= ? AND state.service = ?
                GROUP BY state.id
                """, arguments: [earliest, service])
        let firstSeen = try Int.fetchOne(
            self,
            sql: """
                SELECT MIN(first.first_day) FROM span AS first
                WHERE first.installation_id IN (
                    SELECT span.installation_id FROM span JOIN state ON state.id = span.state_id
                    WHERE span.is_newest AND span.last_day >= ? AND state.service = ?)
                """, arguments: [earliest, service])
        return FleetOverview(
            service: service, day: day, firstSeen: firstSeen.map(UTCDay.init(number:)),
            states: rows.map { (FleetState($0), $0["installations"]) })
    }
}
