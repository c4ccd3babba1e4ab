/* SPDX-License-Identifier: MIT
 *
 * ask.c: a filter becomes conditions of SQL with bound values; nothing that a user writes becomes SQL. Lands are looked up
 * in event_land by land, type and day, so that a question about a pair costs what the rarer land has.
 */
#include "store/ask.h"

#include "base/error.h"

#include <string.h>

enum { BOUND = 64 };

typedef struct question {
    strbuf sql;
    str bound[BOUND];
    uint32_t count;
    bool has_where;
    strbuf like[4]; /* patterns made for LIKE */
    uint32_t like_count;
} question;

static void open_question(question *q, const char *select)
{
    *q = (question){0};
    strbuf_init(&q->sql, 0);
    strbuf_add_text(&q->sql, select);
}

static void close_question(question *q)
{
    strbuf_release(&q->sql);
    for (uint32_t i = 0; i < q->like_count; i++)
        strbuf_release(&q->like[i]);
}

static void add_text(question *q, const char *text) { strbuf_add_text(&q->sql, text); }

static void add_value(question *q, str value)
{
    if (q->count == BOUND) {
        q->sql.failed = true;
        return;
    }
    q->bound[q->count++] = value;
    strbuf_format(&q->sql, "?%u", q->count);
}

static void add_condition(question *q, const char *text)
{
    add_text(q, q->has_where ? " AND " : " WHERE ");
    q->has_where = true;
    add_text(q, text);
}

static void compare(question *q, const char *left, str value)
{
    if (value.n == 0)
        return;
    add_condition(q, left);
    add_value(q, value);
}

/* "%value%", with the signs of LIKE taken by their word */
static str pattern_of(question *q, str value)
{
    if (q->like_count == 4)
        return value;
    strbuf *b = &q->like[q->like_count++];
    strbuf_init(b, 0);
    strbuf_add_char(b, '%');
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] == '%' || value.p[i] == '_' || value.p[i] == '\\')
            strbuf_add_char(b, '\\');
        strbuf_add_char(b, value.p[i]);
    }
    strbuf_add_char(b, '%');
    return strbuf_str(b);
}

static void add_choice(question *q, const char *column, const store_choice *choice)
{
    if (choice->count == 0)
        return;
    add_condition(q, column);
    add_text(q, " IN (");
    for (uint32_t i = 0; i < choice->count; i++) {
        add_text(q, i ? ", " : "");
        add_value(q, choice->word[i]);
    }
    add_text(q, ")");
}

/* Events in which a land stands in one of some roles, within the filter's types and days. */
static void add_land(question *q, const store_filter *f, const char *column, str land, const char *roles)
{
    if (land.n == 0)
        return;
    add_condition(q, column);
    add_text(q, " IN (SELECT event FROM event_land WHERE land = ");
    add_value(q, land);
    bool outer = q->has_where;
    q->has_where = true;
    add_choice(q, "type", &f->type);
    compare(q, "day >= ", f->since);
    compare(q, "day <= ", f->until);
    q->has_where = outer;
    strbuf_format(&q->sql, " AND role IN (%s))", roles);
}

static void add_lands(question *q, const store_filter *f, const char *column)
{
    add_land(q, f, column, f->one, "'a', 'r'");
    add_land(q, f, column, f->other, "'a', 'r'");
    add_land(q, f, column, f->actor, "'a'");
    add_land(q, f, column, f->recipient, "'r'");
    add_land(q, f, column, f->with, "'a', 'r', 't'");
}

static bool is_code(str s)
{
    if (s.n != 3)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    return true;
}

static void add_place(question *q, const store_filter *f)
{
    if (is_code(f->place)) {
        compare(q, "e.country = ", f->place);
    } else if (f->place.n > 0) {
        add_condition(q, "e.place LIKE ");
        add_value(q, pattern_of(q, f->place));
        add_text(q, " ESCAPE '\\'");
    }
}

