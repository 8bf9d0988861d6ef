-- What was open on a day is counted by what has ended since.
CREATE INDEX complaint_ended ON complaint (community, ended, received) WHERE ended IS NOT NULL;

-- Every file that was carried away: by whom, when, of what, how many rows. On record before anything is read;
-- rows stays empty where it never got that far, whole is 0 where there were more. Sealed: what was asked for,
-- which may name a resident.
CREATE TABLE export (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    made_at BIGINT NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    asks BYTEA NOT NULL,
    rows BIGINT,
    whole BIGINT
);
CREATE INDEX export_staff ON export (staff, made_at);
