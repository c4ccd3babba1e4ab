/* SPDX-License-Identifier: MIT
 *
 * question.c: a filter becomes conditions of SQL with bound values; nothing that a user writes becomes SQL. Lands are looked up
 * in event_land by land, type and day, so that a question about a pair costs what the rarer land has.
 */
#include "store/question.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

void store_question_open(store_question *q, const char *select)
{
    *q = (store_question){0};
    strbuf_init(&q->sql, 0);
    strbuf_add_text(&q->sql, select);
}

void store_question_close(store_question *q)
{
    strbuf_release(&q->sql);
    for (uint32_t i = 0; i < q->like_count; i++)
        strbuf_release(&q->like[i]);
}

void store_question_text(store_question *q, const char *text) { strbuf_add_text(&q->sql, text); }

void store_question_value(store_question *q, str value)
{
    if (q->count == STORE_BOUND) {
        q->sql.failed = true;
        return;
    }
    q->bound[q->count++] = value;
    strbuf_format(&q->sql, "?%u", q->count);
}

void store_question_number(store_question *q, int64_t value)
{
    if (q->number_count == sizeof q->number / sizeof *q->number) {
        q->sql.failed = true;
        return;
    }
    char *text = q->number[q->number_count++];
    (void)snprintf(text, sizeof q->number[0], "%lld", (long long)value);
    store_question_text(q, "CAST(");
    store_question_value(q, str_of(text));
    store_question_text(q, " AS INTEGER)");
}

void store_question_condition(store_question *q, const char *text)
{
    store_question_text(q, q->has_where ? " AND " : " WHERE ");
    q->has_where = true;
    store_question_text(q, text);
}

void store_question_compare(store_question *q, const char *left, str value)
{
    if (value.n == 0)
        return;
    store_question_condition(q, left);
    store_question_value(q, value);
}