static void add_said_by(question *q, const store_filter *f)
{
    if (f->said_by.n == 0)
        return;
    str pattern = pattern_of(q, f->said_by);
    add_condition(q, "e.id IN (SELECT m.event FROM claim c JOIN mention m ON m.document = c.document AND m.claim = c.number "
                     "LEFT JOIN actor a ON a.id = c.actor WHERE ");
    if (is_code(f->said_by)) {
        add_text(q, "a.country = ");
        add_value(q, f->said_by);
    } else {
        add_text(q, "c.source LIKE ");
        add_value(q, pattern);
        add_text(q, " ESCAPE '\\' OR a.name LIKE ");
        add_value(q, pattern);
        add_text(q, " ESCAPE '\\'");
    }
    add_text(q, ")");
}

static void add_context(question *q, const store_filter *f)
{
    if (f->context.n == 0)
        return;
    add_condition(q, "' ' || e.contexts || ' ' LIKE '% ' || ");
    add_value(q, f->context);
    add_text(q, " || ' %'");
}

static void add_reports_filters(question *q, const store_filter *f)
{
    if (f->outlet.n > 0) {
        add_condition(q, "EXISTS (SELECT 1 FROM mention m JOIN document d ON d.id = m.document WHERE m.event = e.id AND d.source = ");
        add_value(q, f->outlet);
        add_text(q, ")");
    }
    if (f->words.n > 0) {
        add_condition(q, "e.id IN (SELECT event FROM mention WHERE document IN (SELECT rowid FROM document_words WHERE document_words MATCH ");
        add_value(q, f->words);
        add_text(q, "))");
    }
}

static void add_filter(question *q, const store_filter *f)
{
    add_lands(q, f, "e.id");
    add_choice(q, "e.type", &f->type);
    add_choice(q, "e.status", &f->status);
    compare(q, "e.mode = ", f->mode);
    add_context(q, f);
    compare(q, "e.day >= ", f->since);
    compare(q, "e.day <= ", f->until);
    add_place(q, f);
    add_said_by(q, f);
    add_reports_filters(q, f);
    if (f->least_reports > 1) {
        add_condition(q, "e.reports >= ");
        strbuf_format(&q->sql, "%u", f->least_reports);
    }
    if (f->least_certainty > 0) {
        add_condition(q, "e.certainty >= ");
        strbuf_format(&q->sql, "%d / 1000.0", (int)(f->least_certainty * 1000));
    }
    if (f->disputed)
        add_condition(q, "e.disputed <> ''");
    if (f->storyline != 0) {
        add_condition(q, "e.storyline = ");
        strbuf_format(&q->sql, "%lld", (long long)f->storyline);
    }
    if (f->event != 0) {
        add_condition(q, "e.id = ");
        strbuf_format(&q->sql, "%lld", (long long)f->event);
    }
}

static void add_limit(question *q, const store_filter *f)
{
    strbuf_format(&q->sql, " LIMIT %u OFFSET %u", f->limit > 0 ? f->limit : 100, f->skip);
}

static dgm_status answer(store *s, question *q, store_sink *sink, void *user, dgm_error *err)
{
    dgm_status status = q->sql.failed ? error_set(err, DGM_BAD_USAGE, "the question is too long")
                                      : store_query(s, q->sql.p, q->bound, q->count, sink, user, err);
    close_question(q);
    return status;
}

static const char EVENT_COLUMNS[] =
    "SELECT e.id, e.day, e.day_told, e.type, e.mode, e.cameo, "
    "(SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role = 'a') AS actors, "
    "(SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role = 'r') AS recipients, "
    "e.status, round(e.certainty, 2) AS certainty, e.place, e.country, e.contexts, e.quad, e.goldstein, e.score, e.reports, e.copies, e.sources, "
    "e.disputed, e.storyline FROM event e";

