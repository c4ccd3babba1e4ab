/* SPDX-License-Identifier: MIT
 * actor/draft.c: what names and nouns share before they are mentions: new drafts, spans, and the way into the record.
 */
#include "actor/draft.h"

#include <stdlib.h>

actor_draft *actor_draft_new(actor_work *w, uint32_t head, rec_mention_kind kind)
{
    w->drafts = actor_grow(w, w->drafts, w->draft_count, &w->draft_capacity, sizeof *w->drafts);
    if (w->doc->memory.failed)
        return NULL;
    actor_draft *d = &w->drafts[w->draft_count++];
    *d = (actor_draft){.core_first = head,
                       .core_last = head,
                       .hit = -1,
                       .role = MODEL_ACTOR_NONE,
                       .title_head = UINT32_MAX,
                       .kind = REC_ROLE};
    d->mention = (rec_mention){
        .first_token = head, .last_token = head, .head = head, .entity = -1, .more_entities = -1, .kind = kind};
    return d;
}

void actor_draft_note(const actor_work *w, actor_draft *d, uint32_t token)
{
    uint32_t bits = actor_word_class(w, token);
    if (bits & MODEL_WORD_FEMALE)
        d->gender = 'f';
    if (bits & MODEL_WORD_MALE)
        d->gender = 'm';
    d->former |= (bits & MODEL_WORD_FORMER) != 0;
}

bool actor_is_premodifier(const actor_work *w, uint32_t token, uint32_t head)
{
    uint32_t at = token;
    for (unsigned steps = 0; steps < 8; steps++) {
        int32_t up = actor_token(w, at)->head;
        if (up == (int32_t)head)
            break;
        if (up < 0)
            return false;
        at = (uint32_t)up;
    }
    if (actor_token(w, at)->head != (int32_t)head || at > head)
        return false;
    if (actor_token(w, token)->upos == REC_VERB && w->hit_at[head] >= 0)
        return false; /* "accused Moscow" */
    switch (actor_token(w, at)->deprel) {
    case REC_DET_DEP:
    case REC_DET_PREDET:
    case REC_AMOD:
    case REC_COMPOUND:
    case REC_NMOD_DESC:
    case REC_NMOD_POSS:
    case REC_NUMMOD:
    case REC_NMOD_UNMARKED:
    case REC_FLAT:
        return true;
    case REC_PUNCT_DEP:
        return actor_is_hyphen(actor_token(w, at));
    default:
        return false;
    }
}

static uint32_t leftmost(const actor_work *w, uint32_t first, uint32_t head, uint32_t begin)
{
    uint32_t from = first;
    while (first > begin && from - first < ACTOR_NAME_TOKENS && actor_is_premodifier(w, first - 1, head))
        first--;
    if (first > begin && w->hit_at[first - 1] >= 0 && w->hits[w->hit_at[first - 1]].list == MODEL_ACTOR_ADJECTIVE &&
        (first < head || first < from))
        first = w->hits[w->hit_at[first - 1]].first; /* "[Ukrainian] Foreign Minister", wherever the tree hangs it */
    return first;
}

/* "the government of Italy", "police in Kabul": the last token of a short phrase right behind a noun. */
static uint32_t with_phrase(const actor_work *w, uint32_t last, uint32_t head)
{
    uint32_t end = w->doc->sentences[actor_token(w, head)->sentence].first_token +
                   w->doc->sentences[actor_token(w, head)->sentence].token_count;
    if (last + 2 >= end || actor_token(w, last + 1)->deprel != REC_CASE ||
        !(str_equal(actor_token(w, last + 1)->lower, STR("of")) ||
          str_equal(actor_token(w, last + 1)->lower, STR("in"))))
        return last;
    int32_t noun = actor_token(w, last + 1)->head;
    if (noun <= (int32_t)last || noun >= (int32_t)end || actor_token(w, (uint32_t)noun)->deprel != REC_NMOD ||
        actor_token(w, (uint32_t)noun)->head != (int32_t)head || noun - (int32_t)last > 8)
        return last;
    uint32_t to = (uint32_t)noun;
    while (to + 1 < end && actor_token(w, to + 1)->deprel == REC_FLAT && actor_token(w, to + 1)->head == noun)
        to++;
    return to;
}

void actor_draft_span(const actor_work *w, actor_draft *d, uint32_t begin)
{
    uint32_t first = leftmost(w, d->core_first, d->mention.head, begin), last = d->core_last;
    if (d->title_head < first && d->role != MODEL_ACTOR_NONE && d->core_first - d->title_head < ACTOR_NAME_TOKENS)
        first = leftmost(w, d->title_head, d->mention.head, begin);
    while (first < d->core_first && actor_token(w, first)->upos == REC_ADP &&
           !(actor_token(w, first + 1)->morph & REC_MORPH_SUP))
        first++; /* a preposition that the tree hangs on the title, but not "at" of "at least 20 soldiers" */
    if (d->mention.kind == REC_NOMINAL)
        last = with_phrase(w, last, d->mention.head);
    d->mention.first_token = first;
    d->mention.last_token = last;
    d->mention.span = (rec_span){actor_token(w, first)->span.begin, actor_token(w, last)->span.end};
}

static int by_place(const void *a, const void *b)
{
    const rec_mention *x = &((const actor_draft *)a)->mention, *y = &((const actor_draft *)b)->mention;
    if (x->first_token != y->first_token)
        return x->first_token < y->first_token ? -1 : 1;
    if (x->last_token != y->last_token)
        return x->last_token > y->last_token ? -1 : 1;
    return (x->head > y->head) - (x->head < y->head);
}

/* Where the tree parts a name, each part that hangs outside of it leads to the mention too, as its title does. */
static void spread_mention(actor_work *w, const actor_draft *d)
{
    uint32_t first = d->title_head < d->core_first ? d->title_head : d->core_first;
    for (uint32_t i = first; i <= d->core_last && d->mention.kind == REC_NAME; i++) {
        rec_token *t = &w->doc->tokens[i];
        bool outside = t->head < (int32_t)d->core_first || t->head > (int32_t)d->core_last;
        if (t->mention < 0 && (outside || t->deprel == REC_NMOD_DESC))
            t->mention = w->doc->tokens[d->mention.head].mention;
    }
}

void actor_commit_drafts(actor_work *w, uint32_t sentence)
{
    (void)sentence;
    if (w->draft_count > 1)
        qsort(w->drafts, w->draft_count, sizeof *w->drafts, by_place);
    for (uint32_t i = 0; i < w->draft_count; i++) {
        rec_mention *grown = arena_push(&w->doc->memory, w->doc->mentions, w->doc->mention_count, sizeof *grown);
        if (grown == NULL) {
            w->draft_count = i;
            return;
        }
        w->doc->mentions = grown;
        w->doc->mentions[w->doc->mention_count++] = w->drafts[i].mention;
        w->doc->tokens[w->drafts[i].mention.head].mention =
            (int32_t)w->doc->mention_count - 1; /* the innermost comes last */
    }
    for (uint32_t i = 0; i < w->draft_count; i++)
        spread_mention(w, &w->drafts[i]);
}
