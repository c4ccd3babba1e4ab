/* SPDX-License-Identifier: MIT
 *
 * One event and how it came about, for people: the sentence with the trigger marked, the reading, the steps that led
 * there as the event stage tells them, each party with its way through the tree and the line of data that knew it, the
 * source, place and time. The way of a party is the path in the tree from its head up to what it has in common with the
 * trigger and down again.
 */
#include "write/phrase.h"
#include "write/write.h"

#define LABEL_COLUMN 2u
#define VALUE_COLUMN 14u
#define PATH_MOST 24u /* tokens on one side of a path */

typedef struct explanation {
    rec_document *doc;
    const rec_event *event;
    flow f;
} explanation;

static void begin(explanation *x, const char *label)
{
    flow_begin(&x->f, LABEL_COLUMN, VALUE_COLUMN);
    flow_text(&x->f, FLOW_DIM, label);
    flow_tab(&x->f, VALUE_COLUMN);
}

static void line(explanation *x, const char *label, const char *value)
{
    begin(x, label);
    flow_text(&x->f, FLOW_PLAIN, value);
    flow_end(&x->f);
}

static void heading(explanation *x, uint32_t number)
{
    flow *f = &x->f;
    flow_begin(f, 0, VALUE_COLUMN);
    flow_text(f, FLOW_BOLD, "event ");
    phrase_number(f, FLOW_BOLD, number);
    flow_tab(f, VALUE_COLUMN);
    phrase_type(f, x->event);
    flow_text(f, FLOW_PLAIN, " ");
    phrase_dyad(f, x->doc, x->event);
    phrase_circumstances(f, x->doc, x->event, true);
    flow_end(f);
}

static void sentence(explanation *x, const char *label, uint32_t number, rec_span trigger)
{
    rec_span s = x->doc->sentences[number].span;
    begin(x, label);
    phrase_number(&x->f, FLOW_DIM, number + 1);
    flow_text(&x->f, FLOW_DIM, ": ");
    flow_put(&x->f, FLOW_PLAIN, record_text(x->doc, (rec_span){s.begin, trigger.begin}));
    flow_text(&x->f, FLOW_BOLD, "[");
    flow_put(&x->f, FLOW_BOLD, record_text(x->doc, trigger));
    flow_text(&x->f, FLOW_BOLD, "]");
    flow_put(&x->f, FLOW_PLAIN, record_text(x->doc, (rec_span){trigger.end, s.end}));
    flow_end(&x->f);
}

static void coding(explanation *x)
{
    const rec_event *e = x->event;
    begin(x, "coded");
    flow_text(&x->f, FLOW_PLAIN, "CAMEO ");
    flow_text(&x->f, FLOW_PLAIN, e->cameo);
    flow_text(&x->f, FLOW_PLAIN, ", quad class ");
    phrase_number(&x->f, FLOW_PLAIN, e->quad);
    flow_text(&x->f, FLOW_PLAIN, ", Goldstein ");
    phrase_decimal(&x->f, e->goldstein);
    flow_text(&x->f, FLOW_PLAIN, ", PLOVER score ");
    phrase_decimal(&x->f, e->score);
    for (uint32_t i = 0; i < e->context_count; i++) {
        flow_text(&x->f, FLOW_PLAIN, i == 0 ? "; context " : ", ");
        flow_text(&x->f, FLOW_PLAIN, e->contexts[i]);
    }
    flow_end(&x->f);
    line(x, "rule", e->rule);
}

/* The steps of the event stage, one a line. */
static void derivation(explanation *x, const char *text)
{
    str rest = str_of(text);
    const char *label = "because";
    while (rest.n > 0) {
        str step = str_trim(str_cut(rest, '\n', &rest));
        if (step.n == 0)
            continue;
        begin(x, label);
        flow_put(&x->f, FLOW_PLAIN, step);
        flow_end(&x->f);
        label = "";
    }
}

/* ---- paths ------------------------------------------------------------------------------------------------------- */

/* The tokens from `token` up to the root of its sentence; gives how many (at most PATH_MOST). */
static uint32_t climb(const rec_document *doc, uint32_t token, uint32_t way[PATH_MOST])
{
    uint32_t count = 0;
    int32_t at = (int32_t)token;
    while (at >= 0 && count < PATH_MOST) {
        way[count++] = (uint32_t)at;
        at = doc->tokens[at].head;
    }
    return count;
}

static void step(flow *f, const rec_document *doc, uint32_t token, uint32_t link, bool up)
{
    flow_text(f, FLOW_DIM, up ? " ‹" : " ");
    flow_text(f, FLOW_DIM, record_deprel_name((rec_deprel)doc->tokens[link].deprel));
    flow_text(f, FLOW_DIM, up ? " " : "› ");
    flow_put(f, FLOW_PLAIN, doc->tokens[token].form);
}

/* "Kenya ‹nsubj held obj› talks" */
static void path(flow *f, const rec_document *doc, uint32_t from, uint32_t to)
{
    uint32_t up[PATH_MOST], down[PATH_MOST], ups = climb(doc, from, up), downs = climb(doc, to, down);
    if (ups == 0 || downs == 0 || up[ups - 1] != down[downs - 1])
        return; /* in different sentences, or too far apart */
    while (ups > 1 && downs > 1 && up[ups - 2] == down[downs - 2]) {
        ups--;
        downs--;
    }
    flow_put(f, FLOW_PLAIN, doc->tokens[from].form);
    for (uint32_t i = 1; i < ups; i++)
        step(f, doc, up[i], up[i - 1], true);
    for (uint32_t i = downs - 1; i-- > 0;)
        step(f, doc, down[i], down[i], false);
}

/* ---- parties ----------------------------------------------------------------------------------------------------- */

