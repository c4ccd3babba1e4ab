/* SPDX-License-Identifier: MIT
 *
 * page.c: events, reports and what can be filtered by. The rows of a page are chosen first, by what the filters need alone; the
 * many columns of an object are then made for these rows only, so that a page costs what it shows.
 */
#include "store/page.h"

#include "store/page_columns.h"
#include "store/question.h"

/* ---- the ledger ------------------------------------------------------------------------------------------------------ */

dgm_status store_page_status(store *s, store_sink *sink, void *user, dgm_error *err)
{
    return store_query(s,
                       "SELECT (SELECT count(*) FROM document) AS documents, (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM claim) AS "
                       "claims, (SELECT count(*) FROM talk) AS talks, (SELECT min(day) FROM event WHERE day > '') AS first_day, (SELECT max(day) FROM "
                       "event) AS last_day, (SELECT added FROM document ORDER BY id DESC LIMIT 1) AS last_added",
                       NULL, 0, sink, user, err);
}

dgm_status store_page_facet(store *s, store_facet facet, store_sink *sink, void *user, dgm_error *err)
{
    static const char *const sql[STORE_FACETS] = {
        [STORE_FACET_TYPE] = "SELECT type AS name, min(quad) AS quad, count(*) AS events FROM event WHERE type > '' GROUP BY type ORDER BY events DESC, name",
        [STORE_FACET_STATUS] = "SELECT status AS name, count(*) AS events FROM event GROUP BY status ORDER BY events DESC, name",
        [STORE_FACET_OUTLET] =
            "SELECT source AS name, count(*) AS documents FROM document WHERE source > '' GROUP BY source ORDER BY documents DESC, name LIMIT 500",
        [STORE_FACET_LAND] = "SELECT land AS \"land@\", count(DISTINCT event) AS events FROM event_land NOT INDEXED GROUP BY land ORDER BY events DESC, land",
        [STORE_FACET_CONTEXT] = "WITH RECURSIVE few AS (SELECT contexts, count(*) AS n FROM event WHERE contexts > '' GROUP BY contexts), "
                                "part AS (SELECT substr(contexts || ' ', 1, instr(contexts || ' ', ' ') - 1) AS name, substr(contexts || ' ', "
                                "instr(contexts || ' ', ' ') + 1) AS rest, n FROM few UNION ALL SELECT substr(rest, 1, instr(rest, ' ') - 1), "
                                "substr(rest, instr(rest, ' ') + 1), n FROM part WHERE rest <> '') "
                                "SELECT name, sum(n) AS events FROM part WHERE name <> '' GROUP BY name ORDER BY events DESC, name",
        [STORE_FACET_MODE] = "SELECT mode AS name, count(*) AS events FROM event WHERE mode > '' GROUP BY mode ORDER BY events DESC, name",
    };
    return store_query(s, sql[facet], NULL, 0, sink, user, err);
}

/* ---- how to look --------------------------------------------------------------------------------------------------------- */

enum { COMMON = 3000 }; /* rows of a land or an outlet from which on a list asks each event for it */

static int take_count(void *user, const store_row *row)
{
    *(int64_t *)user = row->cell[0].integer;
    return 0;
}

static dgm_status count_up_to(store *s, const char *sql, str value, int64_t *count, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "SELECT count(*) FROM (SELECT 1 FROM ");
    store_question_text(&q, sql);
    store_question_value(&q, value);
    store_question_text(&q, " LIMIT ");
    store_question_number(&q, COMMON);
    store_question_text(&q, ")");
    return store_question_answer(s, &q, take_count, count, err);
}

dgm_status store_page_hint(store *s, store_filter *f, dgm_error *err)
{
    str lands[] = {f->one, f->other, f->with, f->actor, f->recipient};
    int64_t rows = 0, reports = 0;
    dgm_status status = DGM_OK;
    for (size_t i = 0; status == DGM_OK && f->common_land.n == 0 && i < sizeof lands / sizeof *lands; i++)
        if (lands[i].n > 0 && (status = count_up_to(s, "event_land WHERE land = ", lands[i], &rows, err)) == DGM_OK && rows >= COMMON)
            f->common_land = lands[i];
    if (status == DGM_OK && f->outlet.n > 0)
        status = count_up_to(s, "document WHERE source > '' AND source = ", f->outlet, &reports, err);
    f->common_outlet = reports >= COMMON;
    return status;
}

