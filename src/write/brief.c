/* SPDX-License-Identifier: MIT
 *
 * A report on one screen: its head, what it says happened, what is planned or possible, what did not happen, what
 * others say (by source), then a timeline, talks and claims. Events that the report asserts itself come first; those
 * that hang on a claim stand under their source, with their status. A line begins with the number that `dragoman
 * explain` takes, a star for what the report is about, and the sentence ("s4"). Certainty is told where it is below
 * 90 %.
 */
#include "base/map.h"
#include "write/phrase.h"
#include "write/write.h"

#include <stdlib.h>

/* Where the parts of an event's line begin. */
#define SENTENCE_COLUMN 6u
#define TYPE_COLUMN 11u
#define PARTY_COLUMN 21u
#define TALKS_COLUMN 14u
#define CLAIM_COLUMN 7u
#define TIMELINE_COLUMN 14u
#define CUE_ROOM 40u /* letters of a cue */

typedef struct brief {
    rec_document *doc;
    flow f;
    bool headed; /* the head of the section stands */
} brief;

static void head(brief *b, const char *title, const char *note)
{
    if (b->headed)
        return;
    strbuf_add_char(b->f.out, '\n');
    flow_begin(&b->f, 0, 0);
    flow_text(&b->f, FLOW_BOLD, title);
    flow_text(&b->f, FLOW_DIM, note);
    flow_end(&b->f);
    b->headed = true;
}

/* ---- events ------------------------------------------------------------------------------------------------------ */

static void event_line(brief *b, uint32_t number, unsigned indent, bool status)
{
    const rec_event *e = &b->doc->events[number];
    bool is_main = b->doc->main_event == (int32_t)number;
    unsigned digits = number < 10 ? 1 : number < 100 ? 2 : 3;
    flow *f = &b->f;
    flow_begin(f, indent, indent + PARTY_COLUMN);
    flow_text(f, FLOW_BOLD, is_main ? "★" : "");
    flow_tab(f, indent + 4 - digits);
    phrase_number(f, FLOW_PLAIN, number);
    flow_tab(f, indent + SENTENCE_COLUMN);
    flow_text(f, FLOW_DIM, "s");
    phrase_number(f, FLOW_DIM, e->sentence + 1);
    flow_tab(f, indent + TYPE_COLUMN);
    phrase_type(f, e);
    flow_tab(f, indent + PARTY_COLUMN);
    phrase_dyad(f, b->doc, e);
    flow_text(f, FLOW_PLAIN, " “");
    phrase_words(f, FLOW_PLAIN, record_text(b->doc, e->trigger), 60);
    flow_text(f, FLOW_PLAIN, "”");
    phrase_circumstances(f, b->doc, e, status);
    flow_end(f);
}

typedef bool event_test(const rec_event *e);

static bool has_happened(const rec_event *e)
{
    return e->status == REC_HAPPENED || e->status == REC_ONGOING;
}

static bool is_negated(const rec_event *e)
{
    return e->status == REC_NEGATED;
}

static bool is_open(const rec_event *e)
{
    return !has_happened(e) && !is_negated(e);
}

/* Events that the report itself asserts. */
static void own_events(brief *b, const char *title, event_test *test, bool status)
{
    b->headed = false;
    for (uint32_t i = 0; i < b->doc->event_count; i++) {
        const rec_event *e = &b->doc->events[i];
        if (phrase_claim(b->doc, e->claim) != NULL || !test(e))
            continue;
        head(b, title, " · the report itself says so");
        event_line(b, i, 0, status || e->status == REC_ONGOING);
    }
}

/* Events of one source: a list through `next`. */
typedef struct source_group {
    int32_t claim; /* the first one */
    uint32_t first, last;
} source_group;

typedef struct source_groups {
    source_group *items; /* [count] in order of appearance */
    uint32_t count;
    uint32_t *next; /* [event_count] the next event of the group, MAP_NONE at the end */
    map by_source;  /* phrase of the chain of sources to its group */
} source_groups;

