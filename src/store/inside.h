/* SPDX-License-Identifier: MIT
 * inside.h: what the files of store/ share. */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include "base/arena.h"
#include "store/store.h"
#include "story/identity.h"
#include "story/likeness.h"

#include <json-c/json.h>
#include <sqlite3.h>
#include <zstd.h>

/* Statements that are prepared once; the order is that of `texts` in store.c. */
typedef enum store_statement {
    SQL_BEGIN, SQL_COMMIT, SQL_ROLLBACK, SQL_SAVE, SQL_RELEASE, SQL_BACK,
    SQL_FIND_DOCUMENT, SQL_ADD_DOCUMENT, SQL_ADD_WORDS, SQL_ADD_BAND, SQL_FIND_LIKE, SQL_RECORD_OF, SQL_ROOT_OF_COPY,
    SQL_FIND_ACTOR, SQL_ADD_ACTOR, SQL_ADD_CLAIM, SQL_ADD_SOURCE, SQL_ADD_MENTION, SQL_ADD_PARTY,
    SQL_FIND_EVENTS, SQL_FIND_EVENTS_HERE, SQL_VIEW_OF_EVENT, SQL_DATA_VERSION, SQL_LANDS_OF_EVENT, SQL_ADD_EVENT, SQL_ADD_LAND, SQL_SET_FEATURES, SQL_GROW_LANDS, SQL_EVENT_OF_MENTION,
    SQL_JOIN_MENTIONS, SQL_JOIN_LANDS, SQL_JOIN_ROUNDS, SQL_JOIN_STORY, SQL_JOIN_TELLING, SQL_DROP_LANDS, SQL_DROP_EVENT, SQL_LANDS_ASTRAY, SQL_MOVE_LANDS, SQL_MENTIONS_OF_EVENT, SQL_OUTLETS_OF_EVENT, SQL_UPDATE_EVENT, SQL_TELL, SQL_SET_SENTENCE,
    SQL_STORIES_OF_PAIR, SQL_EVENTS_OF_STORY, SQL_ADD_STORYLINE, SQL_GROW_STORYLINE, SQL_ADD_PAIR_OF_STORY, SQL_SET_STORY, SQL_SUM_STORYLINE,
    SQL_TITLE_STORYLINE,
    SQL_TALKS_OF_LAND, SQL_TALK, SQL_ADD_TALK, SQL_GROW_TALK, SQL_TELL_LAND_OF_TALK, SQL_SET_LANDS_OF_TALK, SQL_ROUNDS_OF_TALK, SQL_SET_ROUND, SQL_JOIN_ROUND,
    SQL_ADD_ROUND, SQL_ADD_AGENDA,
    SQL_FIND_FEED, SQL_SET_FEED, SQL_FIND_URL,
    SQL_COUNT
} store_statement;

enum { STORE_KEPT = 48 };

/* A query that was asked before, prepared; kept by its text, the one that was asked longest ago gives way. */
typedef struct store_kept {
    sqlite3_stmt *statement; /* NULL: none */
    uint64_t hash, used;     /* of its text; when it was asked last */
    bool busy;               /* being answered: its rows may ask again */
} store_kept;

struct store {
    sqlite3 *db;
    store_kept kept[STORE_KEPT];
    uint64_t asked;
    bool (*stop)(void *user); /* NULL: questions take as long as they take */
    void *stop_user;
    sqlite3_stmt *statement[SQL_COUNT]; /* NULL until first used */
    char path[256];
    bool write, open_transaction;
    arena scratch; /* of one store_add */
    struct store_recent *recent; /* NULL until needed (recent.c) */
    strbuf words;  /* of the reports since the transaction began (words.c) */
    const double *weights; /* [IDENTITY_FEATURES] by which mentions are joined; borrowed */
};

struct store_prepared {
    struct json_tokener *reader;
    ZSTD_CCtx *packer;
    struct json_object *record;
    arena memory;         /* of all below, until the record was added */
    str text;             /* of the report */
    size_t points;        /* code points of text */
    uint32_t *byte_of;    /* [points / 64 + 1] byte of each 64th code point of text */
    uint32_t words;
    likeness_text likeness;
    str packed;           /* the record */
};
void store_prepared_reset(store_prepared *p); /* forgets the record */

