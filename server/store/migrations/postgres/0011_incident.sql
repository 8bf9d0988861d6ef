-- A serious incident. Buildings: ids separated by commas. Sealed: the first notice. Version counts its entries.
CREATE TABLE incident (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    community TEXT COLLATE "C" NOT NULL REFERENCES community (id),
    number TEXT COLLATE "C" NOT NULL UNIQUE,
    key BYTEA NOT NULL UNIQUE,
    kind TEXT COLLATE "C" NOT NULL,
    buildings TEXT COLLATE "C" NOT NULL,
    notice BYTEA NOT NULL,
    in_charge TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    declared_by TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    declared_at BIGINT NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    open BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX incident_community ON incident (community, open, declared_at);

CREATE TABLE incident_complaint (
    incident TEXT COLLATE "C" NOT NULL REFERENCES incident (id),
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    added_at BIGINT NOT NULL,
    PRIMARY KEY (incident, complaint)
);
CREATE INDEX incident_of ON incident_complaint (complaint, added_at);

-- What happened to it, in a record of its own: numbered without gaps in its community and committed to.
CREATE TABLE incident_entry (
    incident TEXT COLLATE "C" NOT NULL REFERENCES incident (id),
    community TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    payload BYTEA,
    salt BYTEA,
    commitment BYTEA NOT NULL,
    PRIMARY KEY (community, seq)
);
CREATE UNIQUE INDEX incident_entry_incident ON incident_entry (incident, seq);

-- Which notices a message to the households consists of.
CREATE TABLE incident_told (
    incident TEXT COLLATE "C" NOT NULL REFERENCES incident (id),
    seq BIGINT NOT NULL,
    notice TEXT COLLATE "C" NOT NULL REFERENCES notice (id),
    PRIMARY KEY (incident, seq, notice)
);

-- A rung is of a complaint's ladder, or of an incident.
ALTER TABLE rung ADD COLUMN incident TEXT COLLATE "C" REFERENCES incident (id);
CREATE UNIQUE INDEX rung_incident ON rung (incident, about) WHERE incident IS NOT NULL;

-- Who lives in a building and has complained of late.
CREATE INDEX complaint_building ON complaint (building, received) WHERE building IS NOT NULL;
