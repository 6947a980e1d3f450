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
        migrator.registerMigration("3 newest spans with their installations, tombstones, block list, rollups") {
            try newestSpansInline($0)
        }
        return migrator
    }

    /// The digests of bodies are dropped: from now on they are sealed, since a bare one would tell who guesses an ID that it is
    /// right.
    ///
    /// The newest span moves into the row of its installation, so that a report that says nothing new is one update.
    private static func newestSpansInline(_ database: Database) throws {
        try database.execute(
            sql: """
                DROP INDEX span_by_installation;
                DROP INDEX span_by_state;
                DROP INDEX newest_span_by_day;
                DROP INDEX newest_span_by_installation;
                ALTER TABLE span RENAME TO old_span;
                ALTER TABLE installation RENAME TO old_installation;
                ALTER TABLE state RENAME TO old_state;

                -- Few environments, and many states in each: the long texts are stored once.
                CREATE TABLE environment (
                    id INTEGER PRIMARY KEY,
                    service TEXT NOT NULL,
                    arch TEXT NOT NULL,
                    platform TEXT NOT NULL,
                    release TEXT NOT NULL,
                    distro TEXT NOT NULL,
                    codename TEXT NOT NULL,
                    virtual INTEGER NOT NULL,
                    runtime TEXT NOT NULL,
                    runtime_version TEXT NOT NULL,
                    UNIQUE (service, arch, platform, release, distro, codename, virtual, runtime, runtime_version)
                ) STRICT;
                CREATE TABLE state (
                    id INTEGER PRIMARY KEY,
                    environment_id INTEGER NOT NULL REFERENCES environment(id),
                    service_version TEXT NOT NULL,
                    flags TEXT NOT NULL,
                    UNIQUE (environment_id, service_version, flags)
                ) STRICT;
                INSERT INTO environment (service, arch, platform, release, distro, codename, virtual, runtime, runtime_version)
                SELECT DISTINCT service, arch, platform, release, distro, codename, virtual, runtime, runtime_version
                FROM old_state;
                INSERT INTO state
                SELECT old_state.id, environment.id, service_version, flags FROM old_state JOIN environment
                    USING (service, arch, platform, release, distro, codename, virtual, runtime, runtime_version);

                CREATE TABLE installation (
                    id INTEGER PRIMARY KEY,
                    keyed_id BLOB NOT NULL UNIQUE,
                    public_key BLOB,
                    counter INTEGER NOT NULL,
                    body_sha256 BLOB,
                    received_day INTEGER NOT NULL,
                    first_seen INTEGER NOT NULL,
                    is_confirmed INTEGER NOT NULL,
                    state_id INTEGER NOT NULL REFERENCES state(id),
                    first_day INTEGER NOT NULL,
                    last_day INTEGER NOT NULL,
                    earlier_spans INTEGER NOT NULL
                ) STRICT;
                CREATE TABLE span (
                    installation_id INTEGER NOT NULL REFERENCES installation(id),
                    position INTEGER NOT NULL,
                    first_day INTEGER NOT NULL,
                    last_day INTEGER NOT NULL,
                    state_id INTEGER NOT NULL REFERENCES state(id),
                    PRIMARY KEY (installation_id, position)
                ) STRICT, WITHOUT ROWID;

                INSERT INTO installation
                SELECT old.id, keyed_id, public_key, counter, iif(public_key IS NULL, NULL, zeroblob(32)), received_day,
                    (SELECT MIN(first_day) FROM old_span WHERE installation_id = old.id),
                    (SELECT MIN(first_day) < MAX(last_day) FROM old_span WHERE installation_id = old.id),
                    state_id, first_day, last_day,
                    (SELECT COUNT(*) - 1 FROM old_span WHERE installation_id = old.id)
                FROM old_installation AS old JOIN old_span ON installation_id = old.id AND is_newest;
                INSERT INTO span
                SELECT installation_id,
                    ROW_NUMBER() OVER (PARTITION BY installation_id ORDER BY last_day, first_day, id) - 1,
                    first_day, last_day, state_id
                FROM old_span WHERE NOT is_newest;
                DROP TABLE old_span;
                DROP TABLE old_installation;
                DROP TABLE old_state;

                CREATE INDEX span_by_state ON span (state_id);
                CREATE INDEX installation_by_state ON installation (state_id);

                -- How many tombstones are applied, counted in the order in which they were laid.
                -- The newest of them tells whether the file is the one that was applied.
                ALTER TABLE erasure_progress ADD COLUMN tombstones INTEGER NOT NULL DEFAULT 0;
                ALTER TABLE erasure_progress ADD COLUMN tombstone_hash BLOB;
                CREATE TABLE blocked (keyed_id BLOB PRIMARY KEY, since_day INTEGER NOT NULL) STRICT, WITHOUT ROWID;
                CREATE TABLE rollup (
                    service TEXT NOT NULL,
                    week INTEGER NOT NULL,
                    dimension TEXT NOT NULL,
                    value TEXT NOT NULL,
                    minor_version TEXT NOT NULL,
                    count INTEGER NOT NULL,
                    PRIMARY KEY (service, week, dimension, value, minor_version)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE rollup_progress (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    closed_week INTEGER NOT NULL,
                    frozen_week INTEGER NOT NULL
                ) STRICT;
                CREATE TABLE pepper (id INTEGER PRIMARY KEY CHECK (id = 1), fingerprint BLOB NOT NULL) STRICT;
                CREATE TABLE write_probe (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL) STRICT;
                INSERT INTO write_probe VALUES (1, 0);
                """)
    }
}
