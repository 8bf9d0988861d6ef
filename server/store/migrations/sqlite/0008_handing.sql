-- Departments that do not agree who is responsible (separated by commas), until the office has ruled or nothing is
-- left to rule on. Ruled_to: whom it made responsible.
CREATE TABLE dispute (
    id TEXT NOT NULL PRIMARY KEY,
    complaint TEXT NOT NULL REFERENCES complaint (id),
    departments TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended_at INTEGER,
    ruled_by TEXT REFERENCES staff (id),
    ruled_to TEXT REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX dispute_open ON dispute (complaint) WHERE ended_at IS NULL;

-- What each of them has to say.
CREATE TABLE opinion (
    dispute TEXT NOT NULL REFERENCES dispute (id),
    department TEXT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    text BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (dispute, department)
) STRICT, WITHOUT ROWID;

-- Help asked of a person or, without one, of a department; number counts within the complaint. Asked_of: the one or
-- the other, for the queue, which shows each complaint once. Open: neither answered nor withdrawn.
CREATE TABLE help (
    complaint TEXT NOT NULL REFERENCES complaint (id),
    number INTEGER NOT NULL,
    community TEXT NOT NULL REFERENCES community (id),
    asked_of TEXT NOT NULL,
    of_staff TEXT REFERENCES staff (id),
    department TEXT NOT NULL,
    asked_by TEXT NOT NULL REFERENCES staff (id),
    text BLOB NOT NULL,
    asked_at INTEGER NOT NULL,
    answered_by TEXT REFERENCES staff (id),
    answer BLOB,
    answered_at INTEGER,
    withdrawn_at INTEGER,
    open INTEGER NOT NULL,
    PRIMARY KEY (complaint, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX help_asked ON help (community, asked_of, complaint) WHERE open = 1;
