// SPDX-License-Identifier: MIT

import Postgres
package import TelemetryStore
import TelemetryWire

extension PostgresStore: StoreKeeper {
    package func statistics() async throws -> StoreStatistics {
        try await read { connection in
            let rows = try connection.query(
                """
                SELECT (SELECT count(*) FROM installation) AS installations,
                    (SELECT count(*) FROM installation WHERE NOT is_confirmed) AS quarantined,
                    (SELECT count(*) FROM span) AS spans, (SELECT count(*) FROM state) AS states,
                    (SELECT count(*) FROM tombstone) AS tombstones, (SELECT count(*) FROM blocked) AS blocked,
                    (SELECT count(*) FROM rollup) AS cells,
                    least((SELECT min(first_day) FROM installation), (SELECT min(first_day) FROM span)) AS first,
                    (SELECT max(last_day) FROM installation) AS last,
                    (SELECT sum(pg_total_relation_size(relation)) FROM unnest(
                        ARRAY['installation', 'span', 'state', 'rollup', 'tombstone', 'blocked']::regclass[]
                    ) AS relation) AS bytes
                """)
            guard let row = rows.first else { throw StoreFailure.unavailable(reason: "the database does not count") }
            let (first, last) = (try row["first"] as Int?, try row["last"] as Int?)
            let installations: Int = try row["installations"]
            return StoreStatistics(
                installations: installations, quarantined: try row["quarantined"],
                spans: installations + (try row["spans"] as Int), states: try row["states"],
                tombstones: try row["tombstones"], blocked: try row["blocked"], rollupCells: try row["cells"],
                days: first.flatMap { first in last.map { UTCDay(number: first)...UTCDay(number: $0) } },
                closedWeeks: try connection.progress().closed, bytes: try row["bytes"])
        }
    }

    /// Waits for nobody who has the exclusive lock: to be busy is not to be broken.
    package func checkWritable() async throws {
        do {
            try await pool.withTransaction { [place] connection in
                guard try connection.progress().isDurable else { throw StoreFailure.notDurable(place: place) }
                try connection.query("UPDATE write_probe SET count = count + 1")
            }
        } catch let error as PostgresError {
            throw StoreFailure(error)
        }
    }
}
