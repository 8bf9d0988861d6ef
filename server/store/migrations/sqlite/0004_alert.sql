-- How staff are reached; sealed, as the e-mail is.
ALTER TABLE staff ADD COLUMN phone BLOB;

-- Who is on duty when, and for whom they stand in.
CREATE TABLE roster (
    id TEXT NOT NULL PRIMARY KEY,
    community TEXT NOT NULL REFERENCES community (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    department TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    stands_in_for TEXT REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_community ON roster (community, until_at);

-- A matter of major importance; why is on the timeline.
CREATE TABLE declaration (
    complaint TEXT NOT NULL PRIMARY KEY REFERENCES complaint (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A rung of a complaint's ladder that has called somebody, said so many times; 0 when it lay in the past of a
-- sample. Settled: acknowledged by somebody, or without object.
CREATE TABLE rung (
    id TEXT NOT NULL PRIMARY KEY,
    complaint TEXT REFERENCES complaint (id),
    community TEXT NOT NULL,
    about TEXT NOT NULL,
    whom TEXT NOT NULL,
    since INTEGER NOT NULL,
    pressing INTEGER NOT NULL,
    instead INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    said_at INTEGER NOT NULL,
    times INTEGER NOT NULL,
    acknowledged_at INTEGER,
    acknowledged_by TEXT REFERENCES staff (id),
    settled_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX rung_complaint ON rung (complaint, about, whom, since);
CREATE INDEX rung_pressing ON rung (community, made_at) WHERE pressing = 1 AND settled_at IS NULL;

-- One member of staff it has called: how often by which way, when last, and what went wrong.
CREATE TABLE alert (
    id TEXT NOT NULL PRIMARY KEY,
    rung TEXT NOT NULL REFERENCES rung (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL,
    settled_at INTEGER,
    mailed INTEGER NOT NULL,
    mailed_at INTEGER,
    mail_failure TEXT,
    texted INTEGER NOT NULL,
    texted_at INTEGER,
    text_failure TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX alert_rung ON alert (rung, staff);
CREATE INDEX alert_open ON alert (staff, made_at) WHERE settled_at IS NULL;

-- Of the jobs that wait those that alert staff: they are found however many others wait before them.
CREATE INDEX job_alerts ON job (run_at, id)
    WHERE done_at IS NULL AND failed_at IS NULL AND kind IN ('ladder', 'mail_alert', 'text_alert');
