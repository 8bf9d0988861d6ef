-- A version of the policy, of the company or of one community. Who wrote, reviewed and approved it, and
-- when, stands with it; once reviewed its document does not change.
CREATE TABLE policy (
    version BIGINT PRIMARY KEY,
    community TEXT COLLATE "C" REFERENCES community (id),
    based_on BIGINT NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    made_at BIGINT NOT NULL,
    reviewer TEXT COLLATE "C" REFERENCES staff (id),
    reviewed_at BIGINT,
    approver TEXT COLLATE "C" REFERENCES staff (id),
    approved_at BIGINT,
    dropped_at BIGINT
);

-- Which version was put in force, by whom and when; the last one holds.
CREATE TABLE enactment (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    community TEXT COLLATE "C" REFERENCES community (id),
    version BIGINT NOT NULL,
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL
);
CREATE INDEX enactment_at ON enactment (at, id);
