-- Complaints a person found to be the same. Notion: complaint (2b) or problem (3a). What its records show
-- stands with it, so that a group of hundreds is counted only when something of it changes.
CREATE TABLE alike (
    id TEXT NOT NULL PRIMARY KEY,
    community TEXT NOT NULL REFERENCES community (id),
    same TEXT NOT NULL,
    members INTEGER NOT NULL,
    months TEXT NOT NULL,
    came_back INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL REFERENCES staff (id)
) STRICT;

-- Who took a complaint into a group and who out of it; who complains is a keyed hash. Graded with: the
-- figure of the group its grade rests on.
CREATE TABLE alike_member (
    id TEXT NOT NULL PRIMARY KEY,
    alike TEXT NOT NULL REFERENCES alike (id),
    complaint TEXT NOT NULL REFERENCES complaint (id),
    home_hash BLOB,
    person_hash BLOB NOT NULL,
    households INTEGER NOT NULL,
    received INTEGER NOT NULL,
    graded_with INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    joined_by TEXT NOT NULL REFERENCES staff (id),
    left_at INTEGER,
    left_by TEXT REFERENCES staff (id)
) STRICT;
CREATE INDEX alike_member_open ON alike_member (alike, left_at, received);
CREATE INDEX alike_member_complaint ON alike_member (complaint, left_at);

-- That two complaints may be the same, from the later to the earlier; open until a person answers.
CREATE TABLE proposal (
    id TEXT NOT NULL PRIMARY KEY,
    complaint TEXT NOT NULL REFERENCES complaint (id),
    other TEXT NOT NULL REFERENCES complaint (id),
    same TEXT NOT NULL,
    why TEXT NOT NULL,
    likeness INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    answered_at INTEGER,
    answer TEXT,
    answered_by TEXT REFERENCES staff (id)
) STRICT;
CREATE UNIQUE INDEX proposal_pair ON proposal (complaint, other);
CREATE INDEX proposal_other ON proposal (other, answered_at, likeness);

-- The groups a complaint is in now, and where it is, as a keyed hash.
ALTER TABLE complaint ADD COLUMN alike TEXT REFERENCES alike (id);
ALTER TABLE complaint ADD COLUMN problem TEXT REFERENCES alike (id);
ALTER TABLE complaint ADD COLUMN place_hash BLOB;
CREATE INDEX complaint_alike ON complaint (alike) WHERE open = 1 AND alike IS NOT NULL;
CREATE INDEX complaint_kind ON complaint (community, kind, received);
CREATE INDEX complaint_place ON complaint (place_hash, received) WHERE place_hash IS NOT NULL;

-- When she said that it is not solved.
ALTER TABLE resolution ADD COLUMN contested_at INTEGER;
