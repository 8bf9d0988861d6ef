-- Words for a resident that wait for a second person, or waited. Version: the complaint's when they were submitted;
-- text: as submitted, once approved as sent. Decision: approved, returned, taken_back; grade: at which they were approved.
CREATE TABLE approval (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    version BIGINT NOT NULL,
    contacts BIGINT NOT NULL,
    wording TEXT COLLATE "C" NOT NULL,
    text BYTEA NOT NULL,
    submitted_by TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    submitted_at BIGINT NOT NULL,
    decision TEXT COLLATE "C",
    decided_at BIGINT,
    decided_by TEXT COLLATE "C" REFERENCES staff (id),
    grade BIGINT
);
CREATE UNIQUE INDEX approval_open ON approval (complaint) WHERE decided_at IS NULL;
