-- How staff are reached; sealed, as the e-mail is.
ALTER TABLE staff ADD COLUMN phone BYTEA;

-- Who is on duty when, and for whom they stand in.
CREATE TABLE roster (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    community TEXT COLLATE "C" NOT NULL REFERENCES community (id),
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    department TEXT COLLATE "C" NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    stands_in_for TEXT COLLATE "C" REFERENCES staff (id)
);
CREATE INDEX roster_community ON roster (community, until_at);

-- A matter of major importance; why is on the timeline.
CREATE TABLE declaration (
    complaint TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES complaint (id),
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL
);

-- A rung of a complaint's ladder that has called somebody, said so many times; 0 when it lay in the past of a
-- sample. Settled: acknowledged by somebody, or without object.
CREATE TABLE rung (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    complaint TEXT COLLATE "C" REFERENCES complaint (id),
    community TEXT COLLATE "C" NOT NULL,
    about TEXT COLLATE "C" NOT NULL,
    whom TEXT COLLATE "C" NOT NULL,
    since BIGINT NOT NULL,
    pressing BIGINT NOT NULL,
    instead BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    said_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    acknowledged_at BIGINT,
    acknowledged_by TEXT COLLATE "C" REFERENCES staff (id),
    settled_at BIGINT
);
CREATE UNIQUE INDEX rung_complaint ON rung (complaint, about, whom, since);
CREATE INDEX rung_pressing ON rung (community, made_at) WHERE pressing = 1 AND settled_at IS NULL;

-- One member of staff it has called: how often by which way, when last, and what went wrong.
CREATE TABLE alert (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    rung TEXT COLLATE "C" NOT NULL REFERENCES rung (id),
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    made_at BIGINT NOT NULL,
    settled_at BIGINT,
    mailed BIGINT NOT NULL,
    mailed_at BIGINT,
    mail_failure TEXT COLLATE "C",
    texted BIGINT NOT NULL,
    texted_at BIGINT,
    text_failure TEXT COLLATE "C"
);
CREATE UNIQUE INDEX alert_rung ON alert (rung, staff);
CREATE INDEX alert_open ON alert (staff, made_at) WHERE settled_at IS NULL;

-- Of the jobs that wait those that alert staff: they are found however many others wait before them.
CREATE INDEX job_alerts ON job (run_at, id)
    WHERE done_at IS NULL AND failed_at IS NULL AND kind IN ('ladder', 'mail_alert', 'text_alert');
