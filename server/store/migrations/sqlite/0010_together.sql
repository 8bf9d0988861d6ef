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
