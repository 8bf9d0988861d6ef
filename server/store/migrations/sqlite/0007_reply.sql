-- Words for a resident that wait for a second person, or waited. Version: the complaint's when they were submitted;
-- words: as submitted, once approved as sent. Decision: approved, returned, taken_back; grade: at which they were approved.
CREATE TABLE approval (
    id TEXT NOT NULL PRIMARY KEY,
    complaint TEXT NOT NULL REFERENCES complaint (id),
    version INTEGER NOT NULL,
    contacts INTEGER NOT NULL,
    words BLOB NOT NULL,
    submitted_by TEXT NOT NULL REFERENCES staff (id),
    submitted_at INTEGER NOT NULL,
    decision TEXT,
    decided_at INTEGER,
    decided_by TEXT REFERENCES staff (id),
    grade INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX approval_open ON approval (complaint) WHERE decided_at IS NULL;

-- What was promised, who keeps it, by when it is due now; number counts within the complaint.
CREATE TABLE commitment (
    id TEXT NOT NULL PRIMARY KEY,
    complaint TEXT NOT NULL REFERENCES complaint (id),
    number INTEGER NOT NULL,
    person TEXT NOT NULL REFERENCES staff (id),
    due INTEGER,
    kept_at INTEGER,
    kept_by TEXT REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX commitment_complaint ON commitment (complaint, number);

-- Every version stays. Words: what, how much, why anew, and what is given in return.
CREATE TABLE commitment_version (
    commitment TEXT NOT NULL REFERENCES commitment (id),
    version INTEGER NOT NULL,
    words BLOB NOT NULL,
    due INTEGER,
    given_by TEXT NOT NULL REFERENCES staff (id),
    given_at INTEGER NOT NULL,
    approved_by TEXT REFERENCES staff (id),
    PRIMARY KEY (commitment, version)
) STRICT, WITHOUT ROWID;
