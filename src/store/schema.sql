-- The ledger of Dragoman, version 11. docs/ledger.md tells of it for people who ask; `dragoman sql` reads it.
--
--   document ─< mention >─ event >─ storyline          what each report says, what happened, what belongs together
--      │           └< mention_party >─ actor              who
--      ├< claim                                           says who
--      └< talk_round >─ talk, agenda                      rounds
--
-- A `mention` is one event as one report tells it; an `event` is the act itself, told by one report or by many. Dates are
-- ISO texts, so that they sort. Countries are ISO 3166-1 alpha-3, or CAMEO codes of international actors. The views stand in
-- views.sql; what leads here from earlier versions in to_2.sql, to_3.sql ...

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,             -- the id that the report came with
    digest    TEXT NOT NULL UNIQUE,      -- of text, source and date: the same report is taken once
    source    TEXT,                      -- outlet
    url       TEXT,
    title     TEXT,
    published TEXT,
    language  TEXT,
    length    INTEGER NOT NULL,          -- code points
    words     INTEGER NOT NULL,
    copy_of   INTEGER REFERENCES document (id), -- the first report of which this is a near copy
    likeness  REAL,                      -- shingles shared with it, 0 to 1
    added     TEXT NOT NULL,             -- UTC
    record    BLOB NOT NULL              -- the whole record with its text: JSON, zstd
) STRICT;
CREATE INDEX document_published ON document (published);
CREATE INDEX document_source ON document (source, published) WHERE source > '';
CREATE INDEX document_url ON document (url) WHERE url IS NOT NULL;
CREATE INDEX document_copy ON document (copy_of) WHERE copy_of IS NOT NULL;

-- Words of title and text; rowid is document.id. The texts themselves stand in document.record.
CREATE VIRTUAL TABLE document_words USING fts5 (title, body, content = '', tokenize = 'porter unicode61');

