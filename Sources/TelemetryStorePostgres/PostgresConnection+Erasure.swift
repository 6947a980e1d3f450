// SPDX-License-Identifier: MIT

import Postgres
import TelemetryStore

/// Erasing within a transaction that has the exclusive lock.
extension PostgresConnection {
    /// Removes an installation, its spans, its part of the rollups, and the states that nobody else is or was in: a rare
    /// state can tell who it was.
    func erase(_ installation: KeyedID, _ closed: ClosedWeeks?) throws -> ErasureCounts {
        var states = StateTable()
        guard let row = try lockInstallations([installation], &states)[installation] else {
            return ErasureCounts(installations: 0, spans: 0)
        }
        if let closed {
            let earlier = try earlierSpans(of: [installation], &states)[installation] ?? []
            let history = InstallationHistory(row.installation, earlier: earlier)
            try correctRollups(RollupCorrection(before: history, after: nil, in: closed))
        }
        let id = PostgresParameter.bytes(installation.bytes)
        let numbers = try query(
            """
            SELECT state_id FROM installation WHERE keyed_id = $1 UNION SELECT state_id FROM span WHERE keyed_id = $1
            """, [id]
        ).map { try $0["state_id"] as Int64 }
        let spans = try removeSpans(of: [installation])
        try query("DELETE FROM installation WHERE keyed_id = $1", [id])
        try query(
            """
            DELETE FROM state WHERE id = ANY ($1) AND NOT EXISTS (SELECT FROM span WHERE state_id = state.id)
                AND NOT EXISTS (SELECT FROM installation WHERE state_id = state.id)
            """, [.integers(numbers)])
        try query(
            """
            UPDATE progress
            SET erased = erased + 1, removals = removals + 1, last_erasure = pg_current_xact_id()
            """)
        return ErasureCounts(installations: 1, spans: spans + 1)
    }

    /// Lays a tombstone, if there is none, and notes that it is applied, if all before it are.
    func lay(_ tombstone: Tombstone) throws {
        try query(
            """
            WITH laid AS (
                INSERT INTO tombstone (hash, number) SELECT $1, coalesce(max(number), 0) + 1 FROM tombstone
                ON CONFLICT (hash) DO NOTHING RETURNING number)
            UPDATE progress SET tombstones = laid.number, tombstone_hash = $1
            FROM laid WHERE progress.tombstones = laid.number - 1
            """, [.bytes(tombstone.bytes)])
    }

    /// True if the newest tombstone is not the one that was applied last.
    func hasOtherTombstones() throws -> Bool {
        let rows = try query(
            """
            SELECT progress.tombstones <> coalesce(newest.number, 0)
                OR progress.tombstone_hash IS DISTINCT FROM newest.hash AS differs
            FROM progress
            LEFT JOIN (SELECT number, hash FROM tombstone ORDER BY number DESC LIMIT 1) AS newest ON true
            """)
        return try rows.first?["differs"] ?? true
    }

    /// Erases whatever has a tombstone.
    func applyTombstones(_ key: TombstoneKey, _ progress: Progress) throws {
        var last: [UInt8] = []
        while true {
            let page = try query(
                "SELECT keyed_id FROM installation WHERE keyed_id > $1 ORDER BY keyed_id LIMIT 5000", [.bytes(last)]
            ).map { KeyedID(try $0["keyed_id"]) }
            guard let end = page.last else { break }
            last = end.bytes
            for (installation, outcome) in try keptOut(page, key) where outcome == .erased {
                _ = try erase(installation, progress.closed)
            }
        }
        try query(
            """
            UPDATE progress SET tombstones = coalesce((SELECT max(number) FROM tombstone), 0),
                tombstone_hash = (SELECT hash FROM tombstone ORDER BY number DESC LIMIT 1)
            """)
    }

    /// Those of `installations` that are not let in, each with why.
    func keptOut(_ installations: [KeyedID], _ key: TombstoneKey) throws -> [KeyedID: SubmissionOutcome] {
        guard !installations.isEmpty else { return [:] }
        let byHash = Dictionary(
            installations.map { (key.tombstone(of: $0).bytes, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = try query(
            """
            SELECT keyed_id AS bytes, true AS is_blocked FROM blocked WHERE keyed_id = ANY ($1)
            UNION ALL SELECT hash, false FROM tombstone WHERE hash = ANY ($2)
            """, [.byteStrings(installations.map(\.bytes)), .byteStrings(Array(byHash.keys))])
        var outcomes: [KeyedID: SubmissionOutcome] = [:]
        for row in rows {
            let bytes: [UInt8] = try row["bytes"]
            if try row["is_blocked"] {
                outcomes[KeyedID(bytes)] = .blocked
            } else if let installation = byHash[bytes], outcomes[installation] == nil {
                outcomes[installation] = .erased
            }
        }
        return outcomes
    }
}