/* The chain of sources as plain text, in the document's arena. */
static str source_key(rec_document *doc, int32_t claim, strbuf *scratch)
{
    flow f;
    strbuf_reset(scratch);
    flow_init(&f, scratch, 0, false);
    f.width = UINT32_MAX;
    flow_begin(&f, 0, 0);
    phrase_sources(&f, doc, claim);
    char *copy = arena_string(&doc->memory, scratch->p ? scratch->p : "", scratch->n);
    return (str){copy, copy ? scratch->n : 0};
}

static void add_to_group(source_groups *g, rec_document *doc, uint32_t event, strbuf *scratch)
{
    uint32_t at = map_add(&g->by_source, source_key(doc, doc->events[event].claim, scratch), g->count);
    g->next[event] = MAP_NONE;
    if (at == MAP_NONE)
        return;
    if (at < g->count) {
        g->next[g->items[at].last] = event;
        g->items[at].last = event;
    } else {
        g->items[g->count++] = (source_group){doc->events[event].claim, event, event};
    }
}

static void group_by_source(source_groups *g, rec_document *doc)
{
    strbuf scratch;
    *g = (source_groups){.next = ARENA_ARRAY(&doc->memory, uint32_t, doc->event_count),
                         .items = ARENA_ARRAY(&doc->memory, source_group, doc->event_count)};
    if (g->next == NULL || g->items == NULL)
        return;
    strbuf_init(&scratch, 0);
    for (uint32_t i = 0; i < doc->event_count; i++)
        if (phrase_claim(doc, doc->events[i].claim) != NULL)
            add_to_group(g, doc, i, &scratch);
    strbuf_release(&scratch);
}

static void reported_events(brief *b)
{
    source_groups g;
    group_by_source(&g, b->doc);
    b->headed = false;
    for (uint32_t i = 0; i < g.count; i++) {
        head(b, "WHAT OTHERS SAY", " · on their word alone");
        flow_begin(&b->f, 2, 4);
        flow_text(&b->f, FLOW_PLAIN, "according to ");
        phrase_sources(&b->f, b->doc, g.items[i].claim);
        flow_end(&b->f);
        for (uint32_t e = g.items[i].first; e != MAP_NONE; e = g.next[e])
            event_line(b, e, 2, b->doc->events[e].status != REC_HAPPENED);
    }
    map_release(&g.by_source);
}

/* ---- talks ------------------------------------------------------------------------------------------------------- */

static void entity_names(brief *b, const int32_t *entities, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        rec_party party = {.entity = entities[i]};
        flow_text(&b->f, FLOW_PLAIN, i == 0 ? "" : i + 1 < count ? ", " : " and ");
        phrase_name(&b->f, b->doc, &party);
    }
}

static void round_line(brief *b, const rec_round *r)
{
    const rec_place *place = phrase_place_of(b->doc, r->place);
    const rec_time *time = phrase_time_of(b->doc, r->time);
    flow *f = &b->f;
    flow_begin(f, 4, TALKS_COLUMN);
    flow_text(f, FLOW_PLAIN, "round ");
    if (r->number > 0)
        phrase_number(f, FLOW_PLAIN, r->number);
    else
        flow_text(f, FLOW_PLAIN, "?");
    flow_tab(f, TALKS_COLUMN);
    flow_text(f, FLOW_PLAIN, record_status_name(r->status));
    flow_text(f, FLOW_PLAIN, place ? ", " : "");
    if (place != NULL)
        phrase_place(f, place, r->place_hedged);
    flow_text(f, FLOW_PLAIN, time ? ", " : "");
    if (time != NULL)
        phrase_time(f, b->doc, time);
    flow_text(f, FLOW_PLAIN, r->delegate_count > 0 ? ": " : "");
    entity_names(b, r->delegates, r->delegate_count);
    if (r->outcome != NULL) {
        flow_text(f, FLOW_PLAIN, "; outcome: ");
        flow_text(f, FLOW_PLAIN, r->outcome);
    }
    flow_end(f);
}

