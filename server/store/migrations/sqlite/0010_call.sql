-- Every call, and whatever a resident said to an employee who passed it on. Words: what was said, by whom, what was
-- answered, sealed. Waits: somebody is to call back, by due.
CREATE TABLE call (
    id TEXT NOT NULL PRIMARY KEY,
    community TEXT NOT NULL REFERENCES community (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    at INTEGER NOT NULL,
    passed_on INTEGER NOT NULL,
    words BLOB NOT NULL,
    key BLOB UNIQUE,
    became TEXT NOT NULL,
    complaint TEXT REFERENCES complaint (id),
    waits INTEGER NOT NULL,
    due INTEGER,
    taken_by TEXT REFERENCES staff (id),
    tries INTEGER NOT NULL,
    tried_at INTEGER,
    tried_by TEXT REFERENCES staff (id),
    ended_at INTEGER,
    ended_by TEXT REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_waits ON call (community, due, id) WHERE waits = 1;
CREATE INDEX call_log ON call (community, id);
CREATE INDEX call_mine ON call (community, staff, id);
