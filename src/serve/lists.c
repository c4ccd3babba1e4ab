/* SPDX-License-Identifier: MIT
 * lists.c: claims, contradictions, the calendar, storylines, actors, search. */
#include "serve/asking.h"

#include "base/error.h"

#include <string.h>

enum { ACTORS_FOUND = 12, EVENTS_FOUND = 20, NUMBER_MOST = 2000000000 };

/* ---- claims ---------------------------------------------------------------------------------------------------------------------- */

typedef struct claims_asked {
    store_filter filter; /* first: a store_filter is what the list hands on */
    str kind;
    int64_t document;
} claims_asked;

static dgm_status claims_question(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    const claims_asked *c = (const claims_asked *)(const void *)f;
    return store_page_claims(s, f, c->kind, c->document, sink, user, err);
}

dgm_status serve_claims(asking *a, dgm_error *err)
{
    claims_asked c = {.filter = a->filter, .kind = query_find(a->query, "kind")};
    dgm_status status = query_number(a->query, "document", 1, NUMBER_MOST, 0, &c.document, err);
    return status == DGM_OK ? rows_list_of(a, claims_question, &c.filter, NULL, NULL, err) : status;
}

/* ---- contradictions ---------------------------------------------------------------------------------------------------------------- */

static dgm_status add_versions(asking *a, const store_row *row, dgm_error *err)
{
    char field[16];
    str text = rows_find(row, "-field")->text;
    size_t n = text.n < sizeof field ? text.n : sizeof field - 1;
    memcpy(field, text.p, n);
    field[n] = 0;
    rows_text(a, "field", text);
    json_key(&a->w, "versions");
    json_open(&a->w, '[');
    dgm_status status = store_page_versions(a->ledger, rows_find(row, "id")->integer, field, serve_version_sink, a, err);
    json_close(&a->w, ']');
    return status;
}

dgm_status serve_contradictions(asking *a, dgm_error *err)
{
    return rows_list_of(a, store_page_contradictions, &a->filter, "event", add_versions, err);
}

dgm_status serve_calendar(asking *a, dgm_error *err)
{
    return rows_list(a, store_page_calendar, NULL, err);
}

/* ---- storylines ---------------------------------------------------------------------------------------------------------------------- */

dgm_status serve_storylines(asking *a, dgm_error *err)
{
    return rows_list(a, store_page_storylines, NULL, err);
}

dgm_status serve_storyline(asking *a, dgm_error *err)
{
    rows_one one = {a, false};
    store_filter this = {.storyline = a->number, .limit = 1};
    json_open(&a->w, '{');
    dgm_status status = store_page_storylines(a->ledger, &this, rows_one_sink, &one, err);
    if (status == DGM_OK && !one.found)
        return serve_no_such(err, "storylines", a->number);
    if (status == DGM_OK) {
        a->filter.storyline = a->number;
        status = rows_items(a, store_page_events, &a->filter, NULL, NULL, err);
    }
    json_close(&a->w, '}');
    return status;
}

/* ---- actors ---------------------------------------------------------------------------------------------------------------------------- */

static dgm_status actors_question(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    return store_page_actors(s, f->words, f->limit, f->skip, sink, user, err);
}

dgm_status serve_actors(asking *a, dgm_error *err)
{
    return rows_list(a, actors_question, NULL, err);
}

/* ---- search ---------------------------------------------------------------------------------------------------------------------------- */

/* "a \x02hit\x03 b" as [["a ", false], ["hit", true], [" b", false]] */
static void write_snippet(asking *a, str text)
{
    bool hit = false;
    json_key(&a->w, "snippet");
    json_open(&a->w, '[');
    for (size_t from = 0, i = 0; i <= text.n; i++) {
        if (i < text.n && text.p[i] != 2 && text.p[i] != 3)
            continue;
        if (i > from) {
            json_open(&a->w, '[');
            json_string(&a->w, (str){text.p + from, i - from});
            json_boolean(&a->w, hit);
            json_close(&a->w, ']');
        }
        hit = i < text.n && text.p[i] == 2;
        from = i + 1;
    }
    json_close(&a->w, ']');
}

static int found_sink(void *user, const store_row *row)
{
    asking *a = user;
    json_open(&a->w, '{');
    rows_members(a, row);
    write_snippet(a, rows_find(row, "-snippet")->text);
    json_close(&a->w, '}');
    return a->w.out->failed;
}

/* Names are found by what was typed, without the signs of a query. */
static str plain_words(asking *a, str words)
{
    char *to = arena_string(a->memory, words.p, words.n);
    size_t n = 0;
    for (size_t i = 0; to != NULL && i < words.n; i++)
        if (strchr("\"*^()", words.p[i]) == NULL)
            to[n++] = words.p[i];
    return str_trim((str){to, n});
}

dgm_status serve_search(asking *a, dgm_error *err)
{
    if (a->filter.words.n == 0)
        return error_set(err, DGM_BAD_USAGE, "\"q\" tells what to look for");
    json_open(&a->w, '{');
    json_key(&a->w, "documents");
    json_open(&a->w, '[');
    dgm_status status = store_page_search(a->ledger, &a->filter, found_sink, a, err);
    json_close(&a->w, ']');
    json_key(&a->w, "events");
    json_open(&a->w, '[');
    store_filter events = a->filter;
    events.limit = a->filter.limit < EVENTS_FOUND ? a->filter.limit : EVENTS_FOUND;
    events.skip = 0;
    if (status == DGM_OK)
        status = store_page_search_events(a->ledger, &events, rows_sink, a, err);
    json_close(&a->w, ']');
    json_key(&a->w, "actors");
    json_open(&a->w, '[');
    str word = plain_words(a, a->filter.words);
    if (status == DGM_OK && word.n > 0)
        status = store_page_actors(a->ledger, word, ACTORS_FOUND - 1, 0, rows_sink, a, err);
    json_close(&a->w, ']');
    json_close(&a->w, '}');
    return status;
}
