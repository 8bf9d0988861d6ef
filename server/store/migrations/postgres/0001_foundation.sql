-- One sealed row by which a database recognises the key it was made with.
CREATE TABLE keyring (
    id BIGINT NOT NULL PRIMARY KEY,
    key_id BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);

-- Work to be done after a change, enqueued in the change's own transaction.
CREATE TABLE job (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    key TEXT UNIQUE,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    lease_owner TEXT,
    lease_until BIGINT,
    last_error TEXT,
    failed_at BIGINT,
    done_at BIGINT
);
CREATE INDEX job_waiting ON job (run_at, id) WHERE done_at IS NULL AND failed_at IS NULL;
CREATE INDEX job_done ON job (done_at) WHERE done_at IS NOT NULL;

CREATE TABLE session (
    id BYTEA NOT NULL PRIMARY KEY,
    data BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_expires ON session (expires_at);

-- The last number drawn in a community, by what is numbered.
CREATE TABLE sequence (
    community TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (community, name)
);

-- Today's numbers, kept by the transactions that change them.
CREATE TABLE counter (
    community TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (community, day, name)
);
