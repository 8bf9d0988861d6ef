-- A version of the policy, of the company or of one community. Who wrote, reviewed and approved it, and
-- when, stands with it; once reviewed its document does not change.
CREATE TABLE policy (
    version BIGINT PRIMARY KEY,
    community TEXT COLLATE "C" REFERENCES community (id),
    based_on BIGINT NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    author TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    made_at BIGINT NOT NULL,
    reviewer TEXT COLLATE "C" REFERENCES staff (id),
    reviewed_at BIGINT,
    approver TEXT COLLATE "C" REFERENCES staff (id),
    approved_at BIGINT,
    dropped_at BIGINT
);

-- What was put in force, taken back and given up, by whom and when, in this order.
CREATE TABLE enactment (
    seq BIGINT PRIMARY KEY,
    community TEXT COLLATE "C" REFERENCES community (id),
    deed TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL
);

-- The last back-test of a version: of one revision, against what was in force then.
CREATE TABLE trial (
    version BIGINT PRIMARY KEY REFERENCES policy (version),
    revision BIGINT NOT NULL,
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL,
    since BIGINT NOT NULL,
    report TEXT COLLATE "C" NOT NULL
);
CREATE INDEX complaint_received ON complaint (community, received, id);
CREATE INDEX complaint_open ON complaint (community, id) WHERE open = 1;
