/* SPDX-License-Identifier: MIT
 *
 * migrate.c: a ledger to the present version, all steps in one transaction: whoever is killed on the way leaves the ledger as it
 * was. A new ledger is made by schema.sql; an older one goes step by step. Views hold nothing and are made anew.
 */
#include "store/inside.h"

#include "base/error.h"

#include <stdio.h>

static bool run_texts(store *s, const char *sql)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static int version_of(store *s)
{
    sqlite3_stmt *q = NULL;
    int version = -1;
    if (sqlite3_prepare_v2(s->db, "PRAGMA user_version", -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
        version = sqlite3_column_int(q, 0);
    sqlite3_finalize(q);
    return version;
}

static bool is_empty(store *s)
{
    sqlite3_stmt *q = NULL;
    bool empty = sqlite3_prepare_v2(s->db, "SELECT 1 FROM sqlite_master LIMIT 1", -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_DONE;
    sqlite3_finalize(q);
    return empty;
}

static bool drop_views(store *s)
{
    strbuf b;
    sqlite3_stmt *q = NULL;
    strbuf_init(&b, 0);
    bool good = sqlite3_prepare_v2(s->db, "SELECT name FROM sqlite_master WHERE type = 'view'", -1, &q, NULL) == SQLITE_OK;
    while (good && sqlite3_step(q) == SQLITE_ROW)
        strbuf_format(&b, "DROP VIEW \"%s\";", (const char *)sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    good = good && !b.failed && (b.n == 0 || run_texts(s, b.p));
    strbuf_release(&b);
    return good;
}

/* What leads from a version to the next: SQL, and then what SQL alone cannot do. */
typedef struct step {
    const char *sql;
    bool (*fill)(store *);
} step;

/* From version n to n + 1 stands at [n]; nothing leads from 0, which is no ledger yet. */
static const step steps[STORE_VERSION] = {
    {NULL, NULL}, {store_to_2, store_tell_all}, {store_to_3, NULL}, {store_to_4, NULL}, {store_to_5, store_rounds_all}, {store_to_6, NULL},
    {store_to_7, NULL}, {store_to_8, NULL}, {store_to_9, store_storylines_all}, {store_to_10, NULL}, {store_to_11, NULL},
};

static bool bring(store *s, int from)
{
    char mark[64];
    bool good = from >= 0 && drop_views(s) && (from > 0 || run_texts(s, store_schema));
    for (int v = from > 0 ? from : STORE_VERSION; good && v < STORE_VERSION; v++)
        good = run_texts(s, steps[v].sql) && (steps[v].fill == NULL || steps[v].fill(s));
    (void)snprintf(mark, sizeof mark, "PRAGMA user_version = %d", STORE_VERSION);
    return good && run_texts(s, store_views) && run_texts(s, mark);
}

static dgm_status migrate(store *s, dgm_error *err)
{
    if (!run_texts(s, "BEGIN IMMEDIATE"))
        return store_failure(s, err, "cannot lock the ledger");
    int version = version_of(s); /* another process may have been faster */
    if ((version >= STORE_VERSION || bring(s, version)) && run_texts(s, "COMMIT"))
        return DGM_OK;
    dgm_status status = store_failure(s, err, "cannot bring the ledger to the present version");
    (void)run_texts(s, "ROLLBACK");
    return status;
}

dgm_status store_migrate(store *s, bool *older, dgm_error *err)
{
    int version = version_of(s);
    *older = false;
    if (version < 0)
        return store_failure(s, err, "not a ledger");
    if (version > STORE_VERSION)
        return error_at(err, DGM_STORE, s->path, 0, 0, "a ledger of version %d; this program knows versions up to %d: a later Dragoman reads it",
                        version, STORE_VERSION);
    if (version == 0 && !is_empty(s))
        return error_at(err, DGM_STORE, s->path, 0, 0, "a database, but not a ledger of Dragoman");
    if (version == 0 && !s->write)
        return error_at(err, DGM_STORE, s->path, 0, 0, "the ledger is empty: add reports with \"dragoman ingest\"");
    *older = version < STORE_VERSION && !s->write;
    return version < STORE_VERSION && s->write ? migrate(s, err) : DGM_OK;
}