/* ---- about one ---------------------------------------------------------------------------------------------------------- */

/* A question in which a number stands once. */
static dgm_status ask_about(store *s, const char *before, int64_t number, const char *behind, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, before);
    store_question_number(&q, number);
    store_question_text(&q, behind);
    return store_question_answer(s, &q, sink, user, err);
}

/* ---- events ---------------------------------------------------------------------------------------------------------- */

dgm_status store_page_events(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "WITH chosen AS MATERIALIZED (SELECT e.id, e.day FROM event e");
    store_question_filter(&q, f);
    store_question_text(&q, f->oldest_first ? " ORDER BY e.day, e.id" : " ORDER BY e.day DESC, e.id DESC");
    store_question_beyond(&q, f);
    store_question_text(&q, ") SELECT " PAGE_EVENT " FROM chosen c JOIN event e ON e.id = c.id ");
    store_question_text(&q, f->oldest_first ? "ORDER BY c.day, c.id" : "ORDER BY c.day DESC, c.id DESC");
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_page_mentions(store *s, int64_t event, uint32_t limit, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "SELECT " PAGE_MENTION " FROM mention m JOIN document d ON d.id = m.document LEFT JOIN claim c ON c.document = m.document AND "
                            "c.number = m.claim WHERE m.event = ");
    store_question_number(&q, event);
    store_question_text(&q, " ORDER BY d.copy_of IS NOT NULL, d.published, m.id LIMIT ");
    store_question_number(&q, limit);
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_page_versions(store *s, int64_t event, const char *field, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "WITH one AS (SELECT id, disputed FROM event WHERE disputed <> '' AND id = ");
    store_question_number(&q, event);
    store_question_text(&q, "), told AS (SELECT m.document, m.claim, 'place' AS field, m.place AS value FROM one JOIN mention m ON m.event = one.id "
                            "WHERE m.place <> '' AND m.place_hedged = 0 AND m.place_kind NOT IN (" PAGE_WIDE_KINDS ") UNION ALL "
                            "SELECT m.document, m.claim, 'day', m.day FROM one JOIN mention m ON m.event = one.id WHERE m.day <> '' AND m.day = m.day_end "
                            "UNION ALL SELECT m.document, m.claim, 'status', m.status FROM one JOIN mention m ON m.event = one.id) "
                            "SELECT t.field, t.value, json_group_array(DISTINCT d.source) FILTER (WHERE d.source <> '') AS \"outlets[]\", "
                            "count(DISTINCT coalesce(d.copy_of, d.id)) AS reports, json_group_array(DISTINCT c.source) FILTER (WHERE c.source <> '') AS \"said_by[]\" "
                            "FROM told t JOIN document d ON d.id = t.document LEFT JOIN claim c ON c.document = t.document AND c.number = t.claim "
                            "WHERE (SELECT instr(' ' || disputed || ' ', ' ' || t.field || ' ') FROM one) > 0");
    if (field != NULL) {
        store_question_text(&q, " AND t.field = ");
        store_question_value(&q, str_of(field));
    }
    store_question_text(&q, " GROUP BY t.field, t.value ORDER BY t.field, reports DESC, t.value");
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_page_corrections_of(store *s, int64_t event, store_sink *sink, void *user, dgm_error *err)
{
    return ask_about(s,
                     "SELECT " PAGE_CORRECTION " FROM mention m JOIN correction x ON x.mention = m.id WHERE m.event = ",
                     event, " ORDER BY x.id LIMIT 500", sink, user, err);
}

dgm_status store_page_missing(store *s, int64_t document, store_sink *sink, void *user, dgm_error *err)
{
    return ask_about(s,
                     "SELECT " PAGE_CORRECTION " FROM correction x WHERE x.mention IS NULL AND x.document = ",
                     document, " ORDER BY x.id LIMIT 500", sink, user, err);
}

