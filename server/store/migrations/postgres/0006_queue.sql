-- By which terms each complaint is found: keyed hashes, of which nothing can be read back. What waits to be
-- sorted in is looked through by each search, so it is kept short.
CREATE TABLE search (
    doc BIGINT NOT NULL PRIMARY KEY REFERENCES complaint (doc),
    terms BIGINT[] NOT NULL
);
CREATE INDEX search_terms ON search USING gin (terms) WITH (gin_pending_list_limit = 256);

-- Complaints of a sample are found later: those after this one and until this moment.
CREATE TABLE search_gap (
    community TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES community (id),
    received BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    until BIGINT NOT NULL
);

-- The queue by one thing: each walked in the order of the queue.
CREATE INDEX complaint_grade ON complaint (community, grade, band, due, id) WHERE open = 1;
CREATE INDEX complaint_open_kind ON complaint (community, kind, band, due, id) WHERE open = 1;
CREATE INDEX complaint_stage ON complaint (community, stage, band, due, id) WHERE open = 1;
CREATE INDEX complaint_handler ON complaint (community, handler, band, due, id) WHERE open = 1;
CREATE INDEX complaint_department ON complaint (community, department, band, due, id) WHERE open = 1;
CREATE INDEX complaint_offered ON complaint (community, offered_to, band, due, id) WHERE open = 1 AND offered_to IS NOT NULL;
CREATE INDEX complaint_unread ON complaint (community, band, due, id) WHERE open = 1 AND unread > 0;
CREATE INDEX complaint_again ON complaint (community, band, due, id) WHERE open = 1 AND contacts_again > 0;
CREATE INDEX complaint_same ON complaint (community, band, due, id) WHERE open = 1 AND alike IS NOT NULL;
CREATE INDEX complaint_open_received ON complaint (community, received) WHERE open = 1;
-- A view of the queue somebody keeps: her own, and her department's where it is named. Sealed: its name and
-- what it asks.
CREATE TABLE view (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    department TEXT COLLATE "C",
    position BIGINT NOT NULL,
    name BYTEA NOT NULL,
    asks BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX view_staff ON view (staff, position, id);
CREATE INDEX view_department ON view (department, id) WHERE department IS NOT NULL;
