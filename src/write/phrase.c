/* SPDX-License-Identifier: MIT */
#include "write/phrase.h"

#include "base/utf8.h"
#include "write/write.h"

#include <stdio.h>
#include <string.h>

#define NAMES_MOST 5u  /* parties by name; the others are counted */
#define SOURCES_MOST 8 /* steps of a chain of claims */
#define WORDS_MOST 64u /* code points of a nominal party */

const rec_entity *phrase_entity(const rec_document *doc, int32_t index)
{
    return index >= 0 && (uint32_t)index < doc->entity_count ? &doc->entities[index] : NULL;
}

const rec_claim *phrase_claim(const rec_document *doc, int32_t index)
{
    return index >= 0 && (uint32_t)index < doc->claim_count ? &doc->claims[index] : NULL;
}

const rec_place *phrase_place_of(const rec_document *doc, int32_t index)
{
    return index >= 0 && (uint32_t)index < doc->place_count ? &doc->places[index] : NULL;
}

const rec_time *phrase_time_of(const rec_document *doc, int32_t index)
{
    return index >= 0 && (uint32_t)index < doc->time_count ? &doc->times[index] : NULL;
}

flow_style phrase_style(const rec_event *e)
{
    static const flow_style styles[] = {FLOW_BOLD, FLOW_CYAN, FLOW_GREEN, FLOW_YELLOW, FLOW_RED};
    return e->quad < sizeof styles / sizeof *styles ? styles[e->quad] : FLOW_BOLD;
}

void phrase_type(flow *f, const rec_event *e)
{
    if (!record_is_statement(e)) {
        flow_text(f, phrase_style(e), e->type);
        return;
    }
    flow_text(f, phrase_style(e), "CAMEO ");
    flow_text(f, phrase_style(e), e->cameo);
}

void phrase_number(flow *f, flow_style style, uint32_t number)
{
    char digits[16];
    (void)snprintf(digits, sizeof digits, "%u", number);
    flow_text(f, style, digits);
}

void phrase_decimal(flow *f, double value)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%.2f", value);
    str number = str_of(text);
    while (number.n > 1 && number.p[number.n - 1] == '0')
        number.n--;
    if (number.p[number.n - 1] == '.')
        number.n--;
    flow_put(f, FLOW_PLAIN, number);
}

void phrase_words(flow *f, flow_style style, str words, unsigned most)
{
    const char *p = words.p, *end = words.p + words.n;
    unsigned length;
    if (most == 0 || utf8_count(words) <= most) {
        flow_put(f, style, words);
        return;
    }
    const char *cut = p;
    for (unsigned i = 0; i + 1 < most && p < end; i++) {
        if (*p == ' ')
            cut = p; /* after a whole word where there is one */
        (void)utf8_decode(p, end, &length);
        p += length;
    }
    if (cut == words.p)
        cut = p;
    flow_put(f, style, (str){words.p, (size_t)(cut - words.p)});
    flow_text(f, style, "…");
}

static void name_entity(flow *f, const rec_entity *e)
{
    phrase_words(f, FLOW_BOLD, e->name, WORDS_MOST);
    if (e->kind == REC_COUNTRY || e->code[0] == 0)
        return;
    flow_text(f, FLOW_DIM, " (");
    flow_text(f, FLOW_DIM, e->code);
    flow_text(f, FLOW_DIM, ")");
}

void phrase_name(flow *f, const rec_document *doc, const rec_party *party)
{
    const rec_entity *e = phrase_entity(doc, party->entity);
    if (e != NULL)
        name_entity(f, e);
    else
        phrase_words(f, FLOW_BOLD, record_text(doc, party->span), WORDS_MOST);
}

/* What stands between item `at` and the one before it. */
static const char *joint(uint32_t at, uint32_t count)
{
    return at == 0 ? "" : at + 1 < count ? ", " : " and ";
}

void phrase_parties(flow *f, const rec_document *doc, const rec_party *parties, uint32_t count)
{
    uint32_t named = count > NAMES_MOST ? NAMES_MOST : count;
    for (uint32_t i = 0; i < named; i++) {
        flow_text(f, FLOW_PLAIN, joint(i, count));
        phrase_name(f, doc, &parties[i]);
    }
    if (named == count)
        return;
    flow_text(f, FLOW_PLAIN, " and ");
    phrase_number(f, FLOW_PLAIN, count - named);
    flow_text(f, FLOW_PLAIN, " more");
}

void phrase_dyad(flow *f, const rec_document *doc, const rec_event *e)
{
    if (e->actor_count > 0)
        phrase_parties(f, doc, e->actors, e->actor_count);
    else
        flow_text(f, FLOW_DIM, "?");
    if (e->recipient_count == 0)
        return;
    flow_text(f, FLOW_PLAIN, " → ");
    phrase_parties(f, doc, e->recipients, e->recipient_count);
}

void phrase_place(flow *f, const rec_place *place, bool hedged)
{
    flow_text(f, FLOW_PLAIN, hedged ? "perhaps in " : "in ");
    flow_put(f, FLOW_PLAIN, place->name);
    bool is_country = place->kind != NULL && strcmp(place->kind, "country") == 0;
    if (is_country || place->country[0] == 0)
        return;
    flow_text(f, FLOW_PLAIN, ", ");
    flow_text(f, FLOW_PLAIN, place->country);
}

