-- Every call, and whatever a resident said to an employee who passed it on. Words: what was said, by whom, what was
-- answered, sealed. Waits: somebody is to call back, by due.
CREATE TABLE call (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    community TEXT COLLATE "C" NOT NULL REFERENCES community (id),
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL,
    passed_on BIGINT NOT NULL,
    words BYTEA NOT NULL,
    key BYTEA UNIQUE,
    became TEXT COLLATE "C" NOT NULL,
    complaint TEXT COLLATE "C" REFERENCES complaint (id),
    waits BIGINT NOT NULL,
    due BIGINT,
    taken_by TEXT COLLATE "C" REFERENCES staff (id),
    tries BIGINT NOT NULL,
    tried_at BIGINT,
    tried_by TEXT COLLATE "C" REFERENCES staff (id),
    ended_at BIGINT,
    ended_by TEXT COLLATE "C" REFERENCES staff (id)
);
CREATE INDEX call_waits ON call (community, due, id) WHERE waits = 1;
CREATE INDEX call_log ON call (community, id);
CREATE INDEX call_mine ON call (community, staff, id);
