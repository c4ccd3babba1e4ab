/* SPDX-License-Identifier: MIT
 * rows.c: rows of the ledger as JSON. */
#include "serve/asking.h"

#include "base/error.h"

#include <string.h>

const store_cell *rows_find(const store_row *row, const char *name)
{
    for (uint32_t i = 0; i < row->count; i++)
        if (strcmp(row->name[i], name) == 0)
            return &row->cell[i];
    return NULL;
}

dgm_status serve_no_such(dgm_error *err, const char *what, int64_t number)
{
    return error_set(err, DGM_NOT_FOUND, "there are no %s of the number %lld", what, (long long)number);
}

void rows_text(asking *a, const char *name, str text)
{
    json_key(&a->w, name);
    json_string(&a->w, text);
}

void rows_integer(asking *a, const char *name, int64_t value)
{
    json_key(&a->w, name);
    json_integer(&a->w, value);
}

void rows_words(asking *a, str words)
{
    json_open(&a->w, '[');
    while (words.p != NULL) {
        str word = str_cut(words, ' ', &words);
        if (word.n > 0)
            json_string(&a->w, word);
    }
    json_close(&a->w, ']');
}

void rows_lands(asking *a, str codes)
{
    json_open(&a->w, '[');
    while (codes.p != NULL) {
        str code = str_cut(codes, ' ', &codes);
        if (code.n == 0)
            continue;
        json_open(&a->w, '{');
        rows_text(a, "code", code);
        rows_text(a, "name", serve_land_name(a->names, code));
        json_close(&a->w, '}');
    }
    json_close(&a->w, ']');
}

static void plain_value(asking *a, const store_cell *cell)
{
    if (cell->type == STORE_NULL)
        json_null(&a->w);
    else if (cell->type == STORE_INTEGER)
        json_integer(&a->w, cell->integer);
    else if (cell->type == STORE_REAL)
        json_fixed(&a->w, cell->real, 4);
    else
        json_string(&a->w, cell->text);
}

static void raw_value(asking *a, str json)
{
    if (a->w.comma)
        strbuf_add_char(a->w.out, ',');
    strbuf_add_str(a->w.out, json.n > 0 ? json : STR("null"));
    a->w.comma = true;
}

void rows_member(asking *a, const char *name, const store_cell *cell)
{
    char plain[40];
    size_t n = strcspn(name, "?[@/#");
    if (name[0] == '-' || n >= sizeof plain)
        return;
    memcpy(plain, name, n);
    plain[n] = 0;
    json_key(&a->w, plain);
    switch (name[n]) {
    case '?': json_boolean(&a->w, cell->integer != 0); break;
    case '[': raw_value(a, cell->text); break;
    case '@': rows_lands(a, cell->text); break;
    case '/': rows_words(a, cell->text); break;
    case '#': json_string(&a->w, serve_cameo_name(a->names, cell->text)); break;
    default: plain_value(a, cell); break;
    }
}

void rows_members(asking *a, const store_row *row)
{
    for (uint32_t i = 0; i < row->count; i++)
        rows_member(a, row->name[i], &row->cell[i]);
}

int rows_sink(void *user, const store_row *row)
{
    asking *a = user;
    json_open(&a->w, '{');
    rows_members(a, row);
    json_close(&a->w, '}');
    return a->w.out->failed;
}

int rows_land_sink(void *user, const store_row *row)
{
    asking *a = user;
    json_open(&a->w, '{');
    rows_text(a, "code", row->cell[0].text);
    rows_text(a, "name", serve_land_name(a->names, row->cell[0].text));
    rows_integer(a, "events", row->cell[1].integer);
    json_close(&a->w, '}');
    return a->w.out->failed;
}

int rows_one_sink(void *user, const store_row *row)
{
    rows_one *one = user;
    one->found = true;
    rows_members(one->a, row);
    return 0;
}

/* ---- lists ------------------------------------------------------------------------------------------------------------- */

typedef struct listing {
    asking *a;
    const store_filter *filter;
    const char *within; /* the member that holds a row's columns; NULL: the object itself */
    rows_more *more;
    dgm_error *err;
    dgm_status status; /* of `more` */
    uint32_t shown;
    bool goes_on;
} listing;

static int list_row(void *user, const store_row *row)
{
    listing *l = user;
    asking *a = l->a;
    if (l->shown == l->filter->limit) {
        l->goes_on = true;
        return 0;
    }
    l->shown++;
    json_open(&a->w, '{');
    if (l->within != NULL) {
        json_key(&a->w, l->within);
        json_open(&a->w, '{');
    }
    rows_members(a, row);
    if (l->within != NULL)
        json_close(&a->w, '}');
    if (l->more != NULL)
        l->status = l->more(a, row, l->err);
    json_close(&a->w, '}');
    return l->status != DGM_OK || a->w.out->failed;
}

static void write_next(listing *l)
{
    asking *a = l->a;
    strbuf next;
    json_key(&a->w, "next");
    if (!l->goes_on || l->filter->skip + l->shown > QUERY_SKIP_MOST) {
        json_null(&a->w);
        return;
    }
    strbuf_init(&next, 0);
    query_next(a->query, l->filter->skip + l->shown, &next);
    json_string(&a->w, strbuf_str(&next));
    strbuf_release(&next);
}

dgm_status rows_items(asking *a, rows_question *question, const store_filter *f, const char *within, rows_more *more, dgm_error *err)
{
    listing l = {.a = a, .filter = f, .within = within, .more = more, .err = err};
    json_key(&a->w, "items");
    json_open(&a->w, '[');
    dgm_status status = question(a->ledger, f, list_row, &l, err);
    json_close(&a->w, ']');
    write_next(&l);
    return l.status != DGM_OK ? l.status : status;
}

dgm_status rows_list_of(asking *a, rows_question *question, const store_filter *f, const char *within, rows_more *more, dgm_error *err)
{
    json_open(&a->w, '{');
    dgm_status status = rows_items(a, question, f, within, more, err);
    json_close(&a->w, '}');
    return status;
}

dgm_status rows_list(asking *a, rows_question *question, rows_more *more, dgm_error *err)
{
    return rows_list_of(a, question, &a->filter, NULL, more, err);
}
