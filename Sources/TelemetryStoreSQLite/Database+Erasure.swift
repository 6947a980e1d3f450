// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import TelemetryStore

extension Database {
    /// Removes an installation, its spans, its part of the rollups, and the states that nobody else is or was in: a rare
    /// state can tell who it was.
    func erase(_ installation: KeyedID) throws -> ErasureCounts {
        guard let row = try self.installation(installation) else {
            return ErasureCounts(installations: 0, spans: 0)
        }
        if let closed = try closedWeeks() {
            try correctRollups(RollupCorrection(before: try history(of: row), after: nil, in: closed))
        }
        let numbers = try Int64.fetchSet(
            self, sql: "SELECT state_id FROM span WHERE installation_id = ?", arguments: [row.id])
        try execute(sql: "DELETE FROM span WHERE installation_id = ?", arguments: [row.id])
        let earlier = changesCount
        try execute(sql: "DELETE FROM installation WHERE id = ?", arguments: [row.id])
        try removeOrphans(of: numbers.union([row.state]))
        try execute(sql: "UPDATE erasure_progress SET erased = erased + 1")
        return ErasureCounts(installations: 1, spans: earlier + 1)
    }

    /// Notes that the tombstone with this number is applied, if all before it are.
    func noteTombstone(_ number: Int64) throws {
        try execute(
            sql: "UPDATE erasure_progress SET tombstones = ? WHERE tombstones = ?", arguments: [number, number - 1])
    }

    /// Erases what has a tombstone that was laid since this database was last written by an erasure. Looks at nothing if
    /// there is none.
    func applyTombstones(_ tombstones: TombstoneFile) throws {
        let newest = try tombstones.newest()
        let applied = try Int64.fetchOne(self, sql: "SELECT tombstones FROM erasure_progress") ?? 0
        guard newest > applied else { return }
        try inTransaction(.immediate) {
            let known = try Row.fetchAll(self, sql: "SELECT keyed_id FROM installation").map { KeyedID($0[0]) }
            for installation in try tombstones.selectErased(known) { _ = try erase(installation) }
            try execute(sql: "UPDATE erasure_progress SET tombstones = ?", arguments: [newest])
            return .commit
        }
    }

    /// Removes what erasures left in the files, outside a transaction. Does nothing if no erasure is waiting for it, so that
    /// asking often costs little, and many that wait share one rebuilding.
    ///
    /// Overwriting deleted cells is not enough: pages that were balanced keep stale copies in their gaps. Rebuilding the file
    /// and emptying the write-ahead log leaves nothing. If that is cut short, the next erasure or start makes up for it.
    func finishErasures() throws {
        guard
            let erased = try Int64.fetchOne(self, sql: "SELECT erased FROM erasure_progress WHERE erased > rebuilt")
        else { return }
        try execute(sql: "VACUUM")
        _ = try checkpoint(.truncate)
        try execute(sql: "UPDATE erasure_progress SET rebuilt = MAX(rebuilt, ?)", arguments: [erased])
    }

    func isBlocked(_ installation: KeyedID) throws -> Bool {
        try Int.fetchOne(
            try cachedStatement(sql: "SELECT 1 FROM blocked WHERE keyed_id = ?"), arguments: [installation.data]) != nil
    }
}

extension Database {
    /// True if this is the pepper's fingerprint under which the database was made.
    func isKept(under fingerprint: [UInt8]) throws -> Bool {
        try execute(
            sql: "INSERT OR IGNORE INTO pepper (id, fingerprint) VALUES (1, ?)", arguments: [Data(fingerprint)])
        return try Data.fetchOne(self, sql: "SELECT fingerprint FROM pepper") == Data(fingerprint)
    }
}

extension KeyedID {
    init(_ bytes: Data) { self.init(Array(bytes)) }
}
