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

-- Who is at a complaint now and what they do, as last heard: no record, one row each, changed in place.
CREATE UNLOGGED TABLE presence (
    complaint TEXT COLLATE "C" NOT NULL,
    staff TEXT COLLATE "C" NOT NULL,
    community TEXT COLLATE "C" NOT NULL,
    doing TEXT COLLATE "C" NOT NULL,
    heard_at BIGINT NOT NULL,
    PRIMARY KEY (complaint, staff)
);
CREATE INDEX presence_community ON presence (community, heard_at);
CREATE INDEX presence_heard ON presence (heard_at);