dgm_status store_page_story_of(store *s, int64_t event, store_sink *sink, void *user, dgm_error *err)
{
    return ask_about(s,
                     "SELECT l.id, l.title, l.lands AS \"lands@\" FROM event e JOIN storyline l ON l.id = e.storyline WHERE l.events > 1 AND e.id = ",
                     event, "", sink, user, err);
}

/* ---- documents ------------------------------------------------------------------------------------------------------- */

void store_question_documents(store_question *q, const store_filter *f)
{
    store_filter of_events = *f;
    of_events.since = of_events.until = of_events.outlet = of_events.words = (str){NULL, 0};
    store_question_reports(q, f);
    if (!store_question_asks_for_events(&of_events))
        return;
    if (f->common_land.n > 0)
        store_question_events_within(q, "EXISTS (SELECT 1 FROM mention m JOIN event e ON e.id = m.event", "m.document = d.id", &of_events);
    else
        store_question_events_within(q, "d.id IN (SELECT m.document FROM event e JOIN mention m ON m.event = e.id", NULL, &of_events);
}

dgm_status store_page_documents(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    const char *order = f->oldest_first ? " ORDER BY d.published, d.id" : " ORDER BY d.published DESC, d.id DESC";
    store_question q;
    store_question_open(&q, "WITH chosen AS MATERIALIZED (SELECT d.id FROM document d");
    store_question_documents(&q, f);
    store_question_text(&q, order);
    store_question_beyond(&q, f);
    store_question_text(&q, ") SELECT " PAGE_DOCUMENT " FROM chosen c JOIN document d ON d.id = c.id");
    store_question_text(&q, order);
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_page_document(store *s, int64_t document, store_sink *sink, void *user, dgm_error *err)
{
    return ask_about(s, "SELECT " PAGE_DOCUMENT " FROM document d WHERE d.id = ", document, "", sink, user, err);
}

dgm_status store_page_document_mentions(store *s, int64_t document, store_sink *sink, void *user, dgm_error *err)
{
    return ask_about(s,
                     "SELECT m.id, m.number, m.event, " PAGE_CORRECTIONS_OF_MENTION " FROM mention m WHERE m.document = ",
                     document, " ORDER BY m.number", sink, user, err);
}

/* ---- talks ----------------------------------------------------------------------------------------------------------- */

dgm_status store_page_talks(store *s, const store_filter *f, int64_t talk, store_sink *sink, void *user, dgm_error *err)
{
    str lands[] = {f->one, f->other, f->with, f->actor, f->recipient};
    store_question q;
    store_question_open(&q, "SELECT t.id, t.lands AS \"lands@\", t.first, t.last FROM talk t");
    for (size_t i = 0; i < sizeof lands / sizeof *lands; i++)
        store_question_among(&q, "t.lands", lands[i]);
    store_question_compare(&q, "t.last >= ", f->since);
    store_question_compare(&q, "t.first <= ", f->until);
    if (talk != 0) {
        store_question_condition(&q, "t.id = ");
        store_question_number(&q, talk);
    }
    store_question_text(&q, f->oldest_first ? " ORDER BY t.last, t.id" : " ORDER BY t.last DESC, t.id DESC");
    store_question_beyond(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_page_rounds(store *s, int64_t talk, store_sink *sink, void *user, dgm_error *err)
{
    return ask_about(s,
                     "SELECT r.round, r.number, r.event, r.status, r.place, r.country, r.place_hedged, r.day, r.day_end, r.delegates, r.outcome, r.document, "
                     "d.source, d.title, d.published, d.copy_of FROM talk_round r JOIN document d ON d.id = r.document WHERE r.talk = ",
                     talk, " ORDER BY coalesce(nullif(r.day, ''), d.published), r.id LIMIT 2000", sink, user, err);
}

dgm_status store_page_agenda(store *s, int64_t talk, store_sink *sink, void *user, dgm_error *err)
{
    return ask_about(s,
                     "SELECT min(a.item) AS item, a.stance, json_group_array(json_object('document', d.id, 'outlet', d.source, 'title', d.title, "
                     "'published', d.published)) AS \"reports[]\" FROM agenda a JOIN document d ON d.id = a.document WHERE a.talk = ",
                     talk, " GROUP BY a.stance, lower(a.item) ORDER BY count(*) DESC, min(d.published), item LIMIT 200", sink, user, err);
}
