-- Words for a resident that wait for a second person, or waited. Version: the complaint's when they were submitted;
-- words: as submitted, once approved as sent. Decision: approved, returned, taken_back; grade: at which they were approved.
CREATE TABLE approval (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    version BIGINT NOT NULL,
    contacts BIGINT NOT NULL,
    words BYTEA NOT NULL,
    submitted_by TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    submitted_at BIGINT NOT NULL,
    decision TEXT COLLATE "C",
    decided_at BIGINT,
    decided_by TEXT COLLATE "C" REFERENCES staff (id),
    grade BIGINT
);
CREATE UNIQUE INDEX approval_open ON approval (complaint) WHERE decided_at IS NULL;

-- What was promised, who keeps it, by when it is due now; number counts within the complaint.
CREATE TABLE commitment (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    number BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    due BIGINT,
    kept_at BIGINT,
    kept_by TEXT COLLATE "C" REFERENCES staff (id)
);
CREATE UNIQUE INDEX commitment_complaint ON commitment (complaint, number);

-- Every version stays. Words: what, how much, why anew, and what is given in return.
CREATE TABLE commitment_version (
    commitment TEXT COLLATE "C" NOT NULL REFERENCES commitment (id),
    version BIGINT NOT NULL,
    words BYTEA NOT NULL,
    due BIGINT,
    given_by TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    given_at BIGINT NOT NULL,
    approved_by TEXT COLLATE "C" REFERENCES staff (id),
    PRIMARY KEY (commitment, version)
);
