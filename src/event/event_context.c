/* SPDX-License-Identifier: MIT
 *
 * event_context.c: what an act is about, in PLOVER's 37 contexts. They come from the code of the act, from the words of
 * the act and its arguments, and, where these show none, from the sentence and then the paragraph. What a code brings
 * along by itself is kept only where it fits: "diplomatic" where two countries take part, or none that is known.
 * Cost: the dependents of the act, at most CONTEXT_WORDS words around it.
 */
#include "event/event_work.h"

#include <string.h>

#define CONTEXT_WORDS 200 /* words of a paragraph looked at */
#define CONTEXT_FROM_AFAR 2

static uint8_t context_of(const event_work *w, str lemma, str form)
{
    uint32_t ids[2] = {lemma.n ? model_event_word(w->m, lemma) : EVENT_NONE,
                       form.n ? model_event_word(w->m, form) : EVENT_NONE};
    for (int i = 0; i < 2; i++)
        if (ids[i] != EVENT_NONE && w->m->word_context[ids[i]])
            return w->m->word_context[ids[i]];
    return 0;
}

static void put(rec_event *e, const char *name)
{
    for (uint32_t k = 0; k < e->context_count; k++)
        if (e->contexts[k] == name)
            return;
    if (e->context_count < REC_CONTEXTS)
        e->contexts[e->context_count++] = name;
}

static void add_word(const event_work *w, rec_event *e, const rec_token *t)
{
    uint8_t c = context_of(w, t->lemma, t->lower);
    if (c)
        put(e, w->m->contexts[c - 1]);
}

static void add_arguments(const event_work *w, rec_event *e, uint32_t token, int depth)
{
    WORK_EACH_CHILD(w, token, c)
    {
        uint8_t deprel = work_token(w, (uint32_t)c)->deprel;
        if (deprel == REC_NSUBJ || deprel == REC_PARATAXIS || deprel == REC_ADVCL_RELCL)
            continue;
        add_word(w, e, work_token(w, (uint32_t)c));
        if (depth < 4)
            add_arguments(w, e, (uint32_t)c, depth + 1);
    }
}

/* Whether the parties known are all of one country. */
static bool is_at_home(const rec_document *doc, const rec_event *e)
{
    const rec_party *sides[] = {e->actors, e->recipients};
    const uint32_t counts[] = {e->actor_count, e->recipient_count};
    const char *first = NULL;
    for (int s = 0; s < 2; s++)
        for (uint32_t i = 0; i < counts[s]; i++) {
            const char *c = sides[s][i].entity >= 0 ? doc->entities[sides[s][i].entity].country : "";
            if (c[0] && first && strcmp(first, c) != 0)
                return false;
            first = c[0] ? c : first;
        }
    return first != NULL && e->recipient_count + e->actor_count > 1;
}

static void drop_default(const event_work *w, rec_event *e)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < e->context_count; i++)
        if (w->m->context_abroad == EVENT_NONE || e->contexts[i] != w->m->contexts[w->m->context_abroad])
            e->contexts[kept++] = e->contexts[i];
    e->context_count = kept;
}

/* The rest of the sentence, then of the paragraph, up to CONTEXT_FROM_AFAR contexts. */
static void look_around(const event_work *w, rec_event *e)
{
    const rec_document *doc = w->doc;
    uint32_t paragraph = doc->sentences[e->sentence].paragraph;
    for (uint32_t i = 0; i < w->count && e->context_count < CONTEXT_FROM_AFAR; i++)
        add_word(w, e, &w->tokens[i]);
    uint32_t first = e->sentence, left = CONTEXT_WORDS;
    while (first > 0 && doc->sentences[first - 1].paragraph == paragraph && e->sentence - first < 4)
        first--;
    for (uint32_t s = first; s < e->sentence && e->context_count == 0; s++)
        for (uint32_t k = 0; k < doc->sentences[s].token_count && left > 0 && e->context_count < CONTEXT_FROM_AFAR; k++, left--)
            add_word(w, e, &doc->tokens[doc->sentences[s].first_token + k]);
}

void context_find(const event_work *w, const work_done *d)
{
    rec_event *e = &w->doc->events[d->event];
    if (is_at_home(w->doc, e))
        drop_default(w, e);
    add_arguments(w, e, d->chain_token[0], 0);
    if (d->top != d->chain_token[0])
        add_arguments(w, e, d->top, 2);
    if (e->context_count == 0)
        look_around(w, e);
}
