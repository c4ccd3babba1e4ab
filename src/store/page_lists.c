/* SPDX-License-Identifier: MIT
 * page_lists.c: claims, contradictions, what is announced, storylines, actors. */
#include "store/page.h"

#include "store/page_columns.h"
#include "store/question.h"

/* ---- claims ------------------------------------------------------------------------------------------------------------------ */

static void add_source(store_question *q, str said_by)
{
    if (said_by.n == 0)
        return;
    store_question_condition(q, "(c.document, c.number) IN (");
    store_question_claims_by(q, said_by);
    store_question_text(q, ")");
}

/* What the filter asks of the events of which a claim tells. */
static void add_events_of_claim(store_question *q, const store_filter *f)
{
    store_filter e = *f;
    e.since = e.until = e.outlet = e.words = e.said_by = (str){NULL, 0};
    if (!store_question_asks_for_events(&e))
        return;
    if (f->common_land.n == 0) {
        store_question_events_within(q, "(c.document, c.number) IN (SELECT m.document, m.claim FROM event e JOIN mention m ON m.event = e.id", NULL, &e);
        return;
    }
    /* Documents without such an event are passed over before their claims are looked at. */
    store_question_events_within(q, "EXISTS (SELECT 1 FROM mention m JOIN event e ON e.id = m.event", "m.document = d.id", &e);
    store_question_events_within(q, "EXISTS (SELECT 1 FROM mention m JOIN event e ON e.id = m.event", "m.document = c.document AND m.claim = c.number", &e);
}

dgm_status store_page_claims(store *s, const store_filter *f, str kind, int64_t document, store_sink *sink, void *user, dgm_error *err)
{
    const char *order = f->oldest_first ? " ORDER BY d.published, d.id, c.number" : " ORDER BY d.published DESC, d.id DESC, c.number";
    store_question q;
    store_question_open(&q, "WITH chosen AS MATERIALIZED (SELECT c.document, c.number FROM document d CROSS JOIN claim c ON c.document = d.id");
    store_question_reports(&q, f);
    store_question_compare(&q, "c.kind = ", kind);
    if (document != 0) {
        store_question_condition(&q, "d.id = ");
        store_question_number(&q, document);
    }
    if (f->event != 0) {
        store_question_condition(&q, "d.id IN (SELECT document FROM mention WHERE event = ");
        store_question_number(&q, f->event);
        store_question_text(&q, ")");
    }
    add_source(&q, f->said_by);
    add_events_of_claim(&q, f);
    store_question_text(&q, order);
    store_question_beyond(&q, f);
    store_question_text(&q, ") SELECT " PAGE_CLAIM " FROM chosen x JOIN document d ON d.id = x.document JOIN claim c ON c.document = x.document AND c.number = "
                            "x.number LEFT JOIN actor a ON a.id = c.actor");
    store_question_text(&q, order);
    return store_question_answer(s, &q, sink, user, err);
}

/* ---- events of a kind -------------------------------------------------------------------------------------------------------- */

dgm_status store_page_contradictions(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_filter disputed = *f;
    store_question q;
    disputed.disputed = true;
    store_question_open(&q, "WITH chosen AS MATERIALIZED (SELECT e.id, e.day, v.column1 AS field FROM event e JOIN (VALUES ('day'), ('place'), ('status')) v "
                            "ON instr(' ' || e.disputed || ' ', ' ' || v.column1 || ' ') > 0");
    store_question_filter(&q, &disputed);
    store_question_text(&q, f->oldest_first ? " ORDER BY e.day, e.id, field" : " ORDER BY e.day DESC, e.id DESC, field");
    store_question_beyond(&q, f);
    store_question_text(&q, ") SELECT " PAGE_EVENT ", c.field AS \"-field\" FROM chosen c JOIN event e ON e.id = c.id ");
    store_question_text(&q, f->oldest_first ? "ORDER BY c.day, c.id, c.field" : "ORDER BY c.day DESC, c.id DESC, c.field");
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_page_calendar(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_filter announced = *f;
    announced.oldest_first = announced.day_told = true;
    if (f->status.count == 0)
        announced.status = (store_choice){{STR("planned"), STR("possible")}, 2};
    return store_page_events(s, &announced, sink, user, err);
}

/* ---- storylines ---------------------------------------------------------------------------------------------------------------- */

/* What the filter asks beyond lands and time: one of the story's events must have it. */
static void add_events_of_story(store_question *q, const store_filter *f)
{
    store_filter e = *f;
    e.one = e.other = e.with = e.since = e.until = (str){NULL, 0};
    e.storyline = 0;
    if (store_question_asks_for_events(&e))
        store_question_events_within(q, "l.id IN (SELECT e.storyline FROM event e", NULL, &e);
}

void store_question_storylines(store_question *q, const store_filter *f)
{
    store_question_condition(q, "l.events > 1 AND (l.first < l.last OR instr(l.lands, ' ') > 0)");
    store_question_among(q, "l.lands", f->one);
    store_question_among(q, "l.lands", f->other);
    store_question_among(q, "l.lands", f->with);
    store_question_compare(q, "l.last >= ", f->since);
    store_question_compare(q, "l.first <= ", f->until);
    if (f->storyline != 0) {
        store_question_condition(q, "l.id = ");
        store_question_number(q, f->storyline);
    }
    add_events_of_story(q, f);
    store_question_text(q, f->oldest_first ? " ORDER BY l.last, l.id" : " ORDER BY l.last DESC, l.id DESC");
}

dgm_status store_page_storylines(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "SELECT l.id, l.title, l.lands AS \"lands@\", l.matter, l.first, l.last, l.events FROM storyline l");
    store_question_storylines(&q, f);
    store_question_beyond(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

/* ---- actors -------------------------------------------------------------------------------------------------------------------- */

dgm_status store_page_actors(store *s, str word, uint32_t limit, uint32_t skip, store_sink *sink, void *user, dgm_error *err)
{
    store_filter bounds = {.limit = limit, .skip = skip};
    store_question q;
    store_question_open(&q, "SELECT a.id, a.name, a.kind, a.country, " PAGE_SECTORS("a.sectors") " AS \"sectors[]\", a.code, ");
    if (word.n > 0) {
        str pattern = store_question_pattern(&q, word);
        store_question_text(&q, "(SELECT count(*) FROM mention_party WHERE actor = a.id) AS mentions FROM actor a WHERE a.name LIKE substr(");
        store_question_value(&q, pattern);
        store_question_text(&q, ", 2) ESCAPE '\\' OR a.name LIKE '% ' || substr(");
        store_question_value(&q, pattern);
        store_question_text(&q, ", 2) ESCAPE '\\'");
    } else {
        store_question_text(&q, "p.mentions FROM (SELECT actor, count(*) AS mentions FROM mention_party GROUP BY actor ORDER BY mentions DESC LIMIT 2000) p "
                                "JOIN actor a ON a.id = p.actor");
    }
    store_question_text(&q, " ORDER BY mentions DESC, a.name, a.id");
    store_question_beyond(&q, &bounds);
    return store_question_answer(s, &q, sink, user, err);
}