dgm_status store_ask(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    question q;
    open_question(&q, EVENT_COLUMNS);
    add_filter(&q, f);
    add_text(&q, f->oldest_first ? " ORDER BY e.day, e.id" : " ORDER BY e.day DESC, e.id DESC");
    add_limit(&q, f);
    return answer(s, &q, sink, user, err);
}

dgm_status store_ask_reports(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    question q;
    open_question(&q, "SELECT r.* FROM event_reports r WHERE r.event IN (SELECT e.id FROM event e");
    add_filter(&q, f);
    add_text(&q, ") ORDER BY r.event, r.published, r.mention");
    add_limit(&q, f);
    return answer(s, &q, sink, user, err);
}

dgm_status store_dyad(store *s, const store_filter *f, bool monthly, store_sink *sink, void *user, dgm_error *err)
{
    question q;
    open_question(&q, "SELECT actor, recipient, ");
    add_text(&q, monthly ? "substr(day, 1, 7) AS month" : "day");
    add_text(&q, ", sum(events) AS events, sum(reports) AS reports, round(sum(goldstein), 1) AS goldstein, round(sum(score), 1) AS score, "
                 "round(sum(goldstein_by_reports), 1) AS goldstein_by_reports, round(sum(score_by_reports), 1) AS score_by_reports "
                 "FROM dyad_day WHERE (actor, recipient) IN (VALUES (");
    add_value(&q, f->one);
    add_text(&q, ", ");
    add_value(&q, f->other);
    add_text(&q, "), (");
    add_value(&q, f->other);
    add_text(&q, ", ");
    add_value(&q, f->one);
    add_text(&q, "))");
    q.has_where = true;
    compare(&q, "day >= ", f->since);
    compare(&q, "day <= ", f->until);
    add_text(&q, " GROUP BY 3, 1, 2 ORDER BY 3, 1");
    return answer(s, &q, sink, user, err);
}

dgm_status store_calendar(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    question q;
    open_question(&q, "SELECT c.* FROM calendar c JOIN event e ON e.id = c.id");
    add_filter(&q, f);
    add_text(&q, " ORDER BY c.day, c.id");
    add_limit(&q, f);
    return answer(s, &q, sink, user, err);
}

static void add_talk_filter(question *q, const store_filter *f)
{
    str lands[] = {f->one, f->other, f->with};
    for (int i = 0; i < 3; i++)
        if (lands[i].n > 0) {
            add_condition(q, "' ' || t.lands || ' ' LIKE '% ' || ");
            add_value(q, lands[i]);
            add_text(q, " || ' %'");
        }
    compare(q, "t.last >= ", f->since);
    compare(q, "t.first <= ", f->until);
}

dgm_status store_talks(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    question q;
    open_question(&q, "SELECT t.* FROM talks t");
    add_talk_filter(&q, f);
    add_text(&q, " ORDER BY t.last DESC, t.id, t.round, t.day");
    add_limit(&q, f);
    return answer(s, &q, sink, user, err);
}

dgm_status store_agenda(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    question q;
    open_question(&q, "SELECT t.id AS talk, t.lands, a.stance, a.item, count(*) AS reports, min(d.published) AS first, "
                      "group_concat(DISTINCT d.source) AS outlets FROM talk t JOIN agenda a ON a.talk = t.id JOIN document d ON d.id = a.document");
    add_talk_filter(&q, f);
    add_text(&q, " GROUP BY t.id, a.stance, lower(a.item) ORDER BY t.last DESC, t.id, a.stance DESC, first");
    add_limit(&q, f);
    return answer(s, &q, sink, user, err);
}