/* "%value%", with the signs of LIKE taken by their word */
str store_question_pattern(store_question *q, str value)
{
    if (q->like_count == STORE_PATTERNS)
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

void store_question_choice(store_question *q, const char *column, const store_choice *choice)
{
    if (choice->count == 0)
        return;
    store_question_condition(q, column);
    store_question_text(q, " IN (");
    for (uint32_t i = 0; i < choice->count; i++) {
        store_question_text(q, i ? ", " : "");
        store_question_value(q, choice->word[i]);
    }
    store_question_text(q, ")");
}

/* Events in which a land stands in one of some roles: those of a rare land are listed first, of the filter's types and days alone; of
 * a common one each event is asked for it, so that a page of a list ends the search. */
static void add_land(store_question *q, const store_filter *f, str land, const char *roles)
{
    if (land.n == 0)
        return;
    bool common = str_equal(land, f->common_land);
    store_question_condition(q, common ? "EXISTS (SELECT 1 FROM event_land WHERE event = e.id AND land = " : "e.id IN (SELECT event FROM event_land WHERE land = ");
    store_question_value(q, land);
    bool outer = q->has_where;
    q->has_where = true;
    if (!common) {
        store_question_choice(q, "type", &f->type);
        store_question_compare(q, "day >= ", f->since);
        store_question_compare(q, "day <= ", f->until);
    }
    q->has_where = outer;
    strbuf_format(&q->sql, " AND role IN (%s))", roles);
}

static void add_lands(store_question *q, const store_filter *f)
{
    add_land(q, f, f->one, "'a', 'r'");
    add_land(q, f, f->other, "'a', 'r'");
    add_land(q, f, f->actor, "'a'");
    add_land(q, f, f->recipient, "'r'");
    add_land(q, f, f->with, "'a', 'r', 't'");
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

static void add_place(store_question *q, const store_filter *f)
{
    if (is_code(f->place)) {
        store_question_compare(q, "e.country = ", f->place);
    } else if (f->place.n > 0) {
        store_question_condition(q, "e.place > '' AND e.place IN (SELECT DISTINCT place FROM event WHERE place > '' AND place LIKE ");
        store_question_value(q, store_question_pattern(q, f->place));
        store_question_text(q, " ESCAPE '\\')");
    }
}

static void add_said_by(store_question *q, const store_filter *f)
{
    if (f->said_by.n == 0)
        return;
    store_question_condition(q, "e.id IN (SELECT m.event FROM (");
    store_question_claims_by(q, f->said_by);
    store_question_text(q, ") x JOIN mention m ON m.document = x.document AND m.claim = x.number)");
}

void store_question_claims_by(store_question *q, str source)
{
    if (is_code(source)) {
        store_question_text(q, "SELECT document, number FROM claim WHERE actor IN (SELECT id FROM actor WHERE country = ");
        store_question_value(q, source);
        store_question_text(q, ")");
        return;
    }
    str pattern = store_question_pattern(q, source);
    store_question_text(q, "SELECT document, number FROM claim WHERE source IN (SELECT source FROM claim_source WHERE source LIKE ");
    store_question_value(q, pattern);
    store_question_text(q, " ESCAPE '\\') UNION SELECT document, number FROM claim WHERE actor IN (SELECT id FROM actor WHERE name LIKE ");
    store_question_value(q, pattern);
    store_question_text(q, " ESCAPE '\\')");
}

void store_question_among(store_question *q, const char *column, str word)
{
    if (word.n == 0)
        return;
    store_question_condition(q, "' ' || ");
    store_question_text(q, column);
    store_question_text(q, " || ' ' LIKE '% ' || ");
    store_question_value(q, word);
    store_question_text(q, " || ' %'");
}

static void add_reports_filters(store_question *q, const store_filter *f)
{
    if (f->outlet.n > 0) {
        store_question_condition(q, f->common_outlet ? "EXISTS (SELECT 1 FROM mention m JOIN document d ON d.id = m.document WHERE m.event = e.id AND d.source = "
                                                      : "e.id IN (SELECT m.event FROM document d JOIN mention m ON m.document = d.id WHERE d.source > '' AND d.source = ");
        store_question_value(q, f->outlet);
        store_question_text(q, ")");
    }
    if (f->words.n > 0) {
        store_question_condition(q, "e.id IN (SELECT event FROM mention WHERE document IN (SELECT rowid FROM document_words WHERE document_words MATCH ");
        store_question_value(q, f->words);
        store_question_text(q, "))");
    }
}

void store_question_filter(store_question *q, const store_filter *f)
{
    add_lands(q, f);
    store_question_choice(q, "e.type", &f->type);
    store_question_choice(q, "e.status", &f->status);
    store_question_compare(q, "e.mode = ", f->mode);
    store_question_among(q, "e.contexts", f->context);
    store_question_compare(q, "e.day >= ", f->since);
    store_question_compare(q, "e.day <= ", f->until);
    add_place(q, f);
    add_said_by(q, f);
    add_reports_filters(q, f);
    if (f->least_reports > 1) {
        store_question_condition(q, "e.reports >= ");
        store_question_number(q, f->least_reports);
    }
    if (f->least_certainty > 0) {
        store_question_condition(q, "e.certainty >= ");
        store_question_number(q, (int64_t)(f->least_certainty * 1000));
        store_question_text(q, " / 1000.0");
    }
    if (f->quad != 0) {
        store_question_condition(q, "e.quad = ");
        store_question_number(q, f->quad);
    }
    if (f->day_told)
        store_question_condition(q, "e.day_told = 1");
    if (f->disputed)
        store_question_condition(q, "e.disputed <> ''");
    if (f->storyline != 0) {
        store_question_condition(q, "e.storyline = ");
        store_question_number(q, f->storyline);
    }
    if (f->event != 0) {
        store_question_condition(q, "e.id = ");
        store_question_number(q, f->event);
    }
}

bool store_question_asks_for_events(const store_filter *f)
{
    return f->one.n + f->other.n + f->actor.n + f->recipient.n + f->with.n + f->mode.n + f->context.n + f->place.n + f->said_by.n + f->outlet.n + f->words.n +
               f->since.n + f->until.n > 0 ||
           f->type.count + f->status.count > 0 || f->least_reports > 1 || f->least_certainty > 0 || f->disputed || f->storyline != 0 || f->quad != 0 ||
           f->event != 0;
}

void store_question_events_within(store_question *q, const char *select, const char *where, const store_filter *events)
{
    store_question_condition(q, select);
    bool outer = q->has_where;
    q->has_where = false;
    if (where != NULL)
        store_question_condition(q, where);
    store_question_filter(q, events);
    q->has_where = outer;
    store_question_text(q, ")");
}

void store_question_reports(store_question *q, const store_filter *f)
{
    store_question_compare(q, "d.source > '' AND d.source = ", f->outlet);
    store_question_compare(q, "d.published >= ", f->since);
    store_question_compare(q, "substr(d.published, 1, 10) <= ", f->until);
    if (f->words.n == 0)
        return;
    store_question_condition(q, "d.id IN (SELECT rowid FROM document_words WHERE document_words MATCH ");
    store_question_value(q, f->words);
    store_question_text(q, ")");
}

void store_question_limit(store_question *q, const store_filter *f)
{
    store_question_text(q, " LIMIT ");
    store_question_number(q, f->limit > 0 ? f->limit : 100);
    store_question_text(q, " OFFSET ");
    store_question_number(q, f->skip);
}

void store_question_beyond(store_question *q, const store_filter *f)
{
    store_filter one_more = *f;
    one_more.limit = f->limit + 1;
    store_question_limit(q, &one_more);
}

dgm_status store_question_answer(store *s, store_question *q, store_sink *sink, void *user, dgm_error *err)
{
    dgm_status status = q->sql.failed ? error_set(err, DGM_BAD_USAGE, "the question is too long")
                                      : store_query(s, q->sql.p, q->bound, q->count, sink, user, err);
    store_question_close(q);
    return status;
}
