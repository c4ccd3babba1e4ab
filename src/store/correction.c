/* SPDX-License-Identifier: MIT
 *
 * correction.c: what readers say of what was coded. A mention that is marked right by one reader and wrong by another counts as wrong;
 * precision of a type is the share of its judged mentions that are right.
 */
#include "store/page.h"

#include "base/error.h"
#include "store/inside.h"
#include "store/page_columns.h"
#include "store/question.h"

static int take_first(void *user, const store_row *row)
{
    *(int64_t *)user = row->cell[0].integer;
    return 0;
}

static dgm_status check_there(store *s, const store_correction *c, dgm_error *err)
{
    int64_t document = 0;
    store_question q;
    store_question_open(&q, c->mention != 0 ? "SELECT document FROM mention WHERE id = " : "SELECT id FROM document WHERE id = ");
    store_question_number(&q, c->mention != 0 ? c->mention : c->document);
    dgm_status status = store_question_answer(s, &q, take_first, &document, err);
    if (status == DGM_OK && document == 0)
        return error_set(err, DGM_NOT_FOUND, "there is no %s of this number", c->mention != 0 ? "mention" : "document");
    if (status == DGM_OK && document != c->document)
        return error_set(err, DGM_NOT_FOUND, "the mention is another document's");
    return status;
}

static bool add(store *s, const store_correction *c)
{
    sqlite3_stmt *q = NULL;
    str texts[] = {c->verdict, c->field, c->value, c->note, c->who};
    if (sqlite3_prepare_v2(s->db,
                           "INSERT INTO correction (document, mention, verdict, field, value, note, who, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
                           "strftime('%Y-%m-%dT%H:%M:%SZ'))",
                           -1, &q, NULL) != SQLITE_OK)
        return false;
    sqlite3_bind_int64(q, 1, c->document);
    if (c->mention != 0)
        sqlite3_bind_int64(q, 2, c->mention);
    for (int i = 0; i < 5; i++)
        store_bind(q, 3 + i, texts[i]);
    bool good = sqlite3_step(q) == SQLITE_DONE;
    sqlite3_finalize(q);
    return good;
}

dgm_status store_correction_add(store *s, const store_correction *c, int64_t *id, dgm_error *err)
{
    dgm_status status = check_there(s, c, err);
    if (status != DGM_OK)
        return status;
    if (!add(s, c))
        return store_failure(s, err, "cannot keep the correction");
    *id = sqlite3_last_insert_rowid(s->db);
    return DGM_OK;
}

dgm_status store_correction_remove(store *s, int64_t id, dgm_error *err)
{
    sqlite3_stmt *q = NULL;
    bool good = sqlite3_prepare_v2(s->db, "DELETE FROM correction WHERE id = ?1", -1, &q, NULL) == SQLITE_OK && sqlite3_bind_int64(q, 1, id) == SQLITE_OK &&
                sqlite3_step(q) == SQLITE_DONE;
    dgm_status status = !good                        ? store_failure(s, err, "cannot take the correction back")
                        : sqlite3_changes(s->db) > 0 ? DGM_OK
                                                     : error_set(err, DGM_NOT_FOUND, "there is no correction %lld", (long long)id);
    sqlite3_finalize(q);
    return status;
}

dgm_status store_corrections(store *s, int64_t id, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "SELECT x.id, x.document, x.mention, m.event, x.verdict, x.field, x.value, x.note, x.who, x.at, d.name AS report, "
                            "coalesce(d.title, '') AS title, m.type FROM correction x JOIN document d ON d.id = x.document LEFT JOIN mention m ON m.id = "
                            "x.mention");
    if (id != 0) {
        store_question_condition(&q, "x.id = ");
        store_question_number(&q, id);
    }
    if (f->event != 0) {
        store_question_condition(&q, "m.event = ");
        store_question_number(&q, f->event);
    }
    store_question_text(&q, f->oldest_first ? " ORDER BY x.id" : " ORDER BY x.id DESC");
    store_question_beyond(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_corrections_gold(store *s, store_sink *sink, void *user, dgm_error *err)
{
    return store_query(s,
                       "SELECT d.name AS id, d.source, d.published, d.url, x.verdict, x.field, x.value, x.note, x.who, x.at, m.number AS event, m.type, m.mode, "
                       "m.cameo, m.status, m.place, m.country, m.day, m.trigger, m.rule, CASE WHEN m.id IS NULL THEN 'null' ELSE json_array(m.text_begin, "
                       "m.text_end) END AS \"sentence[]\", " PAGE_PARTIES("m.id") ", x.document AS \"-document\" FROM correction x JOIN document d ON d.id = "
                       "x.document LEFT JOIN mention m ON m.id = x.mention ORDER BY x.id",
                       NULL, 0, sink, user, err);
}

/* One row a judged mention, and one a missing event, whose type stands in the value ("CONSULT RUS > UKR"). */
#define JUDGED                                                                                                                                     \
    "judged AS (SELECT m.type AS type, min(x.verdict = 'right') AS is_right, 0 AS is_missing FROM correction x JOIN mention m ON m.id = x.mention " \
    "WHERE x.verdict <> 'missing' GROUP BY m.id UNION ALL SELECT substr(x.value || ' ', 1, instr(x.value || ' ', ' ') - 1), 0, 1 FROM correction x "  \
    "WHERE x.verdict = 'missing')"

dgm_status store_corrections_by_type(store *s, store_sink *sink, void *user, dgm_error *err)
{
    return store_query(s,
                       "WITH " JUDGED ", sums AS (SELECT type, sum(NOT is_missing) AS judged, sum(is_right) AS right, sum(NOT is_right AND NOT is_missing) AS "
                       "wrong, sum(is_missing) AS missing FROM judged GROUP BY type UNION ALL SELECT 'all', sum(NOT is_missing), sum(is_right), sum(NOT is_right "
                       "AND NOT is_missing), sum(is_missing) FROM judged HAVING count(*) > 0) SELECT CASE type WHEN '' THEN 'statement' ELSE type END AS type, "
                       "judged, right, wrong, missing, CASE WHEN judged > 0 THEN round(1.0 * right / judged, 3) END AS precision FROM sums ORDER BY type = "
                       "'all', type",
                       NULL, 0, sink, user, err);
}

dgm_status store_corrections_by_field(store *s, store_sink *sink, void *user, dgm_error *err)
{
    return store_query(s,
                       "SELECT CASE m.type WHEN '' THEN 'statement' ELSE m.type END AS type, CASE x.field WHEN '' THEN 'not told' ELSE x.field END AS field, "
                       "count(DISTINCT m.id) AS wrong FROM correction x JOIN mention m ON m.id = x.mention WHERE x.verdict = 'wrong' GROUP BY 1, 2 ORDER BY wrong "
                       "DESC, 1, 2",
                       NULL, 0, sink, user, err);
}