static void agenda_line(brief *b, const rec_talks *t, bool on)
{
    bool any = false;
    for (uint32_t i = 0; i < t->agenda_count; i++) {
        if (t->agenda[i].on != on)
            continue;
        if (!any) {
            flow_begin(&b->f, 4, TALKS_COLUMN);
            flow_text(&b->f, FLOW_PLAIN, on ? "agenda" : "left out");
            flow_tab(&b->f, TALKS_COLUMN);
        }
        flow_text(&b->f, FLOW_PLAIN, any ? "; " : "");
        phrase_words(&b->f, FLOW_PLAIN, record_text(b->doc, t->agenda[i].span), 60);
        any = true;
    }
    if (any)
        flow_end(&b->f);
}

static void talks(brief *b)
{
    b->headed = false;
    for (uint32_t i = 0; i < b->doc->talk_count; i++) {
        const rec_talks *t = &b->doc->talks[i];
        head(b, "TALKS", "");
        flow_begin(&b->f, 2, 4);
        entity_names(b, t->parties, t->party_count);
        if (t->party_count == 0)
            flow_text(&b->f, FLOW_PLAIN, "parties not told");
        const int32_t others[] = {t->host, t->mediator};
        static const char *const names[] = {"; host: ", "; mediator: "};
        for (unsigned k = 0; k < 2; k++)
            if (phrase_entity(b->doc, others[k]) != NULL) {
                flow_text(&b->f, FLOW_PLAIN, names[k]);
                entity_names(b, &others[k], 1);
            }
        flow_end(&b->f);
        for (uint32_t k = 0; k < t->round_count; k++)
            round_line(b, &t->rounds[k]);
        agenda_line(b, t, true);
        agenda_line(b, t, false);
    }
}

/* ---- timeline ---------------------------------------------------------------------------------------------------- */

typedef struct dated {
    int32_t begin, end; /* days since 1970 */
    uint32_t event;
} dated;

static int by_date(const void *a, const void *b)
{
    const dated *x = a, *y = b;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return (x->event > y->event) - (x->event < y->event);
}

static void timeline_line(brief *b, uint32_t number)
{
    const rec_event *e = &b->doc->events[number];
    flow *f = &b->f;
    flow_begin(f, 2, TIMELINE_COLUMN);
    phrase_time(f, b->doc, phrase_time_of(b->doc, e->time));
    flow_tab(f, TIMELINE_COLUMN);
    phrase_type(f, e);
    flow_text(f, FLOW_PLAIN, " ");
    phrase_dyad(f, b->doc, e);
    if (e->status != REC_HAPPENED) {
        flow_text(f, FLOW_PLAIN, ", ");
        flow_text(f, FLOW_PLAIN, record_status_name(e->status));
    }
    flow_text(f, FLOW_DIM, " (");
    phrase_number(f, FLOW_DIM, number);
    flow_text(f, FLOW_DIM, ")");
    flow_end(f);
}

/* What has a date, in the order of the dates; left out where there is only one. */
static void timeline(brief *b)
{
    rec_document *doc = b->doc;
    dated *list = ARENA_ARRAY(&doc->memory, dated, doc->event_count);
    uint32_t count = 0;
    for (uint32_t i = 0; list != NULL && i < doc->event_count; i++) {
        const rec_time *t = phrase_time_of(doc, doc->events[i].time);
        if (t != NULL && t->begin.year != 0 && doc->events[i].status != REC_NEGATED)
            list[count++] = (dated){record_date_days(t->begin), record_date_days(t->end), i};
    }
    if (count < 2)
        return;
    qsort(list, count, sizeof *list, by_date);
    b->headed = false;
    head(b, "TIMELINE", "");
    for (uint32_t i = 0; i < count; i++)
        timeline_line(b, list[i].event);
}

