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

    /// Notes that a tombstone is applied, if all before it are.
    func noteTombstone(_ laid: TombstoneFile.Laid) throws {
        try execute(
            sql: "UPDATE erasure_progress SET tombstones = ?, tombstone_hash = ? WHERE tombstones = ?",
            arguments: [laid.number, laid.hash, laid.number - 1])
    }

    /// Erases what has a tombstone that this database does not know to be applied, and looks at nothing if it knows them all.
    ///
    /// The number alone does not tell: the database may be older than the tombstones, or they older than it. So the newest one
    /// that was applied must still be the one with its number.
    func applyTombstones(_ tombstones: TombstoneFile) throws {
        guard let row = try Row.fetchOne(self, sql: "SELECT tombstones, tombstone_hash FROM erasure_progress") else {
            return
        }
        let (newest, applied) = (try tombstones.newest(), row[0] as Int64)
        let isSameFile = try applied == 0 || tombstones.hash(of: applied) == row[1] as Data?
        guard newest?.number ?? 0 > applied || !isSameFile else { return }
        try inTransaction(.immediate) {
            for installation in try installations(erasedIn: tombstones) { _ = try erase(installation) }
            try execute(
                sql: "UPDATE erasure_progress SET tombstones = ?, tombstone_hash = ?",
                arguments: [newest?.number ?? 0, newest?.hash])
            return .commit
        }
    }

    private func installations(erasedIn tombstones: TombstoneFile) throws -> [KeyedID] {
        var (erased, piece) = ([KeyedID](), [KeyedID]())
        let rows = try Row.fetchCursor(self, sql: "SELECT keyed_id FROM installation")
        while let row = try rows.next() {
            piece.append(KeyedID(row[0] as Data))
            if piece.count == 10_000 {
                erased += try tombstones.selectErased(piece)
                piece = []
            }
        }
        return erased + (try tombstones.selectErased(piece))
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
        try truncateLog()
        try execute(sql: "UPDATE erasure_progress SET rebuilt = MAX(rebuilt, ?)", arguments: [erased])
    }

    /// Empties the write-ahead log. While another process does the same SQLite does not wait, so this does.
    func truncateLog() throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            do {
                _ = try checkpoint(.truncate)
                return
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                guard ContinuousClock.now < deadline else { throw error }
                usleep(10_000)
            }
        }
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
