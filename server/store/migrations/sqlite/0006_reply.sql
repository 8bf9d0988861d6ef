-- Words for a resident that wait for a second person, or waited. Version: the complaint's when they were submitted;
-- text: as submitted, once approved as sent. Decision: approved, returned, taken_back; grade: at which they were approved.
CREATE TABLE approval (
    id TEXT NOT NULL PRIMARY KEY,
    complaint TEXT NOT NULL REFERENCES complaint (id),
    version INTEGER NOT NULL,
    contacts INTEGER NOT NULL,
    wording TEXT NOT NULL,
    text BLOB NOT NULL,
    submitted_by TEXT NOT NULL REFERENCES staff (id),
    submitted_at INTEGER NOT NULL,
    decision TEXT,
    decided_at INTEGER,
    decided_by TEXT REFERENCES staff (id),
    grade INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX approval_open ON approval (complaint) WHERE decided_at IS NULL;
