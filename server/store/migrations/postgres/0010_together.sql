-- What somebody is writing in one form of a complaint's page, until it is sent. Sealed: all of it.
CREATE TABLE draft (
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    act TEXT COLLATE "C" NOT NULL,
    form BYTEA NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (complaint, staff, act)
);
CREATE INDEX draft_kept ON draft (kept_at);
