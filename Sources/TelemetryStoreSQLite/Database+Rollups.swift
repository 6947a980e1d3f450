// SPDX-License-Identifier: MIT

import GRDB
import TelemetryStore
import TelemetryWire

extension Database {
    func closedWeeks() throws -> ClosedWeeks? {
        let select = try cachedStatement(sql: "SELECT closed_week, frozen_week FROM rollup_progress")
        return try Row.fetchOne(select).map {
            ClosedWeeks(through: ISOWeek(number: $0[0]), frozen: ISOWeek(number: $0[1]))
        }
    }

    func setClosedWeeks(_ closed: ClosedWeeks) throws {
        try execute(
            sql: "INSERT OR REPLACE INTO rollup_progress (id, closed_week, frozen_week) VALUES (1, ?, ?)",
            arguments: [closed.through.number, closed.frozen.number])
    }

    func correctRollups(_ correction: RollupCorrection) throws {
        guard !correction.differences.isEmpty else { return }
        let add = try cachedStatement(
            sql: """
                INSERT INTO rollup (service, week, dimension, value, minor_version, count) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """)
        let drop = try cachedStatement(
            sql: """
                DELETE FROM rollup
                WHERE service = ? AND week = ? AND dimension = ? AND value = ? AND minor_version = ? AND count = 0
                """)
        for (key, difference) in correction.differences {
            let place = key.place
            try add.execute(arguments: place + [difference])
            if difference < 0 { try drop.execute(arguments: place) }
        }
    }

    func setRollup(service: String, week: ISOWeek, _ cells: [RollupCell: Int]) throws {
        try execute(
            sql: "DELETE FROM rollup WHERE service = ? AND week = ?", arguments: [service, week.number])
        let insert = try cachedStatement(
            sql: "INSERT INTO rollup (service, week, dimension, value, minor_version, count) VALUES (?, ?, ?, ?, ?, ?)")
        for (cell, count) in cells {
            let place = RollupKey(service: service, week: week, cell: cell).place
            try insert.execute(arguments: place + [count])
        }
    }

    func rollup(service: String, weeks: ClosedRange<ISOWeek>) throws -> [RollupRow] {
        let rows = try Row.fetchCursor(
            self,
            sql: """
                SELECT week, dimension, value, minor_version, count FROM rollup
                WHERE service = ? AND week BETWEEN ? AND ?
                """, arguments: [service, weeks.lowerBound.number, weeks.upperBound.number])
        var result: [RollupRow] = []
        while let row = try rows.next() {
            // A dimension of a later version of this program is none of ours.
            guard let dimension = RollupDimension(rawValue: row[1]) else { continue }
            let cell = RollupCell(minorVersion: row[3], dimension: dimension, value: row[2])
            result.append(RollupRow(week: ISOWeek(number: row[0]), cell: cell, count: row[4]))
        }
        return result
    }

    func counts(_ query: RollupQuery) throws -> [WeekCount] {
        // A look-up for each week and dimension: a range of weeks would read the cells of all dimensions.
        let select = try cachedStatement(
            sql: """
                SELECT value, SUM(count) FROM rollup
                WHERE service = ?1 AND week = ?2 AND dimension = ?3 AND (?4 IS NULL OR minor_version = ?4)
                GROUP BY value
                """)
        var result: [WeekCount] = []
        for week in query.weeks {
            for dimension in query.dimensions {
                let rows = try Row.fetchCursor(
                    select, arguments: [query.service, week.number, dimension.rawValue, query.minorVersion])
                while let row = try rows.next() {
                    result.append(WeekCount(week: week, dimension: dimension, value: row[0], count: row[1]))
                }
            }
        }
        return result
    }

    /// Counts a week from the spans, for each service.
    func recount(_ week: ISOWeek) throws -> [String: [RollupCell: Int]] {
        var (groups, months) = ([MemberGroup: Int](), [Int: Int]())
        var rollups: [String: WeekRollup] = [:]
        let (monday, sunday) = (week.monday.number, week.sunday.number)
        let rows = try Row.fetchCursor(
            self, sql: Self.members, arguments: [sunday, monday, monday - 1, monday - 7])
        while let row = try rows.next() {
            guard let state = row[0] as Int64? else { continue }
            var firstSeen: Int = row[2]
            // Of those that are not new only the month counts, which leaves far fewer groups.
            if firstSeen < monday {
                let month = months[firstSeen] ?? UTCDay(number: firstSeen).firstOfMonth.number
                months[firstSeen] = month
                firstSeen = month
            }
            let group = MemberGroup(state: state, previous: row[1], firstSeen: firstSeen, isConfirmed: row[3])
            groups[group, default: 0] += 1
            // However large the fleet is, only so much of it is in memory.
            if groups.count >= Self.mostGroups {
                try count(groups, week, into: &rollups)
                groups.removeAll(keepingCapacity: true)
            }
        }
        try count(groups, week, into: &rollups)
        return rollups.mapValues(\.cells)
    }

    private static let mostGroups = 5_000

    private func count(_ groups: [MemberGroup: Int], _ week: ISOWeek, into rollups: inout [String: WeekRollup]) throws {
        var states: [Int64: FleetState] = [:]
        func known(_ number: Int64) throws -> FleetState {
            if let state = states[number] { return state }
            let state = try state(number)
            states[number] = state
            return state
        }
        for (group, count) in groups {
            let state = try known(group.state)
            let member = WeekMember(
                state: state, previous: try group.previous.map(known), firstSeen: UTCDay(number: group.firstSeen),
                isConfirmed: group.isConfirmed)
            rollups[state.service, default: WeekRollup(service: state.service, week: week)].add(member, count: count)
        }
    }

    private struct MemberGroup: Hashable {
        var state: Int64
        var previous: Int64?
        var firstSeen: Int
        var isConfirmed: Bool
    }

    /// For each installation that was seen in a week or later: the last state it was in within the week, and within the week
    /// before. The newest span answers for most of them without a look at older ones.
    private static let members = """
        SELECT
            CASE WHEN first_day <= ?1 THEN state_id ELSE (
                SELECT span.state_id FROM span
                WHERE installation_id = installation.id AND span.first_day <= ?1 AND span.last_day >= ?2
                ORDER BY position DESC LIMIT 1) END,
            CASE WHEN first_day <= ?3 THEN state_id ELSE (
                SELECT span.state_id FROM span
                WHERE installation_id = installation.id AND span.first_day <= ?3 AND span.last_day >= ?4
                ORDER BY position DESC LIMIT 1) END,
            first_seen, is_confirmed
        FROM installation WHERE last_day >= ?2 AND first_seen <= ?1
        """
}

extension RollupKey {
    /// The values of the primary key.
    fileprivate var place: StatementArguments {
        [service, week.number, cell.dimension.rawValue, cell.value, cell.minorVersion]
    }
}
