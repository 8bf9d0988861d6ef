-- What was open on a day is counted by what has ended since.
CREATE INDEX complaint_ended ON complaint (community, ended, received) WHERE ended IS NOT NULL;

-- Every file that was carried away: by whom, when, of what, how many rows. On record before anything is read;
-- rows stays empty where it never got that far, whole is 0 where there were more. Sealed: what was asked for,
-- which may name a resident.
CREATE TABLE export (
    id TEXT NOT NULL PRIMARY KEY,
    staff TEXT NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL,
    subject TEXT NOT NULL,
    asks BLOB NOT NULL,
    rows INTEGER,
    whole INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX export_staff ON export (staff, made_at);
