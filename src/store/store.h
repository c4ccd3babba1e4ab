/* SPDX-License-Identifier: MIT
 *
 * store.h: the ledger, one SQLite file (schema.sql, docs/ledger.md).
 *
 *   records (JSON, one a report) ─ store_add ─▶ document, claims, mentions ─ identity ─▶ events, storylines, talks
 *
 * One process writes at a time, any number read (write-ahead log). A writer that is killed leaves the ledger as it was at
 * its last commit. One store belongs to one thread at a time.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/str.h"
#include "dragoman.h"

#define STORE_VERSION 11

typedef struct store store;

/* Opens `path`; with `write` it is made where it is missing. A ledger of an earlier version is brought to the present one, also
 * for a reader. *s owned: free with store_close. DGM_STORE where it is no ledger, of a later version, or busy for longer than a minute. */
DGM_CHECK dgm_status store_open(store **s, const char *path, bool write, dgm_error *err);
/* Weighs mentions by other weights than identity_weights, to learn them. `weights` is borrowed. */
void store_weigh(store *s, const double *weights);
void store_close(store *s); /* gives up what was not committed; NULL is fine */

/* Adding stands between these two. */
DGM_CHECK dgm_status store_begin(store *s, dgm_error *err);
DGM_CHECK dgm_status store_commit(store *s, dgm_error *err);

typedef struct store_added {
    int64_t document; /* its id */
    bool foreign;     /* in another language than English; nothing was added */
    bool known;       /* the report stood in the ledger already; nothing was added */
    int64_t copy_of;  /* the document of which it is a near copy, 0: none */
    uint32_t mentions, new_events;
    uint32_t joined_events; /* events that the report showed to be one with others */
} store_added;

/* Adds a record (with its text) as `dragoman code --with-text` writes it. `added` may be NULL. Where it fails nothing of the
 * record stays. */
DGM_CHECK dgm_status store_add(store *s, str record, store_added *added, dgm_error *err);

/* The same in two steps, of which the first needs no ledger and may run on any thread: what is dear goes there. A prepared record may
 * be added once; what holds it may be used again. Owned: free with store_prepared_free. */
typedef struct store_prepared store_prepared;
store_prepared *store_prepared_new(void); /* NULL: out of memory */
void store_prepared_free(store_prepared *p);
DGM_CHECK dgm_status store_prepare(store_prepared *p, str record, dgm_error *err);
DGM_CHECK dgm_status store_add_prepared(store *s, store_prepared *p, store_added *added, dgm_error *err);

/* A cell of a row of a query: text (NULL where there is none); the types as SQLite has them. */
typedef enum store_type { STORE_NULL, STORE_INTEGER, STORE_REAL, STORE_TEXT } store_type;

typedef struct store_cell {
    store_type type;
    str text; /* borrowed until the next row; numbers as SQLite writes them */
    int64_t integer;
    double real;
} store_cell;

typedef struct store_row {
    uint32_t count;
    const char *const *name; /* [count] of the columns */
    const store_cell *cell;  /* [count] */
} store_row;

/* 0 to go on; anything else ends the query with DGM_STOPPED. */
typedef int store_sink(void *user, const store_row *row);

/* Runs one statement that only reads, with texts bound to ?1, ?2 ... (NULL p binds NULL). Refuses what writes. */
DGM_CHECK dgm_status store_query(store *s, const char *sql, const str *bound, uint32_t bound_count, store_sink *sink, void *user,
                                 dgm_error *err);
/* From now on questions end with DGM_STOPPED soon after `stop` tells so; NULL: they take as long as they take. */
void store_set_stop(store *s, bool (*stop)(void *user), void *user);
void store_set_patience(store *s, int milliseconds); /* how long it waits for a lock; without this a minute */
/* A number that changes whenever somebody else has written to the ledger; -1 when it cannot be told. */
int64_t store_change(store *s);
/* Between these two all questions see the ledger as it is at the first of them. */
void store_hold(store *s);
void store_let_go(store *s);
/* The record of a document as JSON, added to `to`; DGM_NOT_FOUND. */
DGM_CHECK dgm_status store_record(store *s, int64_t document, strbuf *to, dgm_error *err);
/* The text of its report; DGM_NOT_FOUND. */
DGM_CHECK dgm_status store_text(store *s, int64_t document, strbuf *to, dgm_error *err);

#endif
