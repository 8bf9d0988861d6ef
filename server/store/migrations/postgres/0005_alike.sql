-- Complaints a person found to be the same. Notion: complaint (2b) or problem (3a). What its records show
-- stands with it, so that a group of hundreds is counted only when something of it changes.
CREATE TABLE alike (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    community TEXT COLLATE "C" NOT NULL REFERENCES community (id),
    same TEXT COLLATE "C" NOT NULL,
    members BIGINT NOT NULL,
    months TEXT COLLATE "C" NOT NULL,
    came_back BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL REFERENCES staff (id)
);

-- Who took a complaint into a group and who out of it; who complains is a keyed hash. Graded with: the
-- figure of the group its grade rests on.
CREATE TABLE alike_member (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    alike TEXT COLLATE "C" NOT NULL REFERENCES alike (id),
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    home_hash BYTEA,
    person_hash BYTEA NOT NULL,
    households BIGINT NOT NULL,
    received BIGINT NOT NULL,
    graded_with BIGINT NOT NULL,
    joined_at BIGINT NOT NULL,
    joined_by TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    left_at BIGINT,
    left_by TEXT COLLATE "C" REFERENCES staff (id)
);
CREATE INDEX alike_member_open ON alike_member (alike, left_at, received);
CREATE INDEX alike_member_complaint ON alike_member (complaint, left_at);

-- That two complaints may be the same, from the later to the earlier; open until a person answers.
CREATE TABLE proposal (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    other TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    same TEXT COLLATE "C" NOT NULL,
    why TEXT COLLATE "C" NOT NULL,
    likeness BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    answered_at BIGINT,
    answer TEXT COLLATE "C",
    answered_by TEXT COLLATE "C" REFERENCES staff (id)
);
CREATE UNIQUE INDEX proposal_pair ON proposal (complaint, other);
CREATE INDEX proposal_other ON proposal (other, answered_at, likeness);

-- The groups a complaint is in now, and where it is, as a keyed hash.
ALTER TABLE complaint ADD COLUMN alike TEXT COLLATE "C" REFERENCES alike (id);
ALTER TABLE complaint ADD COLUMN problem TEXT COLLATE "C" REFERENCES alike (id);
ALTER TABLE complaint ADD COLUMN place_hash BYTEA;
CREATE INDEX complaint_alike ON complaint (alike) WHERE open = 1 AND alike IS NOT NULL;
CREATE INDEX complaint_kind ON complaint (community, kind, received);
CREATE INDEX complaint_place ON complaint (place_hash, received) WHERE place_hash IS NOT NULL;

-- When she said that it is not solved.
ALTER TABLE resolution ADD COLUMN contested_at BIGINT;
