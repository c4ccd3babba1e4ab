/* SPDX-License-Identifier: MIT
 *
 * One row an event, columns parted by tabs, a header line first. Lists are joined by ";", spans are begin-end in code
 * points, tabs and line ends in texts become blanks, what is not known is empty. Columns as in `columns` below:
 * parties give names (actors), countries (actor_countries) and CAMEO codes (actor_codes) in the same order.
 */
#include "write/write.h"

#include <stdio.h>

#define COLUMNS                                                                                                        \
    "document\tsource\tpublished\tevent\tsentence\ttrigger\ttrigger_span\ttype\tmode\tcontexts\tcameo\tquad\t"         \
    "goldstein\tscore\tactors\tactor_countries\tactor_codes\trecipients\trecipient_countries\trecipient_codes\t"       \
    "third_parties\tthird_codes\tstatus\tcertainty\tclaim\tsaid_by\tplace\tplace_country\tlat\tlon\tplace_hedged\t"    \
    "time_begin\ttime_end\tkilled\tinjured\tmain\trule\n"

typedef const char *party_text(const rec_entity *e);

void write_tsv_header(strbuf *out)
{
    strbuf_add_text(out, COLUMNS);
}

/* A field without tabs and line ends, with the tab behind it. */
static void add_words(strbuf *out, str s)
{
    size_t from = out->n;
    strbuf_add_str(out, s);
    for (size_t i = from; i < out->n; i++)
        if ((unsigned char)out->p[i] < 0x20)
            out->p[i] = ' ';
}

static void field(strbuf *out, str s)
{
    add_words(out, s);
    strbuf_add_char(out, '\t');
}

static void text_field(strbuf *out, const char *s)
{
    field(out, str_of(s));
}

static void count_field(strbuf *out, int64_t value)
{
    if (value >= 0)
        strbuf_format(out, "%lld", (long long)value);
    strbuf_add_char(out, '\t');
}

static void number_field(strbuf *out, double value, unsigned decimals)
{
    (void)strbuf_add_fixed(out, value, decimals);
    strbuf_add_char(out, '\t');
}

static void date_field(strbuf *out, rec_date date)
{
    char text[WRITE_DATE_BYTES];
    text_field(out, write_date(date, text));
}

static const rec_entity *entity_of(const rec_document *doc, const rec_party *p)
{
    return p->entity >= 0 && (uint32_t)p->entity < doc->entity_count ? &doc->entities[p->entity] : NULL;
}

/* Names: the entity's, else the words of the text. */
static void name_list(strbuf *out, const rec_document *doc, const rec_party *parties, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const rec_entity *e = entity_of(doc, &parties[i]);
        if (i > 0)
            strbuf_add_char(out, ';');
        add_words(out, e ? e->name : record_text(doc, parties[i].span));
    }
    strbuf_add_char(out, '\t');
}

static const char *country_of(const rec_entity *e)
{
    return e->country;
}

static const char *code_of(const rec_entity *e)
{
    return e->code;
}

static void code_list(strbuf *out, const rec_document *doc, const rec_party *parties, uint32_t count, party_text *code)
{
    for (uint32_t i = 0; i < count; i++) {
        const rec_entity *e = entity_of(doc, &parties[i]);
        if (i > 0)
            strbuf_add_char(out, ';');
        if (e != NULL)
            strbuf_add_text(out, code(e));
    }
    strbuf_add_char(out, '\t');
}

static void act(strbuf *out, const rec_document *doc, const rec_event *e)
{
    count_field(out, e->sentence);
    field(out, record_text(doc, e->trigger));
    strbuf_format(out, "%u-%u\t", record_code_point(doc, e->trigger.begin), record_code_point(doc, e->trigger.end));
    text_field(out, e->type);
    text_field(out, e->mode);
    for (uint32_t i = 0; i < e->context_count; i++) {
        if (i > 0)
            strbuf_add_char(out, ';');
        strbuf_add_text(out, e->contexts[i]);
    }
    strbuf_add_char(out, '\t');
    text_field(out, e->cameo);
    count_field(out, e->quad);
    number_field(out, e->goldstein, 2);
    number_field(out, e->score, 2);
}

static void parties(strbuf *out, const rec_document *doc, const rec_event *e)
{
    name_list(out, doc, e->actors, e->actor_count);
    code_list(out, doc, e->actors, e->actor_count, country_of);
    code_list(out, doc, e->actors, e->actor_count, code_of);
    name_list(out, doc, e->recipients, e->recipient_count);
    code_list(out, doc, e->recipients, e->recipient_count, country_of);
    code_list(out, doc, e->recipients, e->recipient_count, code_of);
    name_list(out, doc, e->third_parties, e->third_count);
    code_list(out, doc, e->third_parties, e->third_count, code_of);
}

static void said_by(strbuf *out, const rec_document *doc, const rec_event *e)
{
    const rec_claim *c = e->claim >= 0 && (uint32_t)e->claim < doc->claim_count ? &doc->claims[e->claim] : NULL;
    count_field(out, c ? e->claim : -1);
    for (uint32_t i = 0; c != NULL && i < c->source_count; i++) {
        if (i > 0)
            strbuf_add_char(out, ';');
        add_words(out, record_text(doc, c->sources[i]));
    }
    strbuf_add_char(out, '\t');
}

static void where_and_when(strbuf *out, const rec_document *doc, const rec_event *e)
{
    const rec_place *p = e->place >= 0 && (uint32_t)e->place < doc->place_count ? &doc->places[e->place] : NULL;
    const rec_time *t = e->time >= 0 && (uint32_t)e->time < doc->time_count ? &doc->times[e->time] : NULL;
    field(out, p ? p->name : (str){0});
    text_field(out, p ? p->country : "");
    if (p != NULL && p->has_point) {
        number_field(out, p->lat, 5);
        number_field(out, p->lon, 5);
    } else {
        strbuf_add(out, "\t\t", 2);
    }
    text_field(out, p == NULL ? "" : e->place_hedged ? "1" : "0");
    date_field(out, t ? t->begin : (rec_date){0});
    date_field(out, t ? t->end : (rec_date){0});
}

void write_tsv(rec_document *doc, const dgm_write_options *options, strbuf *out)
{
    (void)options;
    for (uint32_t i = 0; i < doc->event_count; i++) {
        const rec_event *e = &doc->events[i];
        field(out, doc->id);
        field(out, doc->source);
        date_field(out, doc->published);
        count_field(out, i);
        act(out, doc, e);
        parties(out, doc, e);
        text_field(out, record_status_name(e->status));
        number_field(out, e->certainty, 2);
        said_by(out, doc, e);
        where_and_when(out, doc, e);
        count_field(out, e->killed);
        count_field(out, e->injured);
        text_field(out, doc->main_event == (int32_t)i ? "1" : "0");
        add_words(out, str_of(e->rule));
        strbuf_add_char(out, '\n');
    }
}
