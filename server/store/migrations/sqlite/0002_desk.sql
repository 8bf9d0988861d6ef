-- The company, its communities and their places.
CREATE TABLE company (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE community (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    zone TEXT NOT NULL,
    hotline TEXT NOT NULL,
    desk_hours TEXT NOT NULL,
    emergency TEXT NOT NULL,
    public_areas TEXT NOT NULL,
    policy INTEGER NOT NULL
) STRICT;

CREATE TABLE building (
    id TEXT NOT NULL PRIMARY KEY,
    community TEXT NOT NULL REFERENCES community (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL
) STRICT;
CREATE INDEX building_community ON building (community, position);

CREATE TABLE home (
    id TEXT NOT NULL PRIMARY KEY,
    community TEXT NOT NULL REFERENCES community (id),
    building TEXT NOT NULL REFERENCES building (id),
    unit TEXT NOT NULL,
    room TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX home_place ON home (building, unit, room);

-- Staff and what they are there for, in which community, from when until when.
CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    department TEXT NOT NULL,
    email BLOB,
    password_hash TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    left_at INTEGER
) STRICT;

CREATE TABLE duty (
    staff TEXT NOT NULL REFERENCES staff (id),
    community TEXT NOT NULL REFERENCES community (id),
    duty TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    PRIMARY KEY (staff, community, duty)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_community ON duty (community, staff);

-- A complaint. Sealed: words (all free text), contact, and glance (what a row of the queue shows). Doc follows
-- from the id and sorts as it does: what the search keeps it by. Recipient: who took it down for her; referrer:
-- the outside body that passed it on, whose number for it stands with the words.
CREATE TABLE complaint (
    doc INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    community TEXT NOT NULL REFERENCES community (id),
    number TEXT NOT NULL UNIQUE,
    code INTEGER NOT NULL UNIQUE,
    generation INTEGER NOT NULL,
    key BLOB UNIQUE,
    content BLOB,
    language TEXT NOT NULL,
    channel TEXT NOT NULL,
    recipient TEXT REFERENCES staff (id),
    referrer TEXT,
    filer TEXT NOT NULL,
    kind TEXT NOT NULL,
    area TEXT NOT NULL,
    building TEXT REFERENCES building (id),
    home TEXT REFERENCES home (id),
    since TEXT,
    wishes TEXT NOT NULL,
    notice_version INTEGER NOT NULL,
    words BLOB NOT NULL,
    contact BLOB NOT NULL,
    glance BLOB NOT NULL,
    phone_hash BLOB,
    email_hash BLOB,
    received INTEGER NOT NULL,
    stage TEXT NOT NULL,
    open INTEGER NOT NULL,
    grade INTEGER NOT NULL,
    policy INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    facts TEXT NOT NULL,
    facts_version INTEGER NOT NULL,
    deadlines TEXT NOT NULL,
    course TEXT NOT NULL,
    band INTEGER NOT NULL,
    due INTEGER NOT NULL,
    soon INTEGER NOT NULL,
    handler TEXT REFERENCES staff (id),
    department TEXT,
    offered_to TEXT,
    round INTEGER NOT NULL,
    contacts INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    contacts_again INTEGER NOT NULL,
    review INTEGER,
    resolved INTEGER,
    asking TEXT NOT NULL,
    ended INTEGER,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX complaint_queue ON complaint (community, band, due, id, soon) WHERE open = 1;
CREATE INDEX complaint_phone ON complaint (phone_hash, received) WHERE phone_hash IS NOT NULL;
CREATE INDEX complaint_email ON complaint (email_hash) WHERE email_hash IS NOT NULL;

-- A form that has been posted, so that posting it again does nothing.
CREATE TABLE posted (
    complaint TEXT NOT NULL REFERENCES complaint (id),
    key BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (complaint, key)
) STRICT, WITHOUT ROWID;

-- What happened. Erasing drops payload and salt; number and commitment stay.
CREATE TABLE timeline (
    complaint TEXT NOT NULL REFERENCES complaint (id),
    community TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    payload BLOB,
    salt BLOB,
    commitment BLOB NOT NULL,
    PRIMARY KEY (community, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX timeline_complaint ON timeline (complaint, seq);

-- Who looked at what.
CREATE TABLE access (
    complaint TEXT NOT NULL REFERENCES complaint (id),
    community TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    payload BLOB,
    salt BLOB,
    commitment BLOB NOT NULL,
    PRIMARY KEY (community, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_complaint ON access (complaint, seq);

-- Responsibility offered to a person or, without one, to a department. Outcome: accepted, declined, recalled, none
-- while unanswered. Standing: unanswered, or declined while the round goes on and nothing was ruled.
CREATE TABLE transfer (
    id TEXT NOT NULL PRIMARY KEY,
    complaint TEXT NOT NULL REFERENCES complaint (id),
    from_staff TEXT NOT NULL REFERENCES staff (id),
    to_staff TEXT REFERENCES staff (id),
    department TEXT NOT NULL,
    reason BLOB NOT NULL,
    offered_at INTEGER NOT NULL,
    answered_at INTEGER,
    outcome TEXT,
    standing INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX transfer_open ON transfer (complaint) WHERE answered_at IS NULL;
CREATE INDEX transfer_standing ON transfer (complaint, offered_at, id) WHERE standing = 1;

CREATE TABLE resolution (
    id TEXT NOT NULL PRIMARY KEY,
    complaint TEXT NOT NULL REFERENCES complaint (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    finding TEXT NOT NULL,
    outcomes TEXT NOT NULL,
    text BLOB NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX resolution_complaint ON resolution (complaint, at);

-- What a resident must be told. State: queued, sent, failed, to_tell, told, link_only, moot (it has lost its
-- object). Round and contacts are the complaint's when it was made: it answers nothing that came later.
CREATE TABLE notice (
    id TEXT NOT NULL PRIMARY KEY,
    complaint TEXT NOT NULL REFERENCES complaint (id),
    community TEXT NOT NULL,
    entry INTEGER NOT NULL,
    news TEXT NOT NULL,
    state TEXT NOT NULL,
    round INTEGER NOT NULL,
    contacts INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    told_at INTEGER,
    told_by TEXT REFERENCES staff (id),
    tried_at INTEGER,
    tried_by TEXT REFERENCES staff (id),
    failure TEXT,
    FOREIGN KEY (community, entry) REFERENCES timeline (community, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_to_tell ON notice (community, made_at, id) WHERE state = 'to_tell';
CREATE INDEX notice_complaint ON notice (complaint, made_at);

-- An invitation to answer, made with the resolution and sent when its link has reached her, and its answer.
CREATE TABLE survey (
    id TEXT NOT NULL PRIMARY KEY,
    complaint TEXT NOT NULL REFERENCES complaint (id),
    community TEXT NOT NULL,
    code INTEGER NOT NULL UNIQUE,
    generation INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    sent_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_complaint ON survey (complaint, made_at);
CREATE INDEX survey_community ON survey (community, sent_at) WHERE sent_at IS NOT NULL;

CREATE TABLE answer (
    survey TEXT NOT NULL PRIMARY KEY REFERENCES survey (id),
    community TEXT NOT NULL,
    at INTEGER NOT NULL,
    key BLOB,
    solved INTEGER NOT NULL,
    reopened INTEGER NOT NULL,
    satisfaction INTEGER NOT NULL,
    attitude INTEGER,
    speed INTEGER,
    result INTEGER,
    words BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_community ON answer (community, at);

-- A photo, sealed. It waits for the form that carries it; what nobody claims is erased after a day.
CREATE TABLE photo (
    id TEXT NOT NULL PRIMARY KEY,
    complaint TEXT REFERENCES complaint (id),
    entry INTEGER,
    position INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    jpeg BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX photo_complaint ON photo (complaint, position) WHERE complaint IS NOT NULL;
CREATE INDEX photo_waiting ON photo (made_at) WHERE complaint IS NULL;
