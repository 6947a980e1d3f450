// SPDX-License-Identifier: MIT

import Postgres
import TelemetryStore
import TelemetryWire

extension PostgresConnection {
    func correctRollups(_ correction: RollupCorrection) throws {
        guard !correction.differences.isEmpty else { return }
        // Everybody changes them in the same order, so that no two wait for each other.
        let cells = correction.differences.sorted { $0.key.texts.lexicographicallyPrecedes($1.key.texts) }
        try add(cells)
        let lowered = cells.filter { $0.value < 0 }
        guard !lowered.isEmpty else { return }
        try query(
            """
            DELETE FROM rollup USING unnest($1, $2, $3, $4, $5) AS low (service, week, dimension, value, minor_version)
            WHERE rollup.service = low.service AND rollup.week = low.week AND rollup.dimension = low.dimension
                AND rollup.value = low.value AND rollup.minor_version = low.minor_version AND rollup.count = 0
            """, Self.places(lowered.map(\.key)))
    }

    private func add(_ cells: [(key: RollupKey, value: Int)]) throws {
        guard !cells.isEmpty else { return }
        try query(
            """
            INSERT INTO rollup (service, week, dimension, value, minor_version, count)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
            ON CONFLICT (service, week, dimension, value, minor_version)
                DO UPDATE SET count = rollup.count + excluded.count
            """, Self.places(cells.map(\.key)) + [.integers(cells.map { Int64($0.value) })])
    }

    /// The values of the primary keys.
    private static func places(_ keys: [RollupKey]) -> [PostgresParameter] {
        [
            .texts(keys.map(\.service)), .integers(keys.map { Int64($0.week.number) }),
            .texts(keys.map(\.cell.dimension.rawValue)), .texts(keys.map(\.cell.value)),
            .texts(keys.map(\.cell.minorVersion)),
        ]
    }

    func removeRollups(service: String, week: ISOWeek) throws {
        try query(
            "DELETE FROM rollup WHERE service = $1 AND week = $2", [.text(service), .integer(Int64(week.number))])
    }

    func setRollup(service: String, week: ISOWeek, _ cells: [RollupCell: Int]) throws {
        try removeRollups(service: service, week: week)
        try add(cells.map { (RollupKey(service: service, week: week, cell: $0.key), $0.value) })
    }

    func rollup(service: String, weeks: ClosedRange<ISOWeek>) throws -> [RollupRow] {
        let rows = try query(
            "SELECT * FROM rollup WHERE service = $1 AND week BETWEEN $2 AND $3",
            [
                .text(service), .integer(Int64(weeks.lowerBound.number)), .integer(Int64(weeks.upperBound.number)),
            ])
        return try rows.compactMap { row in
            // A dimension of a later version of this program is none of ours.
            guard let dimension = RollupDimension(rawValue: try row["dimension"]) else { return nil }
            let cell = RollupCell(
                minorVersion: try row["minor_version"], dimension: dimension, value: try row["value"])
            return RollupRow(week: ISOWeek(number: try row["week"]), cell: cell, count: try row["count"])
        }
    }

    func counts(_ query: RollupQuery) throws -> [WeekCount] {
        let rows = try self.query(
            """
            SELECT week, dimension, value, sum(count)::bigint AS count FROM rollup
            WHERE service = $1 AND week = ANY ($2) AND dimension = ANY ($3) AND ($4::text IS NULL OR minor_version = $4)
            GROUP BY week, dimension, value
            """,
            [
                .text(query.service), .integers(query.weeks.map { Int64($0.number) }),
                .texts(query.dimensions.map(\.rawValue)), query.minorVersion.map { .text($0) } ?? .null,
            ])
        return try rows.compactMap { row in
            guard let dimension = RollupDimension(rawValue: try row["dimension"]) else { return nil }
            return WeekCount(
                week: ISOWeek(number: try row["week"]), dimension: dimension, value: try row["value"],
                count: try row["count"])
        }
    }

    /// Counts a week from the spans, for each service.
    func recount(_ week: ISOWeek) throws -> [String: [RollupCell: Int]] {
        let (monday, sunday) = (week.monday.number, week.sunday.number)
        let days = [monday, sunday, monday - 7, monday - 1].map { PostgresParameter.integer(Int64($0)) }
        let rows = try query(Self.members, days, timeout: PostgresStore.maintenanceTimeout)
        var states = StateTable()
        try states.load(
            try rows.flatMap { [try $0["state"] as Int64, try $0["previous"] as Int64?].compactMap(\.self) }, self)
        var rollups: [String: WeekRollup] = [:]
        for row in rows {
            let state = try states.state(try row["state"])
            let previous = try (row["previous"] as Int64?).map { try states.state($0) }
            let member = WeekMember(
                state: state, previous: previous, firstSeen: UTCDay(number: try row["first_seen"]),
                isConfirmed: try row["is_confirmed"])
            rollups[state.service, default: WeekRollup(service: state.service, week: week)]
                .add(member, count: try row["installations"])
        }
        return rollups.mapValues(\.cells)
    }

    /// For each installation that was seen in a week ($1 to $2): the last state it was in within the week, and within the
    /// week before ($3 to $4). The newest span answers for most of them without a look at older ones. Of those that are
    /// not new only the month counts, which leaves far fewer groups.
    private static let members = """
        SELECT state, previous, is_confirmed, count(*) AS installations,
            CASE WHEN first_seen >= $1 THEN first_seen
                ELSE date_trunc('month', (DATE '1970-01-01' + first_seen)::timestamp)::date - DATE '1970-01-01'
            END AS first_seen
        FROM (
            SELECT first_seen, is_confirmed,
                CASE WHEN first_day <= $2 THEN state_id ELSE (
                    SELECT span.state_id FROM span
                    WHERE span.keyed_id = installation.keyed_id AND span.first_day <= $2 AND span.last_day >= $1
                    ORDER BY position DESC LIMIT 1) END AS state,
                CASE WHEN first_day <= $4 THEN state_id ELSE (
                    SELECT span.state_id FROM span
                    WHERE span.keyed_id = installation.keyed_id AND span.first_day <= $4 AND span.last_day >= $3
                    ORDER BY position DESC LIMIT 1) END AS previous
            FROM installation WHERE last_day >= $1 AND first_seen <= $2
        ) AS member
        WHERE state IS NOT NULL
        GROUP BY 1, 2, 3, 5
        """
}

extension RollupKey {
    fileprivate var texts: [String] {
        [service, String(week.number), cell.dimension.rawValue, cell.value, cell.minorVersion]
    }
}