/* One row a field and value told; only fields on which the event's reports differ. */
dgm_status store_contradictions(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    question q;
    open_question(&q, "SELECT v.event, e.day, e.type, (SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role IN ('a', 'r')) AS "
                      "lands, v.field, v.said, count(DISTINCT d.id) AS reports, group_concat(DISTINCT d.source) AS outlets "
                      "FROM event e JOIN (SELECT event, document, 'place' AS field, place AS said FROM mention WHERE event IN (SELECT id FROM event WHERE disputed <> '') AND place <> '' AND place_hedged = 0 "
                      "AND place_kind NOT IN ('country', 'region', 'sea', 'admin1', 'continent') "
                      "UNION ALL SELECT event, document, 'day', day FROM mention WHERE event IN (SELECT id FROM event WHERE disputed <> '') AND day <> '' AND day = day_end "
                      "UNION ALL SELECT event, document, 'status', status FROM mention WHERE event IN (SELECT id FROM event WHERE disputed <> '')) v ON v.event = e.id "
                      "AND instr(' ' || e.disputed || ' ', ' ' || v.field || ' ') > 0 JOIN document d ON d.id = v.document");
    store_filter disputed = *f;
    disputed.disputed = true;
    add_filter(&q, &disputed);
    add_text(&q, " GROUP BY v.event, v.field, v.said ORDER BY e.day DESC, v.event, v.field, reports DESC, v.said");
    add_limit(&q, f);
    return answer(s, &q, sink, user, err);
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

static void add_limit_if_any(question *q, const store_filter *f)
{
    if (f->limit > 0 || f->skip > 0)
        strbuf_format(&q->sql, " LIMIT %lld OFFSET %u", f->limit > 0 ? (long long)f->limit : -1LL, f->skip);
}

dgm_status store_ask_parties(store *s, const store_filter *f, bool with_story, store_sink *sink, void *user, dgm_error *err)
{
    question q;
    open_question(&q, PARTY_COLUMNS);
    add_text(&q, with_story ? STORY_COLUMNS : "");
    add_text(&q, EVENT_OF_PARTIES);
    add_filter(&q, f);
    add_text(&q, " ORDER BY e.day, e.id");
    add_limit_if_any(&q, f);
    add_text(&q, PARTIES_OF_EVENT);
    return answer(s, &q, sink, user, err);
}

static void add_chosen_events(question *q, const store_filter *f)
{
    add_text(q, "WITH chosen AS MATERIALIZED (SELECT e.id, e.quad, e.reports, e.goldstein, e.score FROM event e");
    add_filter(q, f);
    add_text(q, " ORDER BY e.day, e.id");
    add_limit_if_any(q, f);
    add_text(q, ") ");
}

dgm_status store_ask_actors(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    question q;
    open_question(&q, "");
    add_chosen_events(&q, f);
    add_text(&q, "SELECT a.id AS actor, a.name, a.kind, a.country, a.sectors, a.code, count(DISTINCT c.id) AS events FROM chosen c JOIN mention m ON "
                 "m.event = c.id JOIN mention_party p ON p.mention = m.id JOIN actor a ON a.id = p.actor WHERE p.role IN ('a', 'r') GROUP BY a.id "
                 "ORDER BY a.id");
    return answer(s, &q, sink, user, err);
}

dgm_status store_ask_ties(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    question q;
    open_question(&q, "");
    add_chosen_events(&q, f);
    add_text(&q, ", tie AS (SELECT DISTINCT c.id, x.actor AS actor, y.actor AS recipient, y.role = 'a' AS mutual FROM chosen c JOIN mention m ON "
                 "m.event = c.id JOIN mention_party x ON x.mention = m.id AND x.role = 'a' JOIN mention_party y ON y.mention = m.id AND y.actor <> "
                 "x.actor AND (y.role = 'r' OR (y.role = 'a' AND x.actor < y.actor))) "
                 "SELECT t.actor, t.recipient, t.mutual, c.quad, count(*) AS events, sum(c.reports) AS reports, round(sum(c.goldstein), 1) AS goldstein, "
                 "round(sum(c.score), 1) AS score FROM tie t JOIN chosen c ON c.id = t.id GROUP BY t.actor, t.recipient, t.mutual, c.quad "
                 "ORDER BY t.actor, t.recipient, t.mutual, c.quad");
    return answer(s, &q, sink, user, err);
}
