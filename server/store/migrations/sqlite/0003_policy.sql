-- A version of the policy, of the company or of one community. Who wrote, reviewed and approved it, and
-- when, stands with it; once reviewed its document does not change.
CREATE TABLE policy (
    version INTEGER PRIMARY KEY,
    community TEXT REFERENCES community (id),
    based_on INTEGER NOT NULL,
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    revision INTEGER NOT NULL,
    author TEXT NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL,
    reviewer TEXT REFERENCES staff (id),
    reviewed_at INTEGER,
    approver TEXT REFERENCES staff (id),
    approved_at INTEGER,
    dropped_at INTEGER
) STRICT;

-- What was put in force, taken back and given up, by whom and when, in this order.
CREATE TABLE enactment (
    seq INTEGER PRIMARY KEY,
    community TEXT REFERENCES community (id),
    deed TEXT NOT NULL,
    version INTEGER NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    at INTEGER NOT NULL
) STRICT;

-- The last back-test of a version: of one revision, against what was in force then.
CREATE TABLE trial (
    version INTEGER PRIMARY KEY REFERENCES policy (version),
    revision INTEGER NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    at INTEGER NOT NULL,
    since INTEGER NOT NULL,
    report TEXT NOT NULL
) STRICT;
CREATE INDEX complaint_received ON complaint (community, received, id);
CREATE INDEX complaint_open ON complaint (community, id) WHERE open = 1;