static const rec_mention *mention_at(const rec_document *doc, rec_span span)
{
    for (uint32_t i = 0; i < doc->mention_count; i++)
        if (doc->mentions[i].span.begin == span.begin && doc->mentions[i].span.end == span.end)
            return &doc->mentions[i];
    return NULL;
}

/* The words by which an entity is known: its first name, else its first words, but not these. NULL: none. */
static const rec_mention *known_as(const rec_document *doc, int32_t entity, const rec_mention *besides)
{
    const rec_mention *first = NULL;
    for (uint32_t i = 0; i < doc->mention_count; i++) {
        const rec_mention *m = &doc->mentions[i];
        if (m == besides || m->entity != entity || m->kind == REC_PRONOUN)
            continue;
        if (m->kind == REC_NAME)
            return m;
        first = first != NULL ? first : m;
    }
    return first;
}

/* "He", "the two sides": for whom the words stand. */
static void antecedent(explanation *x, const rec_party *party)
{
    const rec_document *doc = x->doc;
    const rec_mention *m = mention_at(doc, party->span);
    if (m == NULL || m->kind == REC_NAME || party->entity < 0)
        return;
    const rec_mention *named = known_as(doc, party->entity, m);
    if (named == NULL)
        return;
    flow_text(&x->f, FLOW_PLAIN, m->more_entities >= 0 ? "; one of them is “" : "; stands for “");
    phrase_words(&x->f, FLOW_PLAIN, record_text(doc, named->span), 80);
    flow_text(&x->f, FLOW_PLAIN, "” in sentence ");
    phrase_number(&x->f, FLOW_PLAIN, doc->tokens[named->first_token].sentence + 1);
}

/* The line that knew the party, and whose it is where its land is that of another. */
static void knowledge(explanation *x, const rec_entity *e)
{
    const rec_entity *owner = phrase_entity(x->doc, e->parent);
    flow_text(&x->f, FLOW_DIM, "; known by ");
    flow_text(&x->f, FLOW_DIM, e->rule);
    if (owner == NULL || owner == e)
        return;
    flow_text(&x->f, FLOW_PLAIN, "; of ");
    flow_put(&x->f, FLOW_PLAIN, owner->name);
    flow_text(&x->f, FLOW_DIM, ", known by ");
    flow_text(&x->f, FLOW_DIM, owner->rule);
}

static void parties(explanation *x, const char *role, const rec_party *list, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const rec_entity *e = phrase_entity(x->doc, list[i].entity);
        begin(x, i == 0 ? role : "");
        phrase_name(&x->f, x->doc, &list[i]);
        flow_text(&x->f, FLOW_PLAIN, " from “");
        phrase_words(&x->f, FLOW_PLAIN, record_text(x->doc, list[i].span), 80);
        flow_text(&x->f, FLOW_PLAIN, "”: ");
        if (list[i].head < x->doc->token_count && x->event->head < x->doc->token_count)
            path(&x->f, x->doc, list[i].head, x->event->head);
        antecedent(x, &list[i]);
        if (e != NULL)
            knowledge(x, e);
        flow_end(&x->f);
    }
}

static void circumstances(explanation *x)
{
    const rec_event *e = x->event;
    const rec_claim *claim = phrase_claim(x->doc, e->claim);
    const rec_place *place = phrase_place_of(x->doc, e->place);
    const rec_time *time = phrase_time_of(x->doc, e->time);
    begin(x, "said by");
    if (claim != NULL)
        phrase_sources(&x->f, x->doc, e->claim);
    else
        flow_text(&x->f, FLOW_PLAIN, "the report itself");
    flow_text(&x->f, FLOW_DIM, claim ? "; by " : "");
    flow_text(&x->f, FLOW_DIM, claim ? claim->rule : "");
    flow_end(&x->f);
    if (place != NULL) {
        begin(x, "place");
        phrase_place(&x->f, place, e->place_hedged);
        flow_text(&x->f, FLOW_DIM, "; by ");
        flow_text(&x->f, FLOW_DIM, place->rule);
        flow_end(&x->f);
    }
    if (time != NULL) {
        begin(x, "time");
        phrase_time(&x->f, x->doc, time);
        flow_text(&x->f, FLOW_DIM, "; by ");
        flow_text(&x->f, FLOW_DIM, time->rule);
        flow_end(&x->f);
    }
}

void write_explanation(rec_document *doc, uint32_t event, const dgm_write_options *options, strbuf *out)
{
    explanation x = {.doc = doc, .event = &doc->events[event]};
    flow_init(&x.f, out, options->width, options->color != 0);
    heading(&x, event);
    sentence(&x, "sentence", x.event->sentence, x.event->trigger);
    coding(&x);
    derivation(&x, x.event->derivation);
    parties(&x, "actor", x.event->actors, x.event->actor_count);
    parties(&x, "recipient", x.event->recipients, x.event->recipient_count);
    parties(&x, "third party", x.event->third_parties, x.event->third_count);
    circumstances(&x);
}

void write_held(rec_document *doc, uint32_t index, const dgm_write_options *options, strbuf *out)
{
    const rec_held *h = &doc->held[index];
    explanation x = {.doc = doc};
    flow_init(&x.f, out, options->width, options->color != 0);
    flow_begin(&x.f, 0, VALUE_COLUMN);
    flow_text(&x.f, FLOW_BOLD, "no event");
    flow_tab(&x.f, VALUE_COLUMN);
    flow_text(&x.f, FLOW_PLAIN, h->reason);
    flow_text(&x.f, FLOW_DIM, "; by ");
    flow_text(&x.f, FLOW_DIM, h->rule);
    flow_end(&x.f);
    sentence(&x, "sentence", h->sentence, h->trigger);
    derivation(&x, h->derivation);
}
