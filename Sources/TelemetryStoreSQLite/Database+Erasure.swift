// SPDX-License-Identifier: MIT

import GRDB
import TelemetryStore

extension Database {
    /// Removes an installation, its spans, and the states that nobody else is or was in: a rare state can tell who it was.
    func erase(_ installation: KeyedID) throws -> ErasureCounts {
        guard
            let id = try Int64.fetchOne(
                self, sql: "SELECT id FROM installation WHERE keyed_id = ?", arguments: [installation.data])
        else { return ErasureCounts(installations: 0, spans: 0) }
        let states = try Int64.fetchAll(
            self, sql: "SELECT DISTINCT state_id FROM span WHERE installation_id = ?", arguments: [id])
        try execute(sql: "DELETE FROM span WHERE installation_id = ?", arguments: [id])
        let spans = changesCount
        try execute(sql: "DELETE FROM installation WHERE id = ?", arguments: [id])
        for state in states {
            try execute(
                sql: "DELETE FROM state WHERE id = ? AND NOT EXISTS (SELECT 1 FROM span WHERE state_id = state.id)",
                arguments: [state])
        }
        return ErasureCounts(installations: 1, spans: spans)
    }
}
