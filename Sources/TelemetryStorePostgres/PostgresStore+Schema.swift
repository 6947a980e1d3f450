// SPDX-License-Identifier: MIT

extension PostgresStore {
    /// The history of the schema. An entry that was ever released is never edited; changes are new entries.
    ///
    /// Every table that knows installations begins with their keyed ID, so that a distributed PostgreSQL can spread them by
    /// it. What belongs together is kept so by the locks of `FleetLock`, and not by foreign keys: each report would lock
    /// the row of its state, which it shares with many others.
    static let schema = [
        """
        -- Reports of a later day change nothing that is indexed, and find room on the page: no index has to be touched.
        CREATE TABLE installation (
            keyed_id bytea PRIMARY KEY,
            public_key bytea,
            counter bigint NOT NULL,
            body_sha256 bytea,
            received_day integer NOT NULL,
            first_seen integer NOT NULL,
            is_confirmed boolean NOT NULL,
            state_id bigint NOT NULL,
            first_day integer NOT NULL,
            last_day integer NOT NULL,
            earlier_spans integer NOT NULL
        ) WITH (fillfactor = 80);
        CREATE INDEX installation_by_state ON installation (state_id);
        CREATE TABLE span (
            keyed_id bytea NOT NULL,
            position integer NOT NULL,
            first_day integer NOT NULL,
            last_day integer NOT NULL,
            state_id bigint NOT NULL,
            PRIMARY KEY (keyed_id, position)
        );
        CREATE INDEX span_by_state ON span (state_id);
        CREATE TABLE blocked (keyed_id bytea PRIMARY KEY, since_day integer NOT NULL);
        CREATE TABLE tombstone (hash bytea PRIMARY KEY, number bigint NOT NULL UNIQUE);

        CREATE TABLE state (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            service text NOT NULL,
            service_version text NOT NULL,
            arch text NOT NULL,
            platform text NOT NULL,
            release text NOT NULL,
            distro text NOT NULL,
            codename text NOT NULL,
            virtual boolean NOT NULL,
            runtime text NOT NULL,
            runtime_version text NOT NULL,
            flags text NOT NULL,
            UNIQUE (service, service_version, arch, platform, release, distro, codename, virtual, runtime,
                runtime_version, flags)
        );
        CREATE TABLE rollup (
            service text NOT NULL,
            week integer NOT NULL,
            dimension text NOT NULL,
            value text NOT NULL,
            minor_version text NOT NULL,
            count bigint NOT NULL,
            PRIMARY KEY (service, week, dimension, value, minor_version)
        );

        -- One row that all collectors share. `tombstones` and `tombstone_hash` are the newest tombstone that is applied:
        -- a table of tombstones from elsewhere can have the same number of them. `erased` counts erasures, `rebuilt` after how many of them the tables were
        -- written anew.
        CREATE TABLE progress (
            id integer PRIMARY KEY CHECK (id = 1),
            closed_week integer,
            frozen_week integer,
            removals bigint NOT NULL,
            tombstones bigint NOT NULL,
            tombstone_hash bytea,
            erased bigint NOT NULL,
            rebuilt bigint NOT NULL,
            last_erasure xid8
        );
        INSERT INTO progress VALUES (1, NULL, NULL, 0, 0, NULL, 0, 0, NULL);
        CREATE TABLE pepper (id integer PRIMARY KEY CHECK (id = 1), fingerprint bytea NOT NULL);
        CREATE TABLE write_probe (id integer PRIMARY KEY CHECK (id = 1), count bigint NOT NULL);
        INSERT INTO write_probe VALUES (1, 0);

        -- The planner's statistics hold samples of the columns, which an erasure does not reach.
        ALTER TABLE installation ALTER keyed_id SET STATISTICS 0, ALTER public_key SET STATISTICS 0,
            ALTER body_sha256 SET STATISTICS 0;
        ALTER TABLE span ALTER keyed_id SET STATISTICS 0;
        ALTER TABLE blocked ALTER keyed_id SET STATISTICS 0;
        ALTER TABLE state ALTER service_version SET STATISTICS 0, ALTER arch SET STATISTICS 0,
            ALTER platform SET STATISTICS 0, ALTER release SET STATISTICS 0, ALTER distro SET STATISTICS 0,
            ALTER codename SET STATISTICS 0, ALTER runtime_version SET STATISTICS 0, ALTER flags SET STATISTICS 0;
        ALTER TABLE rollup ALTER value SET STATISTICS 0, ALTER minor_version SET STATISTICS 0;
        """
    ]
}