static unsigned last_day(rec_date d)
{
    int32_t next = record_date_days((rec_date){(int16_t)(d.year + d.month / 12), (uint8_t)(d.month % 12 + 1), 1});
    return record_date_from_days(next - 1).day;
}

/* A whole month or a whole year is told as such. */
static rec_date common(rec_date begin, rec_date end)
{
    if (record_date_compare(begin, end) == 0)
        return begin;
    bool whole_month = begin.year == end.year && begin.month == end.month && begin.day == 1 && end.day == last_day(end);
    bool whole_year = begin.year == end.year && begin.month == 1 && begin.day == 1 && end.month == 12 && end.day == 31;
    return whole_month  ? (rec_date){begin.year, begin.month, 0}
           : whole_year ? (rec_date){begin.year, 0, 0}
                        : (rec_date){0};
}

void phrase_time(flow *f, const rec_document *doc, const rec_time *time)
{
    char text[WRITE_DATE_BYTES];
    if (time->begin.year == 0 || time->end.year == 0) {
        flow_text(f, FLOW_PLAIN, "“");
        flow_put(f, FLOW_PLAIN, record_text(doc, time->span));
        flow_text(f, FLOW_PLAIN, "”");
        return;
    }
    rec_date one = common(time->begin, time->end);
    if (one.year != 0) {
        flow_text(f, FLOW_PLAIN, write_date(one, text));
        return;
    }
    flow_text(f, FLOW_PLAIN, write_date(time->begin, text));
    flow_text(f, FLOW_PLAIN, " to ");
    flow_text(f, FLOW_PLAIN, write_date(time->end, text));
}

static void part(flow *f)
{
    flow_text(f, FLOW_DIM, " · ");
}

static void victims(flow *f, int32_t count, const char *what)
{
    if (count < 0)
        return;
    part(f);
    phrase_number(f, FLOW_PLAIN, (uint32_t)count);
    flow_text(f, FLOW_PLAIN, what);
}

static void certainty(flow *f, double value)
{
    if (!(value >= 0.005 && value < 0.895))
        return;
    part(f);
    phrase_number(f, FLOW_PLAIN, (uint32_t)(value * 100 + 0.5));
    flow_text(f, FLOW_PLAIN, "% sure");
}

void phrase_circumstances(flow *f, const rec_document *doc, const rec_event *e, bool status)
{
    const rec_place *place = phrase_place_of(doc, e->place);
    const rec_time *time = phrase_time_of(doc, e->time);
    if (e->mode != NULL && e->mode[0] != 0) {
        part(f);
        flow_text(f, FLOW_PLAIN, e->mode);
    }
    if (status) {
        part(f);
        flow_text(f, FLOW_PLAIN, record_status_name(e->status));
    }
    if (place != NULL) {
        part(f);
        phrase_place(f, place, e->place_hedged);
    }
    if (time != NULL) {
        part(f);
        phrase_time(f, doc, time);
    }
    if (e->third_count > 0) {
        part(f);
        flow_text(f, FLOW_PLAIN, "third party ");
        phrase_parties(f, doc, e->third_parties, e->third_count);
    }
    victims(f, e->killed, " killed");
    victims(f, e->injured, " injured");
    certainty(f, e->certainty);
}

static void source_of(flow *f, const rec_document *doc, const rec_claim *c)
{
    const rec_entity *e = phrase_entity(doc, c->source_entity);
    if (e != NULL) {
        name_entity(f, e);
    } else if (c->source_count == 0) {
        flow_text(f, FLOW_BOLD, "an unnamed source");
    } else {
        for (uint32_t i = 0; i < c->source_count; i++) {
            flow_text(f, FLOW_PLAIN, i > 0 ? "; " : "");
            phrase_words(f, FLOW_BOLD, record_text(doc, c->sources[i]), WORDS_MOST);
        }
    }
}

void phrase_sources(flow *f, const rec_document *doc, int32_t claim)
{
    const rec_claim *c = phrase_claim(doc, claim);
    for (int i = 0; c != NULL && i < SOURCES_MOST; i++) {
        flow_text(f, FLOW_PLAIN, i > 0 ? ", via " : "");
        source_of(f, doc, c);
        c = phrase_claim(doc, c->within);
    }
}

static void rule(flow *f)
{
    for (unsigned i = 0; i < f->width; i++)
        strbuf_add(f->out, "─", 3);
    strbuf_add_char(f->out, '\n');
}

static str title_of(const rec_document *doc)
{
    if (doc->title.begin < doc->title.end)
        return record_text(doc, doc->title);
    return doc->given_title.n > 0 ? doc->given_title : doc->id;
}

void phrase_report_head(flow *f, const rec_document *doc)
{
    char date[WRITE_DATE_BYTES];
    const str parts[] = {doc->source, str_of(write_date(doc->published, date)), record_text(doc, doc->byline), doc->id};
    bool any = false;
    rule(f);
    flow_begin(f, 0, 0);
    flow_put(f, FLOW_BOLD, title_of(doc));
    flow_end(f);
    flow_begin(f, 0, 0);
    for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].n == 0)
            continue;
        flow_text(f, FLOW_DIM, any ? " · " : "");
        flow_put(f, FLOW_DIM, parts[i]);
        any = true;
    }
    flow_end(f);
    rule(f);
}