extern const char store_schema[], store_views[], store_to_2[], store_to_3[], store_to_4[], store_to_5[], store_to_6[], store_to_7[], store_to_8[], store_to_9[], store_to_10[], store_to_11[]; /* the files of SQL, NUL-terminated */

/* migrate.c: a ledger that is written to the present version; *older: it is of an earlier one, and only read. */
dgm_status store_migrate(store *s, bool *older, dgm_error *err);

/* The prepared statement, reset; NULL when it cannot be prepared. */
sqlite3_stmt *store_statement_of(store *s, store_statement which);
dgm_status store_failure(store *s, dgm_error *err, const char *doing); /* DGM_STORE with SQLite's reason */
bool store_step_done(store *s, sqlite3_stmt *q);                       /* runs a statement that gives no row */
void store_bind(sqlite3_stmt *q, int at, str text);                    /* an empty slice binds '' */
#define STORE_NO_DAY 0 /* neither text nor report tells a day: bound as '' */
void store_bind_date(sqlite3_stmt *q, int at, int32_t days); /* days since 1970-01-01 as an ISO date */

enum { STORE_APART = 8 };

/* One mention as event.c needs it. */
typedef struct store_mention {
    identity_view view;
    int64_t document;
    const char *contexts; /* "economic technology" */
    int quad, killed, injured; /* killed, injured: -1 not told */
    double goldstein, score, certainty, lat, lon;
    bool has_point, has_source, is_copy, main, headline;
    uint32_t actors, recipients, others; /* parties */
    str sentence;
    const char *status, *place, *place_kind, *admin1, *title;
    char third[IDENTITY_LANDS][8];
    uint32_t third_count;
    int64_t apart[STORE_APART]; /* events that the report puts before or after it: they are others */
    uint32_t apart_count;
} store_mention;

/* The event that the mention tells of: one that is known, or a new one (*is_new). 0 when it fails. Events that the mention shows
 * to be one become one (*joined counts those that went). */
int64_t store_event_for(store *s, const store_mention *m, bool *is_new, uint32_t *joined);
/* Counts, status, place and disputes of an event from its mentions, once a mention was added. */
bool store_event_refresh(store *s, int64_t event);

/* recent.c: events as they are compared, kept in memory. */
const identity_view *store_recent_view(store *s, int64_t event); /* borrowed until the next call; NULL when it fails */
void store_recent_drop(store *s, int64_t event);                 /* the event changes */
void store_recent_clear(store *s);                               /* a report is given back */
bool store_recent_begin(store *s);                               /* a transaction begins: others may have written */
void store_recent_free(store *s);

/* words.c: the words of a report for full-text search, added at the end of the transaction. Outside of savepoints. */
bool store_words_keep(store *s, int64_t document, str title, str text);
bool store_words_flush(store *s);

/* telling.c: the mention that tells of an event best. */
int store_telling_of(const store_mention *m); /* more is better; at least 0 */
/* Makes `mention` the best of its event and keeps its sentence, where none tells better. */
bool store_tell(store *s, int64_t event, int64_t mention, const store_mention *m);
bool store_tell_all(store *s); /* for all events anew, whose sentences are empty; opens every record */

/* storyline.c: the storyline that a new event becomes part of, known or new; *story 0: none. `contexts`: "economic technology". */
bool store_storyline_for(store *s, const identity_view *view, str contexts, int64_t *story);
bool store_storyline_title(store *s, int64_t event); /* an event that was told of once more may give its story its title */
bool store_storylines_all(store *s);                 /* of all events, which have none */

/* talk.c: the rounds of all negotiations, where `round` is 0. */
bool store_rounds_all(store *s);

/* Whether a place of the kind is a land, a region or a sea: too wide to dispute or to know an act by. NULL: no. */
bool store_is_wide(const char *place_kind);

/* features.c: lands, people, words and spots of an identity_view as event.features. */
#define STORE_FEATURES 640 /* bytes at most */
size_t store_features_pack(const identity_view *v, unsigned char to[STORE_FEATURES]);
/* False: features of a ledger of version 1, which hold neither lands nor spots. */
bool store_features_unpack(const unsigned char *from, size_t n, identity_view *v);

#endif
