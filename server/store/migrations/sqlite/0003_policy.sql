-- A version of the policy, of the company or of one community. Who wrote, reviewed and approved it, and
-- when, stands with it; once reviewed its document does not change.
CREATE TABLE policy (
    version INTEGER PRIMARY KEY,
    community TEXT REFERENCES community (id),
    based_on INTEGER NOT NULL,
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL,
    reviewer TEXT REFERENCES staff (id),
    reviewed_at INTEGER,
    approver TEXT REFERENCES staff (id),
    approved_at INTEGER,
    dropped_at INTEGER
) STRICT;

-- Which version was put in force, by whom and when; the last one holds.
CREATE TABLE enactment (
    id TEXT NOT NULL PRIMARY KEY,
    community TEXT REFERENCES community (id),
    version INTEGER NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX enactment_at ON enactment (at, id);