/* ---- claims ----------------------------------------------------------------------------------------------------- */

/* A quotation without its own quotation marks. */
static str bare(str s, bool quoted)
{
    static const char *const marks[] = {"\"", "“", "”", "''", "``"};
    for (size_t i = 0; quoted && i < sizeof marks / sizeof *marks; i++) {
        str mark = str_of(marks[i]);
        if (str_starts(s, mark))
            s = (str){s.p + mark.n, s.n - mark.n};
        if (str_ends(s, mark))
            s.n -= mark.n;
    }
    return s;
}

/* The word that tells how it is said, after the source: "Lavrov rejected: ...", "Lavrov (claim): ...". */
static void cue_of(brief *b, const rec_claim *c)
{
    const rec_claim *outer = phrase_claim(b->doc, c->within); /* of "X reports, citing Y" the word is X's */
    bool handed_on = outer != NULL && outer->content_count > 0 && outer->content[0].begin == c->content[0].begin;
    bool told = c->cue.end > c->cue.begin && c->cue_head < b->doc->token_count && !handed_on;
    rec_upos upos = told ? (rec_upos)b->doc->tokens[c->cue_head].upos : REC_UPOS_NONE;
    bool noun = upos == REC_NOUN || upos == REC_PROPN || upos == REC_ADJ;
    if (!noun && upos != REC_VERB && upos != REC_AUX)
        return;
    flow_text(&b->f, FLOW_PLAIN, noun ? " (" : " ");
    phrase_words(&b->f, FLOW_CYAN, record_text(b->doc, c->cue), CUE_ROOM);
    flow_text(&b->f, FLOW_PLAIN, noun ? ")" : "");
}

static void claim_line(brief *b, uint32_t number)
{
    const rec_claim *c = &b->doc->claims[number];
    flow *f = &b->f;
    if (c->content_count == 0)
        return;
    int32_t sentence = record_sentence_at(b->doc, c->content[0].begin);
    bool quoted = c->manner == REC_DIRECT;
    head(b, "WHO SAYS WHAT", "");
    flow_begin(f, 2, CLAIM_COLUMN);
    flow_text(f, FLOW_DIM, "s");
    phrase_number(f, FLOW_DIM, (uint32_t)(sentence + 1));
    flow_tab(f, CLAIM_COLUMN);
    phrase_sources(f, b->doc, (int32_t)number);
    cue_of(b, c);
    flow_text(f, FLOW_PLAIN, quoted ? ": “" : ": ");
    unsigned room = flow_room(f), line = f->width - CLAIM_COLUMN;
    phrase_words(f, FLOW_PLAIN, bare(record_text(b->doc, c->content[0]), quoted),
                 room > 40 ? room - 1 : room + line - 1);
    flow_text(f, FLOW_PLAIN, quoted ? "”" : "");
    flow_end(f);
}

void write_brief(rec_document *doc, const dgm_write_options *options, strbuf *out)
{
    brief b = {.doc = doc};
    flow_init(&b.f, out, options->width, options->color != 0);
    phrase_report_head(&b.f, doc);
    own_events(&b, "WHAT HAPPENED", has_happened, false);
    own_events(&b, "WHAT IS PLANNED OR POSSIBLE", is_open, true);
    own_events(&b, "WHAT DID NOT HAPPEN", is_negated, false);
    reported_events(&b);
    timeline(&b);
    talks(&b);
    b.headed = false;
    for (uint32_t i = 0; i < doc->claim_count; i++)
        claim_line(&b, i);
    if (!str_equal(doc->language, STR("en")))
        strbuf_add_text(out, "\nNot English, as far as its words tell: no events were looked for.\n");
    else if (doc->event_count == 0)
        strbuf_add_text(out, "\nNo events found.\n");
    strbuf_add_char(out, '\n');
}
