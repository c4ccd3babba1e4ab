/* SPDX-License-Identifier: MIT
 *
 * page_search.c: full text. The ledger's index of words keeps no texts, so the reports that rank first (BM25) are put into an index of
 * their own, in memory, out of which SQLite cuts the snippets; so are the sentences of their events. Both hold one page.
 */
#include "store/page.h"

#include "base/error.h"
#include "store/inside.h"
#include "store/page_columns.h"
#include "store/question.h"

enum { FOUND_MOST = 50 };

static const char TABLES[] =
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.found USING fts5 (title, body, document UNINDEXED, tokenize = 'porter unicode61');"
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.told USING fts5 (title, body, event UNINDEXED, tokenize = 'porter unicode61');"
    "DELETE FROM temp.found; DELETE FROM temp.told;";

static int ignore_row(void *user, const store_row *row)
{
    (void)user;
    (void)row;
    return 1;
}

dgm_status store_page_check_words(store *s, str words, dgm_error *err)
{
    dgm_error found = {0};
    dgm_status status = store_query(s, "SELECT rowid FROM document_words WHERE document_words MATCH ?1 LIMIT 1", &words, 1, ignore_row, NULL, &found);
    if (status == DGM_OK || (status == DGM_STOPPED && str_equal(str_of(found.message), STR("stopped"))))
        return DGM_OK;
    return error_set(err, status, "%s", found.message);
}

typedef struct finding {
    store *s;
    int64_t document[FOUND_MOST];
    uint32_t count;
} finding;

static int take_document(void *user, const store_row *row)
{
    finding *f = user;
    if (f->count < FOUND_MOST)
        f->document[f->count++] = row->cell[0].integer;
    return 0;
}

static dgm_status find(finding *x, const store_filter *f, dgm_error *err)
{
    store_filter rest = *f;
    store_question q;
    rest.words = (str){NULL, 0};
    rest.limit = f->limit < FOUND_MOST ? f->limit : FOUND_MOST;
    store_question_open(&q, "SELECT d.id FROM document_words JOIN document d ON d.id = document_words.rowid");
    store_question_condition(&q, "document_words MATCH ");
    store_question_value(&q, f->words);
    store_question_documents(&q, &rest);
    store_question_text(&q, " ORDER BY document_words.rank");
    store_question_limit(&q, &rest);
    return store_question_answer(x->s, &q, take_document, x, err);
}

/* A report that cannot be opened is found without a snippet. */
static bool put(finding *x, sqlite3_stmt *q, uint32_t at)
{
    strbuf text;
    dgm_error ignored;
    strbuf_init(&text, 0);
    if (store_text(x->s, x->document[at], &text, &ignored) != DGM_OK)
        strbuf_reset(&text);
    sqlite3_bind_int64(q, 1, x->document[at]);
    store_bind(q, 2, strbuf_str(&text));
    bool good = sqlite3_step(q) == SQLITE_DONE;
    sqlite3_reset(q);
    strbuf_release(&text);
    return good;
}

static bool put_all(finding *x)
{
    sqlite3_stmt *q = NULL;
    bool good = sqlite3_exec(x->s->db, TABLES, NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(x->s->db, "INSERT INTO temp.found (title, body, document) SELECT title, ?2, id FROM document WHERE id = ?1", -1, &q,
                                   NULL) == SQLITE_OK;
    for (uint32_t i = 0; good && i < x->count; i++)
        good = put(x, q, i);
    sqlite3_finalize(q);
    return good;
}

dgm_status store_page_search(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    finding x = {.s = s};
    dgm_status status = find(&x, f, err);
    if (status != DGM_OK)
        return status;
    if (!put_all(&x))
        return store_failure(s, err, "cannot look into the reports");
    return store_query(s,
                       "SELECT d.id, coalesce(d.title, '') AS title, coalesce(d.source, '') AS outlet, coalesce(d.published, '') AS published, "
                       "snippet(found, -1, char(2), char(3), '…', 28) AS \"-snippet\" FROM temp.found JOIN document d ON d.id = found.document "
                       "WHERE found MATCH ?1 ORDER BY found.rowid",
                       &f->words, 1, sink, user, err);
}

dgm_status store_page_search_events(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_filter rest = *f;
    store_question q;
    rest.words = (str){NULL, 0};
    if (sqlite3_exec(s->db,
                     "INSERT INTO temp.told (body, event) SELECT e.sentence, e.id FROM (SELECT DISTINCT m.event FROM temp.found f JOIN mention m ON "
                     "m.document = f.document) x JOIN event e ON e.id = x.event",
                     NULL, NULL, NULL) != SQLITE_OK)
        return store_failure(s, err, "cannot look into the events");
    store_question_open(&q, "WITH hit AS (SELECT event, rank AS r FROM temp.told WHERE told MATCH ");
    store_question_value(&q, f->words);
    store_question_text(&q, "), chosen AS (SELECT event, r FROM hit UNION ALL SELECT event, rowid FROM temp.told WHERE NOT EXISTS (SELECT 1 FROM hit)) "
                            "SELECT " PAGE_EVENT " FROM chosen c JOIN event e ON e.id = c.event");
    store_question_filter(&q, &rest);
    store_question_text(&q, " ORDER BY c.r");
    store_question_limit(&q, &rest);
    return store_question_answer(s, &q, sink, user, err);
}
