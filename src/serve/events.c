/* SPDX-License-Identifier: MIT
 * events.c: events as a list, and one of them with all that is known of it. */
#include "serve/asking.h"

#include <string.h>

enum { MENTIONS_MOST = 200 };

dgm_status serve_events(asking *a, dgm_error *err)
{
    return rows_list(a, store_page_events, NULL, err);
}

/* ---- the words of mentions --------------------------------------------------------------------------------------------- */

typedef struct telling {
    asking *a;
    dgm_error *err;
    dgm_status status;
    int64_t document; /* whose text is open */
    strbuf text;
} telling;

/* Bytes before a code point. */
static size_t byte_of(str text, int64_t point)
{
    size_t at = 0;
    while (at < text.n && point > 0) {
        at++;
        while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
            at++;
        point--;
    }
    return at;
}

static str words_of(telling *t, int64_t document, int64_t begin, int64_t end)
{
    if (t->document != document) {
        strbuf_reset(&t->text);
        t->document = document;
        t->status = store_text(t->a->ledger, document, &t->text, t->err);
    }
    str text = strbuf_str(&t->text);
    size_t from = byte_of(text, begin), to = byte_of(text, end);
    return t->status == DGM_OK && from < to ? (str){text.p + from, to - from} : STR("");
}

static int mention_sink(void *user, const store_row *row)
{
    telling *t = user;
    const store_cell *document = rows_find(row, "document"), *begin = rows_find(row, "begin"), *end = rows_find(row, "end");
    json_open(&t->a->w, '{');
    rows_members(t->a, row);
    rows_text(t->a, "sentence", words_of(t, document->integer, begin->integer, end->integer));
    json_close(&t->a->w, '}');
    return t->status != DGM_OK || t->a->w.out->failed;
}

static dgm_status add_mentions(asking *a, dgm_error *err)
{
    telling t = {.a = a, .err = err};
    strbuf_init(&t.text, 0);
    json_key(&a->w, "mentions");
    json_open(&a->w, '[');
    dgm_status status = store_page_mentions(a->ledger, a->number, MENTIONS_MOST, mention_sink, &t, err);
    json_close(&a->w, ']');
    strbuf_release(&t.text);
    return t.status != DGM_OK ? t.status : status;
}

/* ---- in what reports differ -------------------------------------------------------------------------------------------- */

typedef struct differing {
    asking *a;
    char field[16]; /* whose versions are open; empty: none */
} differing;

static void close_versions(differing *d)
{
    if (d->field[0] == 0)
        return;
    json_close(&d->a->w, ']');
    json_close(&d->a->w, '}');
}

int serve_version_sink(void *user, const store_row *row)
{
    asking *a = user;
    json_open(&a->w, '{');
    for (uint32_t i = 1; i < row->count; i++)
        rows_member(a, row->name[i], &row->cell[i]);
    json_close(&a->w, '}');
    return a->w.out->failed;
}

static int version_sink(void *user, const store_row *row)
{
    differing *d = user;
    asking *a = d->a;
    str field = row->cell[0].text;
    if (!str_equal(field, str_of(d->field)) && field.n < sizeof d->field) {
        close_versions(d);
        memcpy(d->field, field.p, field.n);
        d->field[field.n] = 0;
        json_open(&a->w, '{');
        rows_text(a, "field", field);
        json_key(&a->w, "versions");
        json_open(&a->w, '[');
    }
    return serve_version_sink(a, row);
}

static dgm_status add_differences(asking *a, dgm_error *err)
{
    differing d = {.a = a};
    json_key(&a->w, "differences");
    json_open(&a->w, '[');
    dgm_status status = store_page_versions(a->ledger, a->number, NULL, version_sink, &d, err);
    close_versions(&d);
    json_close(&a->w, ']');
    return status;
}

static dgm_status add_story(asking *a, dgm_error *err)
{
    rows_one one = {a, false};
    json_key(&a->w, "story");
    size_t before = a->w.out->n;
    json_open(&a->w, '{');
    dgm_status status = store_page_story_of(a->ledger, a->number, rows_one_sink, &one, err);
    json_close(&a->w, '}');
    if (!one.found && a->w.out->n > before) {
        a->w.out->n = before;
        strbuf_add(a->w.out, "null", 4);
    }
    return status;
}

static dgm_status add_corrections(asking *a, dgm_error *err)
{
    json_key(&a->w, "corrections");
    json_open(&a->w, '[');
    dgm_status status = store_page_corrections_of(a->ledger, a->number, rows_sink, a, err);
    json_close(&a->w, ']');
    return status;
}

dgm_status serve_event(asking *a, dgm_error *err)
{
    rows_one one = {a, false};
    a->filter = (store_filter){.event = a->number, .limit = 1};
    json_open(&a->w, '{');
    dgm_status status = store_page_events(a->ledger, &a->filter, rows_one_sink, &one, err);
    if (status == DGM_OK && !one.found)
        return serve_no_such(err, "events", a->number);
    if (status == DGM_OK)
        status = add_mentions(a, err);
    if (status == DGM_OK)
        status = add_differences(a, err);
    if (status == DGM_OK)
        status = add_corrections(a, err);
    if (status == DGM_OK)
        status = add_story(a, err);
    json_close(&a->w, '}');
    return status;
}
