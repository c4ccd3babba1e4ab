/* SPDX-License-Identifier: MIT
 *
 * asking.h: one question of the HTTP interface while it is answered, on a thread that owns a store.
 *
 *   query ─ filter ─ handler (events.c, documents.c ...) ─ store/page.h ─ rows ─ rows.c ─▶ JSON
 */
#ifndef SERVE_ASKING_H
#define SERVE_ASKING_H

#include "base/json.h"
#include "serve/names.h"
#include "serve/query.h"
#include "store/page.h"

typedef struct asking {
    store *ledger;
    const serve_names *names;
    const query *query;
    store_filter filter;
    int64_t number;      /* of "/v1/events/12"; 0: none */
    str body;            /* of the request */
    bool body_is_json;
    uint64_t generation; /* of the ledger, when the question came */
    arena *memory;       /* of this question */
    json_writer w;       /* the answer */
    int status;          /* 200 unless the handler tells otherwise */
    const char *type;    /* of the answer; NULL: application/json */
    char location[64];   /* of what was made; empty: nothing */
} asking;

/* Writes the answer. DGM_NOT_FOUND becomes 404, DGM_BAD_USAGE and DGM_BAD_INPUT 400, DGM_STOPPED 503, everything else 500. */
typedef dgm_status serve_handler(asking *a, dgm_error *err);

/* ---- rows.c ---------------------------------------------------------------------------------------------------------- */

const store_cell *rows_find(const store_row *row, const char *name); /* NULL: no such column */
/* A column as a member of an object, by the sign behind its name (store/page.h). */
void rows_member(asking *a, const char *name, const store_cell *cell);
void rows_members(asking *a, const store_row *row);
void rows_lands(asking *a, str codes); /* "RUS USA" as [{code, name}] */
void rows_words(asking *a, str words); /* "a b" as ["a", "b"] */
void rows_text(asking *a, const char *name, str text);
void rows_integer(asking *a, const char *name, int64_t value);

/* {"items": [...], "next": ...}: an object a row, `more` (may be NULL) adds to it what a row does not hold. */
typedef dgm_status rows_more(asking *a, const store_row *row, dgm_error *err);
typedef dgm_status rows_question(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
dgm_status rows_list(asking *a, rows_question *question, rows_more *more, dgm_error *err);
/* The same with a filter of one's own, and the columns of a row in a member of their own (`within` NULL: in the object itself). */
dgm_status rows_list_of(asking *a, rows_question *question, const store_filter *f, const char *within, rows_more *more, dgm_error *err);
/* "items" and "next" into an object that is open. */
dgm_status rows_items(asking *a, rows_question *question, const store_filter *f, const char *within, rows_more *more, dgm_error *err);

/* Objects of all rows of a question into an array that is open; a sink whose user is an asking. */
int rows_sink(void *asking, const store_row *row);
/* The same of rows of a land and a number: {code, name, events}. */
int rows_land_sink(void *asking, const store_row *row);
/* The one object of a question: its members are written by rows_member_sink, *found tells whether it came. */
typedef struct rows_one {
    asking *a;
    bool found;
} rows_one;
int rows_one_sink(void *one, const store_row *row);

dgm_status serve_no_such(dgm_error *err, const char *what, int64_t number); /* DGM_NOT_FOUND */

/* ---- handlers -------------------------------------------------------------------------------------------------------- */

serve_handler serve_index, serve_status, serve_facets, serve_events, serve_event, serve_documents, serve_document, serve_talks, serve_talk, serve_series, serve_dyads,
    serve_places, serve_network, serve_claims, serve_contradictions, serve_calendar, serve_storylines, serve_storyline, serve_actors, serve_search,
    serve_corrections, serve_correction, serve_gold, serve_correct, serve_correct_back;
int serve_version_sink(void *asking, const store_row *row); /* one version of a field on which reports differ */

#endif
