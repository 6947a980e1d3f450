// SPDX-License-Identifier: MIT

import GRDB

extension SQLiteStore {
    /// The history of the schema. An entry that was ever released is never edited; changes are new entries.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 installations, states and spans") { database in
            try database.execute(
                sql: """
                    CREATE TABLE installation (
                        id INTEGER PRIMARY KEY,
                        keyed_id BLOB NOT NULL UNIQUE,
                        public_key BLOB,
                        counter INTEGER NOT NULL,
                        body_sha256 BLOB NOT NULL,
                        received_day INTEGER NOT NULL
                    ) STRICT;
                    CREATE TABLE state (
                        id INTEGER PRIMARY KEY,
                        service TEXT NOT NULL,
                        service_version TEXT NOT NULL,
                        arch TEXT NOT NULL,
                        platform TEXT NOT NULL,
                        release TEXT NOT NULL,
                        distro TEXT NOT NULL,
                        codename TEXT NOT NULL,
                        virtual INTEGER NOT NULL,
                        runtime TEXT NOT NULL,
                        runtime_version TEXT NOT NULL,
                        flags TEXT NOT NULL,
                        UNIQUE (service, service_version, arch, platform, release, distro, codename, virtual, runtime,
                                runtime_version, flags)
                    ) STRICT;
                    CREATE TABLE span (
                        installation_id INTEGER NOT NULL REFERENCES installation(id) ON DELETE CASCADE,
                        first_day INTEGER NOT NULL,
                        last_day INTEGER NOT NULL,
                        state_id INTEGER NOT NULL REFERENCES state(id),
                        is_newest INTEGER NOT NULL,
                        id INTEGER PRIMARY KEY
                    ) STRICT;
                    CREATE INDEX span_by_installation ON span (installation_id, last_day);
                    CREATE INDEX span_by_state ON span (state_id);
                    CREATE INDEX newest_span_by_day ON span (last_day, state_id) WHERE is_newest;
                    """)
        }
        migrator.registerMigration("2 one newest span, and unfinished erasures") { database in
            try database.execute(
                sql: """
                    UPDATE span SET is_newest = NOT is_newest
                    WHERE is_newest != (id = (
                        SELECT id FROM span AS newest WHERE newest.installation_id = span.installation_id
                        ORDER BY last_day DESC, first_day DESC, id DESC LIMIT 1));
                    CREATE UNIQUE INDEX newest_span_by_installation ON span (installation_id) WHERE is_newest;

                    -- How many erasures there were, and after how many of them the file was rebuilt.
                    CREATE TABLE erasure_progress (
                        id INTEGER PRIMARY KEY CHECK (id = 1),
                        erased INTEGER NOT NULL,
                        rebuilt INTEGER NOT NULL
                    ) STRICT;
                    INSERT INTO erasure_progress VALUES (1, 0, 0);
                    """)
        }
        return migrator
    }
}
