-- One sealed row by which a database recognises the key it was made with.
CREATE TABLE keyring (
    id INTEGER PRIMARY KEY,
    key_id BLOB NOT NULL,
    sealed BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- Work to be done after a change, enqueued in the change's own transaction.
CREATE TABLE job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    key TEXT UNIQUE,
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    lease_owner TEXT,
    lease_until INTEGER,
    last_error TEXT,
    failed_at INTEGER,
    done_at INTEGER
) STRICT;
CREATE INDEX job_waiting ON job (run_at, id) WHERE done_at IS NULL AND failed_at IS NULL;
CREATE INDEX job_done ON job (done_at) WHERE done_at IS NOT NULL;

CREATE TABLE session (
    id BLOB NOT NULL PRIMARY KEY,
    data BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_expires ON session (expires_at);

-- The last number drawn in a community, by what is numbered.
CREATE TABLE sequence (
    community TEXT NOT NULL,
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (community, name)
) STRICT, WITHOUT ROWID;

-- Today's numbers, kept by the transactions that change them.
CREATE TABLE counter (
    community TEXT NOT NULL,
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (community, day, name)
) STRICT, WITHOUT ROWID;
