-- The company, its communities and their places.
CREATE TABLE company (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL
);

CREATE TABLE community (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    region TEXT COLLATE "C" NOT NULL,
    zone TEXT NOT NULL,
    hotline TEXT COLLATE "C" NOT NULL,
    desk_hours TEXT COLLATE "C" NOT NULL,
    emergency TEXT COLLATE "C" NOT NULL,
    public_areas TEXT COLLATE "C" NOT NULL,
    policy BIGINT NOT NULL
);

CREATE TABLE building (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    community TEXT COLLATE "C" NOT NULL REFERENCES community (id),
    position BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL
);
CREATE INDEX building_community ON building (community, position);

CREATE TABLE home (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    community TEXT COLLATE "C" NOT NULL REFERENCES community (id),
    building TEXT COLLATE "C" NOT NULL REFERENCES building (id),
    unit TEXT COLLATE "C" NOT NULL,
    room TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX home_place ON home (building, unit, room);

-- Staff and what they are there for, in which community, from when until when.
CREATE TABLE staff (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    department TEXT COLLATE "C" NOT NULL,
    email BYTEA,
    password_hash TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL,
    left_at BIGINT
);

CREATE TABLE duty (
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    community TEXT COLLATE "C" NOT NULL REFERENCES community (id),
    duty TEXT COLLATE "C" NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    PRIMARY KEY (staff, community, duty)
);
CREATE INDEX duty_community ON duty (community, staff);

-- A complaint. Sealed: words (all free text), contact, and glance (what a row of the queue shows). Doc follows
-- from the id and sorts as it does: what the search keeps it by. Recipient: who took it down for her; referrer:
-- the outside body that passed it on, whose number for it stands with the words.
CREATE TABLE complaint (
    doc BIGINT NOT NULL PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    community TEXT COLLATE "C" NOT NULL REFERENCES community (id),
    number TEXT COLLATE "C" NOT NULL UNIQUE,
    code BIGINT NOT NULL UNIQUE,
    generation BIGINT NOT NULL,
    key BYTEA UNIQUE,
    content BYTEA,
    language TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" REFERENCES staff (id),
    referrer TEXT COLLATE "C",
    filer TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    area TEXT COLLATE "C" NOT NULL,
    building TEXT COLLATE "C" REFERENCES building (id),
    home TEXT COLLATE "C" REFERENCES home (id),
    since TEXT COLLATE "C",
    wishes TEXT COLLATE "C" NOT NULL,
    notice_version BIGINT NOT NULL,
    words BYTEA NOT NULL,
    contact BYTEA NOT NULL,
    glance BYTEA NOT NULL,
    phone_hash BYTEA,
    email_hash BYTEA,
    received BIGINT NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    open BIGINT NOT NULL,
    grade BIGINT NOT NULL,
    policy BIGINT NOT NULL,
    reasons TEXT COLLATE "C" NOT NULL,
    facts TEXT COLLATE "C" NOT NULL,
    facts_version BIGINT NOT NULL,
    deadlines TEXT COLLATE "C" NOT NULL,
    course TEXT COLLATE "C" NOT NULL,
    band BIGINT NOT NULL,
    due BIGINT NOT NULL,
    soon BIGINT NOT NULL,
    handler TEXT COLLATE "C" REFERENCES staff (id),
    department TEXT COLLATE "C",
    offered_to TEXT COLLATE "C",
    round BIGINT NOT NULL,
    contacts BIGINT NOT NULL,
    unread BIGINT NOT NULL,
    contacts_again BIGINT NOT NULL,
    review BIGINT,
    resolved BIGINT,
    asking TEXT COLLATE "C" NOT NULL,
    ended BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX complaint_queue ON complaint (community, band, due, id, soon) WHERE open = 1;
CREATE INDEX complaint_phone ON complaint (phone_hash, received) WHERE phone_hash IS NOT NULL;
CREATE INDEX complaint_email ON complaint (email_hash) WHERE email_hash IS NOT NULL;

-- A form that has been posted, so that posting it again does nothing.
CREATE TABLE posted (
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    key BYTEA NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (complaint, key)
);

-- What happened. Erasing drops payload and salt; number and commitment stay.
CREATE TABLE timeline (
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    community TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    payload BYTEA,
    salt BYTEA,
    commitment BYTEA NOT NULL,
    PRIMARY KEY (community, seq)
);
CREATE UNIQUE INDEX timeline_complaint ON timeline (complaint, seq);

-- Who looked at what.
CREATE TABLE access (
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    community TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    payload BYTEA,
    salt BYTEA,
    commitment BYTEA NOT NULL,
    PRIMARY KEY (community, seq)
);
CREATE INDEX access_complaint ON access (complaint, seq);

-- Responsibility offered to a person or, without one, to a department. Outcome: accepted, declined, recalled, none
-- while unanswered. Standing: unanswered, or declined while the round goes on and nothing was ruled.
CREATE TABLE transfer (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    from_staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    to_staff TEXT COLLATE "C" REFERENCES staff (id),
    department TEXT COLLATE "C" NOT NULL,
    reason BYTEA NOT NULL,
    offered_at BIGINT NOT NULL,
    answered_at BIGINT,
    outcome TEXT COLLATE "C",
    standing BIGINT NOT NULL
);
CREATE UNIQUE INDEX transfer_open ON transfer (complaint) WHERE answered_at IS NULL;
CREATE INDEX transfer_standing ON transfer (complaint, offered_at, id) WHERE standing = 1;

CREATE TABLE resolution (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    finding TEXT COLLATE "C" NOT NULL,
    outcomes TEXT COLLATE "C" NOT NULL,
    text BYTEA NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX resolution_complaint ON resolution (complaint, at);

-- What a resident must be told. State: queued, sent, failed, to_tell, told, link_only, moot (it has lost its
-- object). Round and contacts are the complaint's when it was made: it answers nothing that came later.
CREATE TABLE notice (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    community TEXT COLLATE "C" NOT NULL,
    entry BIGINT NOT NULL,
    news TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    round BIGINT NOT NULL,
    contacts BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    told_at BIGINT,
    told_by TEXT COLLATE "C" REFERENCES staff (id),
    tried_at BIGINT,
    tried_by TEXT COLLATE "C" REFERENCES staff (id),
    failure TEXT COLLATE "C",
    FOREIGN KEY (community, entry) REFERENCES timeline (community, seq)
);
CREATE INDEX notice_to_tell ON notice (community, made_at, id) WHERE state = 'to_tell';
CREATE INDEX notice_complaint ON notice (complaint, made_at);

-- An invitation to answer, made with the resolution and sent when its link has reached her, and its answer.
CREATE TABLE survey (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    complaint TEXT COLLATE "C" NOT NULL REFERENCES complaint (id),
    community TEXT COLLATE "C" NOT NULL,
    code BIGINT NOT NULL UNIQUE,
    generation BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE INDEX survey_complaint ON survey (complaint, made_at);
CREATE INDEX survey_community ON survey (community, sent_at) WHERE sent_at IS NOT NULL;

CREATE TABLE answer (
    survey TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES survey (id),
    community TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    key BYTEA,
    solved BIGINT NOT NULL,
    reopened BIGINT NOT NULL,
    satisfaction BIGINT NOT NULL,
    attitude BIGINT,
    speed BIGINT,
    result BIGINT,
    words BYTEA
);
CREATE INDEX answer_community ON answer (community, at);

-- A photo, sealed. It waits for the form that carries it; what nobody claims is erased after a day.
CREATE TABLE photo (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    complaint TEXT COLLATE "C" REFERENCES complaint (id),
    entry BIGINT,
    position BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    jpeg BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX photo_complaint ON photo (complaint, position) WHERE complaint IS NOT NULL;
CREATE INDEX photo_waiting ON photo (made_at) WHERE complaint IS NULL;
