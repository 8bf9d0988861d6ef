-- A serious incident. Buildings: ids separated by commas. Sealed: the first notice. Version counts its entries.
CREATE TABLE incident (
    id TEXT NOT NULL PRIMARY KEY,
    community TEXT NOT NULL REFERENCES community (id),
    number TEXT NOT NULL UNIQUE,
    key BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    buildings TEXT NOT NULL,
    notice BLOB NOT NULL,
    in_charge TEXT NOT NULL REFERENCES staff (id),
    declared_by TEXT NOT NULL REFERENCES staff (id),
    declared_at INTEGER NOT NULL,
    stage TEXT NOT NULL,
    open INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_community ON incident (community, open, declared_at);

CREATE TABLE incident_complaint (
    incident TEXT NOT NULL REFERENCES incident (id),
    complaint TEXT NOT NULL REFERENCES complaint (id),
    added_at INTEGER NOT NULL,
    PRIMARY KEY (incident, complaint)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_of ON incident_complaint (complaint, added_at);

-- What happened to it, in a record of its own: numbered without gaps in its community and committed to.
CREATE TABLE incident_entry (
    incident TEXT NOT NULL REFERENCES incident (id),
    community TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    payload BLOB,
    salt BLOB,
    commitment BLOB NOT NULL,
    PRIMARY KEY (community, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX incident_entry_incident ON incident_entry (incident, seq);

-- Which notices a message to the households consists of.
CREATE TABLE incident_told (
    incident TEXT NOT NULL REFERENCES incident (id),
    seq INTEGER NOT NULL,
    notice TEXT NOT NULL REFERENCES notice (id),
    PRIMARY KEY (incident, seq, notice)
) STRICT, WITHOUT ROWID;

-- A rung is of a complaint's ladder, or of an incident.
ALTER TABLE rung ADD COLUMN incident TEXT REFERENCES incident (id);
CREATE UNIQUE INDEX rung_incident ON rung (incident, about) WHERE incident IS NOT NULL;

-- Who lives in a building and has complained of late.
CREATE INDEX complaint_building ON complaint (building, received) WHERE building IS NOT NULL;
