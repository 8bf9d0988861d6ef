-- What somebody is writing in one form of a complaint's page, until it is sent. Sealed: all of it.
CREATE TABLE draft (
    complaint TEXT NOT NULL REFERENCES complaint (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    act TEXT NOT NULL,
    form BLOB NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (complaint, staff, act)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_kept ON draft (kept_at);

-- Who is at a complaint now and what they do, as last heard: no record, one row each, changed in place.
CREATE TABLE presence (
    complaint TEXT NOT NULL,
    staff TEXT NOT NULL,
    community TEXT NOT NULL,
    doing TEXT NOT NULL,
    heard_at INTEGER NOT NULL,
    PRIMARY KEY (complaint, staff)
) STRICT, WITHOUT ROWID;
CREATE INDEX presence_community ON presence (community, heard_at);
CREATE INDEX presence_heard ON presence (heard_at);