-- Bands of the MinHash signature (src/story/likeness.h): documents that share a band may be copies.
CREATE TABLE document_band (
    band     INTEGER NOT NULL,           -- number of the band and its hash in one
    document INTEGER NOT NULL REFERENCES document (id),
    PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE actor (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    country TEXT NOT NULL DEFAULT '',
    sectors TEXT NOT NULL DEFAULT '',    -- "GOV MIL"
    code    TEXT NOT NULL DEFAULT '',    -- CAMEO
    UNIQUE (name, kind, country, sectors)
) STRICT;
CREATE INDEX actor_country ON actor (country);

-- Events of the same parties and matter over time; one of a single event is none yet.
CREATE TABLE storyline (
    id     INTEGER PRIMARY KEY,
    title  TEXT NOT NULL,                -- of the report, or words, of the event that most reports tell of
    lands  TEXT NOT NULL,                -- in a third of its events or more, "RUS USA"
    matter TEXT NOT NULL,                -- context that most of its events share, or ''
    first  TEXT NOT NULL,
    last   TEXT NOT NULL,
    events INTEGER NOT NULL,
    top    INTEGER NOT NULL DEFAULT -1,  -- how much the event tells that gave the title
    summed INTEGER NOT NULL DEFAULT 0    -- events that it had when lands and matter were last reckoned
) STRICT;
CREATE INDEX storyline_last ON storyline (last);

-- The pairs of lands in a storyline, by which events find it; an event of one land has that land twice.
CREATE TABLE storyline_pair (
    one       TEXT NOT NULL,
    other     TEXT NOT NULL,
    storyline INTEGER NOT NULL REFERENCES storyline (id),
    first     TEXT NOT NULL,
    last      TEXT NOT NULL,
    PRIMARY KEY (one, other, storyline)
) STRICT, WITHOUT ROWID;
CREATE INDEX storyline_pair_last ON storyline_pair (one, other, last, first);

CREATE TABLE event (
    id         INTEGER PRIMARY KEY,
    type       TEXT NOT NULL,
    mode       TEXT NOT NULL DEFAULT '',
    contexts   TEXT NOT NULL DEFAULT '', -- "economic technology"
    cameo      TEXT NOT NULL,
    quad       INTEGER NOT NULL,
    goldstein  REAL NOT NULL,
    score      REAL NOT NULL,
    status     TEXT NOT NULL,            -- of the mentions the most certain
    certainty  REAL NOT NULL,
    day        TEXT NOT NULL,            -- when it happened, or is to; the report's day where no report tells
    day_told   INTEGER NOT NULL,         -- 1: a report tells the day; 0: it is the publication's
    day_end    TEXT NOT NULL,
    place      TEXT NOT NULL DEFAULT '',
    country    TEXT NOT NULL DEFAULT '', -- of the place
    lat        REAL,
    lon        REAL,
    killed     INTEGER,
    injured    INTEGER,
    reports    INTEGER NOT NULL,         -- documents, copies left out
    copies     INTEGER NOT NULL,         -- documents that are copies
    sources    INTEGER NOT NULL,         -- outlets
    disputed   TEXT NOT NULL DEFAULT '', -- in what the reports differ: "place status"
    storyline  INTEGER REFERENCES storyline (id),
    features   BLOB NOT NULL,            -- by what mentions are matched (src/store/features.c)
    sentence   TEXT NOT NULL DEFAULT '', -- words of the report that tells of it best, about 300 bytes of them
    best       INTEGER REFERENCES mention (id), -- the mention in that sentence; its parties stand in mention_party
    telling    INTEGER NOT NULL DEFAULT -1 -- how well that mention tells of it (src/store/telling.c)
) STRICT;
CREATE INDEX event_day ON event (day);
CREATE INDEX event_type_day ON event (type, day, quad);
CREATE INDEX event_status_day ON event (status, day, day_told);
CREATE INDEX event_country_day ON event (country, day);
CREATE INDEX event_storyline ON event (storyline, day);
CREATE INDEX event_disputed ON event (day) WHERE disputed <> '';
-- What sums over all events read, so that they do not read the events.
CREATE INDEX event_sums ON event (day, quad, status, type, mode, contexts, reports, goldstein, score);
CREATE INDEX event_place ON event (place, country, lat, lon, day, quad) WHERE place > '';
CREATE INDEX event_contexts ON event (contexts) WHERE contexts > '';
CREATE INDEX event_mode ON event (mode) WHERE mode > '';

-- The lands on the two sides of an event: role a acts, r receives, t is a third party.
CREATE TABLE event_land (
    land  TEXT NOT NULL,
    type  TEXT NOT NULL,                 -- of the event, as its day
    day   TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    role  TEXT NOT NULL,
    PRIMARY KEY (land, type, day, event, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_land_event ON event_land (event);

CREATE TABLE mention (
    id        INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (id),
    number    INTEGER NOT NULL,          -- of the event in the record
    event     INTEGER NOT NULL REFERENCES event (id),
    sentence  INTEGER NOT NULL,
    text_begin INTEGER NOT NULL,         -- of the sentence, code points
    text_end  INTEGER NOT NULL,
    trigger   TEXT NOT NULL,             -- the words of the act
    type      TEXT NOT NULL,
    mode      TEXT NOT NULL DEFAULT '',
    cameo     TEXT NOT NULL,
    status    TEXT NOT NULL,
    certainty REAL NOT NULL,
    claim     INTEGER,                   -- number of the innermost claim in the record
    place     TEXT NOT NULL DEFAULT '',
    country   TEXT NOT NULL DEFAULT '',
    place_kind TEXT NOT NULL DEFAULT '', -- city, site, admin1, country, region ...
    place_hedged INTEGER NOT NULL DEFAULT 0,
    admin1    TEXT NOT NULL DEFAULT '',  -- province of the place
    lat       REAL,                      -- degrees
    lon       REAL,
    day       TEXT NOT NULL DEFAULT '',  -- as the text tells it; '' where it does not
    day_end   TEXT NOT NULL DEFAULT '',
    main      INTEGER NOT NULL,          -- 1: what the report is about
    rule      TEXT NOT NULL,
    UNIQUE (document, number)
) STRICT;
CREATE INDEX mention_event ON mention (event, document, claim);
CREATE INDEX mention_document ON mention (document, event, claim);

CREATE TABLE mention_party (
    mention INTEGER NOT NULL REFERENCES mention (id),
    role    TEXT NOT NULL,               -- a, r or t
    number  INTEGER NOT NULL,
    actor   INTEGER NOT NULL REFERENCES actor (id),
    PRIMARY KEY (mention, role, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_party_actor ON mention_party (actor);

CREATE TABLE claim (
    document INTEGER NOT NULL REFERENCES document (id),
    number   INTEGER NOT NULL,
    source   TEXT NOT NULL DEFAULT '',   -- its words
    actor    INTEGER REFERENCES actor (id),
    kind     TEXT NOT NULL,              -- named, role, anonymous, media
    manner   TEXT NOT NULL,              -- direct, indirect, mixed, belief
    cue      TEXT NOT NULL DEFAULT '',
    content  TEXT NOT NULL DEFAULT '',
    within   INTEGER,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_by ON claim (source);
CREATE INDEX claim_actor ON claim (actor) WHERE actor IS NOT NULL;

-- The sources of claims in their words, each once: where a part of a name is looked for.
CREATE TABLE claim_source (source TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE talk (
    id    INTEGER PRIMARY KEY,
    lands TEXT NOT NULL,                 -- parties, "RUS USA"
    first TEXT NOT NULL,
    last  TEXT NOT NULL,
    reports INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX talk_last ON talk (last);

-- The lands that reports of a negotiation name; talk.lands are those that half of them do.
CREATE TABLE talk_land (
    land TEXT NOT NULL,
    talk INTEGER NOT NULL REFERENCES talk (id),
    told INTEGER NOT NULL,
    PRIMARY KEY (land, talk)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_land_talk ON talk_land (talk);

-- A round as one report tells it; those of one talk and round are the same one (view rounds).

CREATE TABLE talk_round (
    id        INTEGER PRIMARY KEY,
    talk      INTEGER NOT NULL REFERENCES talk (id),
    document  INTEGER NOT NULL REFERENCES document (id),
    number    INTEGER NOT NULL,          -- 0: not told
    event     INTEGER REFERENCES event (id),
    status    TEXT NOT NULL,
    place     TEXT NOT NULL DEFAULT '',
    country   TEXT NOT NULL DEFAULT '',
    place_hedged INTEGER NOT NULL DEFAULT 0,
    day       TEXT NOT NULL DEFAULT '',
    day_end   TEXT NOT NULL DEFAULT '',
    delegates TEXT NOT NULL DEFAULT '',  -- names, "; " between
    outcome   TEXT NOT NULL DEFAULT '',
    round     INTEGER NOT NULL DEFAULT 0,
    place_kind TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX talk_round_document ON talk_round (document);
CREATE INDEX talk_round_talk ON talk_round (talk, round);
CREATE INDEX talk_round_latest ON talk_round (talk);
CREATE INDEX talk_round_event ON talk_round (event) WHERE event IS NOT NULL;

CREATE TABLE agenda (
    talk     INTEGER NOT NULL REFERENCES talk (id),
    document INTEGER NOT NULL REFERENCES document (id),
    item     TEXT NOT NULL,
    stance   TEXT NOT NULL,              -- on, off
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
    field    TEXT NOT NULL DEFAULT '',   -- which one is wrong
    value    TEXT NOT NULL DEFAULT '',   -- what it should be
    note     TEXT NOT NULL DEFAULT '',
    who      TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT;
CREATE INDEX correction_mention ON correction (mention);
CREATE INDEX correction_document ON correction (document);
