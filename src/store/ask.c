/* SPDX-License-Identifier: MIT
 *
 * ask.c: the questions of the command line and of exports.
 */
#include "store/page_columns.h"
#include "store/question.h"

static const char EVENT_COLUMNS[] =
    "SELECT e.id, e.day, e.day_told, e.type, e.mode, e.cameo, "
    "(SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role = 'a') AS actors, "
    "(SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role = 'r') AS recipients, "
    "e.status, round(e.certainty, 2) AS certainty, e.place, e.country, e.contexts, e.quad, e.goldstein, e.score, e.reports, e.copies, e.sources, "
    "e.disputed, e.storyline FROM event e";

dgm_status store_ask(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, EVENT_COLUMNS);
    store_question_filter(&q, f);
    store_question_text(&q, f->oldest_first ? " ORDER BY e.day, e.id" : " ORDER BY e.day DESC, e.id DESC");
    store_question_limit(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_ask_reports(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "SELECT r.* FROM event_reports r WHERE r.event IN (SELECT e.id FROM event e");
    store_question_filter(&q, f);
    store_question_text(&q, ") ORDER BY r.event, r.published, r.mention");
    store_question_limit(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

/* Who acts on whom is read off the events of the land that does less: not of the power that is in everything. */
dgm_status store_dyad(store *s, const store_filter *f, bool monthly, store_sink *sink, void *user, dgm_error *err)
{
    bool turned = str_equal(f->one, STR("USA"));
    str one = turned ? f->other : f->one, other = turned ? f->one : f->other;
    store_question q;
    store_question_open(&q, "WITH pair AS MATERIALIZED (SELECT l.event, l.land AS one, l.role AS own, o.land AS other, o.role AS its FROM event_land l "
                            "CROSS JOIN event_land o ON o.event = l.event AND o.role IN ('a', 'r') AND +o.land = ");
    store_question_value(&q, other);
    store_question_compare(&q, "l.role IN ('a', 'r') AND l.land = ", one);
    store_question_compare(&q, "l.day >= ", f->since);
    store_question_compare(&q, "l.day <= ", f->until);
    store_question_text(&q, "), act AS (SELECT one AS actor, other AS recipient, event FROM pair WHERE own = 'a' UNION ALL SELECT other, one, event FROM "
                            "pair WHERE its = 'a') SELECT actor, recipient, ");
    store_question_text(&q, monthly ? "substr(e.day, 1, 7) AS month" : "e.day");
    store_question_text(&q, ", count(*) AS events, sum(e.reports) AS reports, round(sum(e.goldstein), 1) AS goldstein, round(sum(e.score), 1) AS score, "
                            "round(sum(e.goldstein * e.reports), 1) AS goldstein_by_reports, round(sum(e.score * e.reports), 1) AS score_by_reports "
                            "FROM act CROSS JOIN event e ON e.id = act.event WHERE e.status IN ('happened', 'ongoing', 'planned', 'possible') "
                            "GROUP BY 3, 1, 2 ORDER BY 3, 1");
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_calendar(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "SELECT c.* FROM calendar c JOIN event e ON e.id = c.id");
    store_question_filter(&q, f);
    store_question_text(&q, " ORDER BY c.day, c.id");
    store_question_limit(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

static void add_talk_filter(store_question *q, const store_filter *f)
{
    str lands[] = {f->one, f->other, f->with};
    for (int i = 0; i < 3; i++)
        store_question_among(q, "t.lands", lands[i]);
    store_question_compare(q, "t.last >= ", f->since);
    store_question_compare(q, "t.first <= ", f->until);
}

dgm_status store_talks(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "WITH chosen AS MATERIALIZED (SELECT t.id, t.last FROM talk t");
    add_talk_filter(&q, f);
    store_question_text(&q, " ORDER BY t.last DESC, t.id DESC LIMIT "); /* each has a round or more */
    store_question_number(&q, (int64_t)f->skip + (f->limit > 0 ? f->limit : 100));
    store_question_text(&q, ") SELECT r.* FROM chosen c CROSS JOIN rounds r ON r.talk = c.id ORDER BY c.last DESC, c.id DESC, coalesce(nullif(r.day, ''), "
                            "r.told), r.round");
    store_question_limit(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_talks_reports(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "SELECT t.* FROM talks t");
    add_talk_filter(&q, f);
    store_question_text(&q, " ORDER BY t.last DESC, t.id DESC, t.round, t.published");
    store_question_limit(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_stories(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "SELECT l.id, l.first, l.last, l.events, (SELECT sum(reports) FROM event WHERE storyline = l.id) AS reports, l.lands, l.matter, "
                            "l.title FROM storyline l");
    store_question_storylines(&q, f);
    store_question_limit(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_agenda(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "SELECT t.id AS talk, t.lands, a.stance, a.item, count(*) AS reports, min(d.published) AS first, "
                      "group_concat(DISTINCT d.source) AS outlets FROM talk t JOIN agenda a ON a.talk = t.id JOIN document d ON d.id = a.document");
    add_talk_filter(&q, f);
    store_question_text(&q, " GROUP BY t.id, a.stance, lower(a.item) ORDER BY t.last DESC, t.id, a.stance DESC, first");
    store_question_limit(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

/* One row a field and value told; only fields on which the event's reports differ. Each event has two rows or more. A copy is one
 * report with its original. */
dgm_status store_contradictions(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_filter disputed = *f;
    store_question q;
    disputed.disputed = true;
    store_question_open(&q, "WITH chosen AS MATERIALIZED (SELECT e.id, e.day, e.type, e.disputed FROM event e");
    store_question_filter(&q, &disputed);
    store_question_text(&q, " ORDER BY e.day DESC, e.id LIMIT ");
    store_question_number(&q, (int64_t)f->skip + (f->limit > 0 ? f->limit : 100));
    store_question_text(&q, "), told AS (SELECT c.*, m.document, v.column1 AS field, CASE v.column1 WHEN 'place' THEN m.place WHEN 'day' THEN m.day ELSE m.status "
                            "END AS said FROM chosen c CROSS JOIN mention m ON m.event = c.id JOIN (VALUES ('place'), ('day'), ('status')) v ON instr(' ' || "
                            "c.disputed || ' ', ' ' || v.column1 || ' ') > 0 WHERE CASE v.column1 WHEN 'place' THEN m.place <> '' AND m.place_hedged = 0 AND "
                            "m.place_kind NOT IN (" PAGE_WIDE_KINDS ") WHEN 'day' THEN m.day <> '' AND m.day = m.day_end ELSE 1 END) "
                            "SELECT t.id AS event, t.day, t.type, (SELECT group_concat(land, ' ') FROM (SELECT DISTINCT land FROM event_land WHERE event = t.id AND role IN ('a', 'r'))) AS "
                            "lands, t.field, t.said, count(DISTINCT coalesce(d.copy_of, d.id)) AS reports, group_concat(DISTINCT d.source) AS outlets FROM told t JOIN document d "
                            "ON d.id = t.document GROUP BY t.id, t.field, t.said ORDER BY t.day DESC, t.id, t.field, reports DESC, t.said");
    store_question_limit(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

/* ---- for exports ------------------------------------------------------------------------------------------------------- */

static const char PARTY_COLUMNS[] =
    "SELECT e.*, m.sentence, m.trigger, m.rule, m.place_kind, m.admin1, m.claim, d.id AS document, d.name AS report, d.title, d.source, "
    "d.url, d.published, d.language, d.added, c.source AS said_by, p.role, a.name, a.kind, a.country AS land, a.sectors, a.code ";
static const char STORY_COLUMNS[] =
    ", (SELECT group_concat(name, char(31)) FROM (SELECT DISTINCT y.name FROM mention n JOIN mention_party x ON x.mention = n.id JOIN actor y ON "
    "y.id = x.actor WHERE n.document = d.id AND y.kind = 'person')) AS people"
    ", (SELECT group_concat(name, char(31)) FROM (SELECT DISTINCT y.name FROM mention n JOIN mention_party x ON x.mention = n.id JOIN actor y ON "
    "y.id = x.actor WHERE n.document = d.id AND y.kind IN ('organisation', 'group'))) AS organisations"
    ", (SELECT group_concat(place, char(31)) FROM (SELECT DISTINCT place FROM mention WHERE document = d.id AND place <> '')) AS locations ";
static const char EVENT_OF_PARTIES[] =
    "FROM (SELECT e.id AS event, e.day, e.day_end, e.day_told, e.type, e.mode, e.contexts, e.cameo, e.quad, e.goldstein, e.score, e.status, e.certainty, "
    "e.place, e.country, e.lat, e.lon, e.killed, e.injured, e.reports, e.copies, e.sources, e.disputed, "
    "(SELECT count(*) FROM mention WHERE event = e.id) AS mentions, "
    "(SELECT min(sentence) FROM mention WHERE event = e.id) AS first_sentence, "
    "(SELECT group_concat(document || '_' || sentence, char(31)) FROM mention WHERE event = e.id) AS ids, "
    "(SELECT group_concat(url, char(31)) FROM (SELECT DISTINCT d.url FROM mention m JOIN document d ON d.id = m.document WHERE m.event = e.id AND "
    "d.url IS NOT NULL)) AS urls, "
    "(SELECT group_concat(source, char(31)) FROM (SELECT DISTINCT d.source FROM mention m JOIN document d ON d.id = m.document WHERE m.event = e.id "
    "AND d.source IS NOT NULL)) AS outlets, "
    "(SELECT m.id FROM mention m JOIN document d ON d.id = m.document WHERE m.event = e.id ORDER BY d.copy_of IS NOT NULL, (SELECT count(*) FROM "
    "mention_party WHERE mention = m.id) DESC, m.main DESC, m.certainty DESC, m.id LIMIT 1) AS best FROM event e";
static const char PARTIES_OF_EVENT[] =
    ") e JOIN mention m ON m.id = e.best JOIN document d ON d.id = m.document LEFT JOIN claim c ON c.document = m.document AND c.number = m.claim "
    "LEFT JOIN mention_party p ON p.mention = m.id LEFT JOIN actor a ON a.id = p.actor ORDER BY e.day, e.event, p.role, p.number";

static void add_limit_if_any(store_question *q, const store_filter *f)
{
    if (f->limit > 0 || f->skip > 0)
        strbuf_format(&q->sql, " LIMIT %lld OFFSET %u", f->limit > 0 ? (long long)f->limit : -1LL, f->skip);
}

dgm_status store_ask_parties(store *s, const store_filter *f, bool with_story, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, PARTY_COLUMNS);
    store_question_text(&q, with_story ? STORY_COLUMNS : "");
    store_question_text(&q, EVENT_OF_PARTIES);
    store_question_filter(&q, f);
    store_question_text(&q, " ORDER BY e.day, e.id");
    add_limit_if_any(&q, f);
    store_question_text(&q, PARTIES_OF_EVENT);
    return store_question_answer(s, &q, sink, user, err);
}

static void add_chosen_events(store_question *q, const store_filter *f)
{
    store_question_text(q, "WITH chosen AS MATERIALIZED (SELECT e.id, e.quad, e.reports, e.goldstein, e.score FROM event e");
    store_question_filter(q, f);
    store_question_text(q, " ORDER BY e.day, e.id");
    add_limit_if_any(q, f);
    store_question_text(q, ") ");
}

dgm_status store_ask_actors(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "");
    add_chosen_events(&q, f);
    store_question_text(&q, "SELECT a.id AS actor, a.name, a.kind, a.country, a.sectors, a.code, count(DISTINCT c.id) AS events FROM chosen c JOIN mention m ON "
                 "m.event = c.id JOIN mention_party p ON p.mention = m.id JOIN actor a ON a.id = p.actor WHERE p.role IN ('a', 'r') GROUP BY a.id "
                 "ORDER BY a.id");
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_ask_ties(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "");
    add_chosen_events(&q, f);
    store_question_text(&q, ", tie AS (SELECT DISTINCT c.id, x.actor AS actor, y.actor AS recipient, y.role = 'a' AS mutual FROM chosen c JOIN mention m ON "
                 "m.event = c.id JOIN mention_party x ON x.mention = m.id AND x.role = 'a' JOIN mention_party y ON y.mention = m.id AND y.actor <> "
                 "x.actor AND (y.role = 'r' OR (y.role = 'a' AND x.actor < y.actor))) "
                 "SELECT t.actor, t.recipient, t.mutual, c.quad, count(*) AS events, sum(c.reports) AS reports, round(sum(c.goldstein), 1) AS goldstein, "
                 "round(sum(c.score), 1) AS score FROM tie t JOIN chosen c ON c.id = t.id GROUP BY t.actor, t.recipient, t.mutual, c.quad "
                 "ORDER BY t.actor, t.recipient, t.mutual, c.quad");
    return store_question_answer(s, &q, sink, user, err);
}
