/* SPDX-License-Identifier: MIT
 *
 * recent.c: events as identity weighs them, kept in memory once they were read: in a large ledger each mention is held against a
 * hundred events or more, nearly always the same ones. One slot an event by its number, so that the latest ones stay. What is kept
 * is forgotten when its event changes, when a report is given back, and when another process has written.
 */
#include "store/inside.h"

#include "base/memory.h"
#include "record/record.h"

#include <stdio.h>
#include <string.h>

enum { RECENT = 16384 };

struct store_recent {
    struct {
        int64_t event; /* 0: none */
        identity_view view;
    } slot[RECENT];
    int64_t version; /* PRAGMA data_version: changes when another connection commits */
};

static int32_t days_of(const unsigned char *text)
{
    rec_date d;
    return text != NULL && record_date_parse(str_of((const char *)text), &d) ? record_date_days(d) : 0;
}

static void copy_text(char *to, size_t size, const unsigned char *from)
{
    (void)snprintf(to, size, "%s", from != NULL ? (const char *)from : "");
}

/* *whole: lands and places are in it; a ledger of version 1 has them elsewhere. */
static void read_view(sqlite3_stmt *q, identity_view *v, bool *whole)
{
    *v = (identity_view){0};
    copy_text(v->type, sizeof v->type, sqlite3_column_text(q, 0));
    copy_text(v->mode, sizeof v->mode, sqlite3_column_text(q, 1));
    copy_text(v->cameo, sizeof v->cameo, sqlite3_column_text(q, 2));
    v->reality = identity_reality_of((const char *)sqlite3_column_text(q, 3));
    v->day = days_of(sqlite3_column_text(q, 4));
    v->day_end = days_of(sqlite3_column_text(q, 5));
    v->day_told = sqlite3_column_int(q, 6) != 0;
    v->published = v->day;
    const char *place = (const char *)sqlite3_column_text(q, 7);
    copy_text(v->country, sizeof v->country, sqlite3_column_text(q, 8));
    *whole = store_features_unpack(sqlite3_column_blob(q, 9), (size_t)sqlite3_column_bytes(q, 9), v);
    if (!*whole && place != NULL && place[0] != 0)
        identity_add_spot(v, str_of(place), STR(""), false, 1000, 1000);
}

static bool read_lands(store *s, int64_t event, identity_view *v)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_LANDS_OF_EVENT);
    if (q == NULL)
        return false;
    sqlite3_bind_int64(q, 1, event);
    while (sqlite3_step(q) == SQLITE_ROW) {
        const unsigned char *role = sqlite3_column_text(q, 1);
        if (role[0] != 't')
            identity_add_land(v, role[0] == 'a', (const char *)sqlite3_column_text(q, 0));
    }
    sqlite3_reset(q);
    return true;
}

const identity_view *store_recent_view(store *s, int64_t event)
{
    if (s->recent == NULL && (s->recent = memory_get(sizeof *s->recent)) == NULL)
        return NULL;
    size_t at = (size_t)event % RECENT;
    identity_view *v = &s->recent->slot[at].view;
    if (s->recent->slot[at].event == event)
        return v;
    s->recent->slot[at].event = 0;
    sqlite3_stmt *q = store_statement_of(s, SQL_VIEW_OF_EVENT);
    if (q == NULL)
        return NULL;
    sqlite3_bind_int64(q, 1, event);
    bool found = sqlite3_step(q) == SQLITE_ROW, whole = false;
    if (found)
        read_view(q, v, &whole);
    sqlite3_reset(q);
    if (!found || (!whole && !read_lands(s, event, v)))
        return NULL;
    s->recent->slot[at].event = event;
    return v;
}

void store_recent_drop(store *s, int64_t event)
{
    if (s->recent != NULL && s->recent->slot[(size_t)event % RECENT].event == event)
        s->recent->slot[(size_t)event % RECENT].event = 0;
}

void store_recent_clear(store *s)
{
    for (size_t i = 0; s->recent != NULL && i < RECENT; i++)
        s->recent->slot[i].event = 0;
}

bool store_recent_begin(store *s)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_DATA_VERSION);
    if (q == NULL || sqlite3_step(q) != SQLITE_ROW)
        return false;
    int64_t version = sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    if (s->recent != NULL && s->recent->version != version)
        store_recent_clear(s);
    if (s->recent != NULL)
        s->recent->version = version;
    return true;
}

void store_recent_free(store *s)
{
    memory_free(s->recent);
    s->recent = NULL;
}
