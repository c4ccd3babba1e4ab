-- The schema of a ledger of version 1, for tests/unit/test_migrate.c.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE document (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,
    digest    TEXT NOT NULL UNIQUE,
    source    TEXT,
    url       TEXT,
    title     TEXT,
    published TEXT,
    language  TEXT,
    length    INTEGER NOT NULL,
    words     INTEGER NOT NULL,
    copy_of   INTEGER REFERENCES document (id),
    likeness  REAL,
    added     TEXT NOT NULL,
    record    BLOB NOT NULL
) STRICT;
CREATE INDEX document_published ON document (published);
CREATE INDEX document_url ON document (url) WHERE url IS NOT NULL;
CREATE INDEX document_copy ON document (copy_of) WHERE copy_of IS NOT NULL;
CREATE VIRTUAL TABLE document_words USING fts5 (title, body, content = '', tokenize = 'porter unicode61');
CREATE TABLE document_band (
    band     INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document (id),
    PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;
CREATE TABLE actor (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    country TEXT NOT NULL DEFAULT '',
    sectors TEXT NOT NULL DEFAULT '',
    code    TEXT NOT NULL DEFAULT '',
    UNIQUE (name, kind, country, sectors)
) STRICT;
CREATE INDEX actor_country ON actor (country);
CREATE TABLE storyline (
    id     INTEGER PRIMARY KEY,
    title  TEXT NOT NULL,
    lands  TEXT NOT NULL,
    matter TEXT NOT NULL,
    first  TEXT NOT NULL,
    last   TEXT NOT NULL,
    events INTEGER NOT NULL
) STRICT;
CREATE INDEX storyline_last ON storyline (lands, last);
CREATE TABLE event (
    id         INTEGER PRIMARY KEY,
    type       TEXT NOT NULL,
    mode       TEXT NOT NULL DEFAULT '',
    contexts   TEXT NOT NULL DEFAULT '',
    cameo      TEXT NOT NULL,
    quad       INTEGER NOT NULL,
    goldstein  REAL NOT NULL,
    score      REAL NOT NULL,
    status     TEXT NOT NULL,
    certainty  REAL NOT NULL,
    day        TEXT NOT NULL,
    day_told   INTEGER NOT NULL,
    day_end    TEXT NOT NULL,
    place      TEXT NOT NULL DEFAULT '',
    country    TEXT NOT NULL DEFAULT '',
    lat        REAL,
    lon        REAL,
    killed     INTEGER,
    injured    INTEGER,
    reports    INTEGER NOT NULL,
    copies     INTEGER NOT NULL,
    sources    INTEGER NOT NULL,
    disputed   TEXT NOT NULL DEFAULT '',
    storyline  INTEGER REFERENCES storyline (id),
    features   BLOB NOT NULL
) STRICT;
CREATE INDEX event_day ON event (day);
CREATE INDEX event_type_day ON event (type, day);
CREATE INDEX event_country_day ON event (country, day);
CREATE INDEX event_storyline ON event (storyline);
CREATE INDEX event_disputed ON event (day) WHERE disputed <> '';
CREATE TABLE event_land (
    land  TEXT NOT NULL,
    type  TEXT NOT NULL,
    day   TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    role  TEXT NOT NULL,
    PRIMARY KEY (land, type, day, event, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_land_event ON event_land (event);
CREATE TABLE mention (
    id        INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (id),
    number    INTEGER NOT NULL,
    event     INTEGER NOT NULL REFERENCES event (id),
    sentence  INTEGER NOT NULL,
    text_begin INTEGER NOT NULL,
    text_end  INTEGER NOT NULL,
    trigger   TEXT NOT NULL,
    type      TEXT NOT NULL,
    mode      TEXT NOT NULL DEFAULT '',
    cameo     TEXT NOT NULL,
    status    TEXT NOT NULL,
    certainty REAL NOT NULL,
    claim     INTEGER,
    place     TEXT NOT NULL DEFAULT '',
    country   TEXT NOT NULL DEFAULT '',
    place_kind TEXT NOT NULL DEFAULT '',
    place_hedged INTEGER NOT NULL DEFAULT 0,
    admin1    TEXT NOT NULL DEFAULT '',
    lat       REAL,
    lon       REAL,
    day       TEXT NOT NULL DEFAULT '',
    day_end   TEXT NOT NULL DEFAULT '',
    main      INTEGER NOT NULL,
    rule      TEXT NOT NULL,
    UNIQUE (document, number)
) STRICT;
CREATE INDEX mention_event ON mention (event);
CREATE TABLE mention_party (
    mention INTEGER NOT NULL REFERENCES mention (id),
    role    TEXT NOT NULL,
    number  INTEGER NOT NULL,
    actor   INTEGER NOT NULL REFERENCES actor (id),
    PRIMARY KEY (mention, role, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_party_actor ON mention_party (actor);
CREATE TABLE claim (
    document INTEGER NOT NULL REFERENCES document (id),
    number   INTEGER NOT NULL,
    source   TEXT NOT NULL DEFAULT '',
    actor    INTEGER REFERENCES actor (id),
    kind     TEXT NOT NULL,
    manner   TEXT NOT NULL,
    cue      TEXT NOT NULL DEFAULT '',
    content  TEXT NOT NULL DEFAULT '',
    within   INTEGER,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_actor ON claim (actor) WHERE actor IS NOT NULL;
CREATE TABLE talk (
    id    INTEGER PRIMARY KEY,
    lands TEXT NOT NULL,
    first TEXT NOT NULL,
    last  TEXT NOT NULL
) STRICT;
CREATE INDEX talk_lands ON talk (lands, last);
CREATE TABLE talk_round (
    id        INTEGER PRIMARY KEY,
    talk      INTEGER NOT NULL REFERENCES talk (id),
    document  INTEGER NOT NULL REFERENCES document (id),
    number    INTEGER NOT NULL,
    event     INTEGER REFERENCES event (id),
    status    TEXT NOT NULL,
    place     TEXT NOT NULL DEFAULT '',
    country   TEXT NOT NULL DEFAULT '',
    place_hedged INTEGER NOT NULL DEFAULT 0,
    day       TEXT NOT NULL DEFAULT '',
    day_end   TEXT NOT NULL DEFAULT '',
    delegates TEXT NOT NULL DEFAULT '',
    outcome   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX talk_round_talk ON talk_round (talk, number);
CREATE TABLE agenda (
    talk     INTEGER NOT NULL REFERENCES talk (id),
    document INTEGER NOT NULL REFERENCES document (id),
    item     TEXT NOT NULL,
    stance   TEXT NOT NULL,
    PRIMARY KEY (talk, document, item, stance)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed (
    url      TEXT PRIMARY KEY,
    etag     TEXT,
    modified TEXT,
    polled   TEXT,
    failures INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE correction (
    id       INTEGER PRIMARY KEY,
    mention  INTEGER REFERENCES mention (id),
    document INTEGER NOT NULL REFERENCES document (id),
    verdict  TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'missing')),
    field    TEXT NOT NULL DEFAULT '',
    value    TEXT NOT NULL DEFAULT '',
    note     TEXT NOT NULL DEFAULT '',
    who      TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT;
CREATE VIEW events AS
SELECT e.id, e.day, e.day_told, e.type, e.mode, e.cameo,
       (SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role = 'a') AS actors,
       (SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role = 'r') AS recipients,
       e.status, e.certainty, e.place, e.country, e.lat, e.lon, e.contexts, e.quad, e.goldstein, e.score, e.killed, e.injured,
       e.reports, e.copies, e.sources, e.disputed, e.storyline
FROM event e;
CREATE VIEW event_reports AS
SELECT m.event, d.published, d.source, d.name AS report, d.title, m.sentence, m.trigger, m.type, m.status, m.certainty, m.place,
       m.country, m.day, c.source AS said_by, c.kind AS said_by_kind, d.copy_of, d.url, m.rule, m.document, m.number, m.id AS mention
FROM mention m JOIN document d ON d.id = m.document LEFT JOIN claim c ON c.document = m.document AND c.number = m.claim;
CREATE VIEW claims AS
SELECT c.document, c.number, d.published, d.source AS outlet, d.name AS report, c.source, a.name AS actor, a.country, c.kind, c.manner, c.cue,
       c.content, c.within
FROM claim c JOIN document d ON d.id = c.document LEFT JOIN actor a ON a.id = c.actor;
CREATE VIEW actors AS
SELECT a.id, a.name, a.kind, a.country, a.sectors, a.code, count(p.mention) AS mentions
FROM actor a LEFT JOIN mention_party p ON p.actor = a.id GROUP BY a.id;
CREATE VIEW talks AS
SELECT t.id, t.lands, t.first, t.last, r.number AS round, r.status, r.day, r.day_end, r.place, r.country, r.place_hedged, r.delegates, r.outcome,
       d.source, d.name AS report
FROM talk t JOIN talk_round r ON r.talk = t.id JOIN document d ON d.id = r.document;
CREATE VIEW calendar AS
SELECT e.id, e.day, e.day_end, e.day_told, e.type, (SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role IN ('a', 'r')) AS lands,
       e.place, e.country, e.certainty, e.reports
FROM event e WHERE e.status IN ('planned', 'possible') AND e.day_told = 1;
CREATE VIEW dyad_day AS
SELECT a.land AS actor, r.land AS recipient, e.day, count(*) AS events, sum(e.reports) AS reports,
       sum(e.goldstein) AS goldstein, sum(e.score) AS score, sum(e.goldstein * e.reports) AS goldstein_by_reports,
       sum(e.score * e.reports) AS score_by_reports
FROM event_land a
JOIN event_land r ON r.event = a.event AND r.land <> a.land AND (r.role = 'r' OR (r.role = 'a' AND a.role = 'a'))
JOIN event e ON e.id = a.event
WHERE a.role = 'a' AND e.status IN ('happened', 'ongoing', 'planned', 'possible')
GROUP BY a.land, r.land, e.day;
PRAGMA user_version = 1;
