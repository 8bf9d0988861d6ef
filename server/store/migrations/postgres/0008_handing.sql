-- Departments that do not agree who is responsible (separated by commas), until the office has ruled or nothing is
-- left to rule on. Ruled_to: whom it made responsible.
CREATE TABLE dispute (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    departments TEXT COLLATE "C" NOT NULL,
    began_at BIGINT NOT NULL,
    ended_at BIGINT,
    ruled_by TEXT COLLATE "C" REFERENCES staff (id),
    ruled_to TEXT COLLATE "C" REFERENCES staff (id)
);
CREATE UNIQUE INDEX dispute_open ON dispute (complaint) WHERE ended_at IS NULL;

-- What each of them has to say.
CREATE TABLE opinion (
    dispute TEXT COLLATE "C" NOT NULL REFERENCES dispute (id),
    department TEXT COLLATE "C" NOT NULL,
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    text BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (dispute, department)
);

-- Help asked of a person or, without one, of a department; number counts within the complaint. Asked_of: the one or
-- the other, for the queue, which shows each complaint once. Open: neither answered nor withdrawn.
CREATE TABLE help (
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    number BIGINT NOT NULL,
    community TEXT COLLATE "C" NOT NULL REFERENCES community (id),
    asked_of TEXT COLLATE "C" NOT NULL,
    of_staff TEXT COLLATE "C" REFERENCES staff (id),
    department TEXT COLLATE "C" NOT NULL,
    asked_by TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    text BYTEA NOT NULL,
    asked_at BIGINT NOT NULL,
    answered_by TEXT COLLATE "C" REFERENCES staff (id),
    answer BYTEA,
    answered_at BIGINT,
    withdrawn_at BIGINT,
    open BIGINT NOT NULL,
    PRIMARY KEY (complaint, number)
);
CREATE UNIQUE INDEX help_asked ON help (community, asked_of, complaint) WHERE open = 1;
