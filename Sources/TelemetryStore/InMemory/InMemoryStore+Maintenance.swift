// SPDX-License-Identifier: MIT

package import TelemetryWire

extension InMemoryStore: BlockList, FleetMaintainer, RollupReader, HistoryExporter, BulkWriter, StoreKeeper {
    package func block(_ installation: KeyedID, since day: UTCDay) -> ErasureCounts {
        blocked.insert(installation)
        return remove(installation)
    }

    package func unblock(_ installation: KeyedID) -> Bool { blocked.remove(installation) != nil }

    package func closeNextWeek(before today: UTCDay) -> ISOWeek? {
        guard let next = ClosedWeeks.next(after: closed, before: today) else { return nil }
        closed = next
        setRollup(of: next.through, to: counted(next.through))
        return next.through
    }

    package func prune(today: UTCDay) -> PruneCounts {
        let horizon = today.advanced(by: -SpanRule.retentionDays)
        var counts = PruneCounts(installations: 0, spans: 0, foldedWeeks: 0)
        for (id, stored) in installations {
            counts.spans += stored.earlier.count { $0.last < horizon }
            installations[id]?.earlier.removeAll { $0.last < horizon }
            if stored.installation.newest.last < horizon {
                counts.spans += 1
                counts.installations += 1
                installations[id] = nil
            }
        }
        if let closed, ClosedWeeks.frozen(by: horizon) > closed.frozen {
            let frozen = ClosedWeeks.frozen(by: horizon)
            for week in closed.recountable(from: closed.frozen) where week <= frozen {
                counts.foldedWeeks += 1
                for service in Set(rollups.keys.map(\.service)) {
                    let cells = RollupFolding.fold(cells(service, week))
                    rollups = rollups.filter { $0.key.week != week || $0.key.service != service }
                    for (cell, count) in cells { rollups[RollupKey(service: service, week: week, cell: cell)] = count }
                }
            }
            self.closed = ClosedWeeks(through: max(closed.through, frozen), frozen: frozen)
        }
        return counts
    }

    package func rebuildRollups() {
        guard let closed else { return }
        rollups = rollups.filter { $0.key.week <= closed.frozen }
        for week in closed.recountable(from: closed.frozen) { setRollup(of: week, to: counted(week)) }
    }

    package func closedWeeks() -> ClosedWeeks? { closed }

    package func rollup(service: String, weeks: ClosedRange<ISOWeek>) -> [RollupRow] {
        rollups.filter { $0.key.service == service && weeks.contains($0.key.week) }
            .map { RollupRow(week: $0.key.week, cell: $0.key.cell, count: $0.value) }
    }

    package func counts(_ query: RollupQuery) -> [WeekCount] {
        var sums: [WeekCount: Int] = [:]
        for (key, count) in rollups
        where key.service == query.service && query.weeks.contains(key.week)
            && query.dimensions.contains(key.cell.dimension)
            && query.minorVersion.map({ $0 == key.cell.minorVersion }) ?? true
        {
            let place = WeekCount(week: key.week, dimension: key.cell.dimension, value: key.cell.value, count: 0)
            sums[place, default: 0] += count
        }
        return sums.map { WeekCount(week: $0.week, dimension: $0.dimension, value: $0.value, count: $1) }
    }

    package func recount(service: String, week: ISOWeek) -> [RollupCell: Int] { counted(week)[service] ?? [:] }

    package func histories(
        service: String, _ body: @escaping @Sendable (ExportedHistory) throws -> Void
    ) throws {
        let exported = installations.values
            .filter { $0.installation.isConfirmed && $0.installation.newest.state.service == service }
        for (number, stored) in exported.enumerated() {
            try body(
                ExportedHistory(
                    number: number + 1, firstSeen: stored.installation.firstSeen,
                    spans: stored.earlier + [stored.installation.newest]))
        }
    }

    package func load(_ batch: [BulkInstallation]) {
        for entry in batch {
            guard let stored = entry.stored else { continue }
            installations[entry.keyedID] = Stored(installation: stored.installation, earlier: stored.earlier)
        }
    }

    package func statistics() -> StoreStatistics {
        let spans = installations.values.flatMap { $0.history.history.spans }
        let first = spans.map(\.first).min()
        let last = spans.map(\.last).max()
        return StoreStatistics(
            installations: installations.count,
            quarantined: installations.values.count { !$0.installation.isConfirmed },
            spans: spans.count, states: Set(spans.map(\.state)).count, tombstones: tombstones.count,
            blocked: blocked.count, rollupCells: rollups.count,
            days: first.flatMap { first in last.map { first...$0 } }, closedWeeks: closed, bytes: nil)
    }

    package func checkWritable() {}

    package func close() {}

    private func cells(_ service: String, _ week: ISOWeek) -> [RollupCell: Int] {
        var cells: [RollupCell: Int] = [:]
        for (key, count) in rollups where key.service == service && key.week == week { cells[key.cell] = count }
        return cells
    }

    private func counted(_ week: ISOWeek) -> [String: [RollupCell: Int]] {
        var counted: [String: WeekRollup] = [:]
        for stored in installations.values {
            guard let member = stored.history.member(of: week) else { continue }
            counted[member.state.service, default: WeekRollup(service: member.state.service, week: week)].add(member)
        }
        return counted.mapValues(\.cells)
    }

    private func setRollup(of week: ISOWeek, to counted: [String: [RollupCell: Int]]) {
        for (service, cells) in counted {
            for (cell, count) in cells { rollups[RollupKey(service: service, week: week, cell: cell)] = count }
        }
    }
}
