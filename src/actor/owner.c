/* SPDX-License-Identifier: MIT
 * actor/owner.c: whose somebody is: the country or body that stands with a noun or a name, as an adjective, a name
 * before it, an owner, or behind "of" and "in". By the tree first, then by what stands beside it. */
#include "actor/work.h"

static int32_t country_entity(const actor_work *w, uint32_t token)
{
    int32_t m = actor_token(w, token)->mention;
    int32_t e = m < 0 ? -1 : w->doc->mentions[m].entity;
    return e >= 0 && w->doc->entities[e].country[0] != 0 ? e : -1;
}

static bool is_owning(const actor_work *w, uint32_t child, uint32_t head)
{
    const rec_token *t = actor_token(w, child);
    switch (t->deprel) {
    case REC_AMOD:
    case REC_COMPOUND:
    case REC_NMOD_POSS:
    case REC_NMOD_DESC:
    case REC_NMOD_UNMARKED:
    case REC_FLAT:
        return child < head;
    case REC_NMOD: {
        int32_t c = record_child(w->doc, child, REC_CASE);
        return c >= 0 && (model_actor_class(w->m, actor_token(w, (uint32_t)c)->lower) & MODEL_WORD_OWNER_CASE) != 0;
    }
    default:
        return false;
    }
}

/* Depth first over the premodifiers and the "of" phrases of `head`, at most three levels down. */
static int32_t owner_below(const actor_work *w, uint32_t head, unsigned depth)
{
    unsigned seen = 0;
    for (int32_t i = actor_token(w, head)->first_child; i >= 0 && seen < ACTOR_CHILDREN;
         i = actor_token(w, (uint32_t)i)->next_sibling, seen++) {
        if (!is_owning(w, (uint32_t)i, head))
            continue;
        int32_t e = country_entity(w, (uint32_t)i);
        if (e < 0 && depth > 0)
            e = owner_below(w, (uint32_t)i, depth - 1);
        if (e >= 0)
            return e;
    }
    return -1;
}

/* An adjective or name of a country inside the phrase or directly before it, whatever the tree says. */
static int32_t owner_beside(const actor_work *w, uint32_t head, uint32_t first)
{
    uint32_t begin = w->doc->sentences[actor_token(w, head)->sentence].first_token;
    for (uint32_t i = head; i-- > begin && head - i < ACTOR_NAME_TOKENS;) {
        uint8_t upos = actor_token(w, i)->upos;
        if (i + 1 == first && i > begin && actor_token(w, i)->deprel == REC_CASE &&
            actor_token(w, i)->head == (int32_t)i - 1) { /* "Chad's [president]" */
            first = i;
            continue;
        }
        if (i < first && (i + 1 < first || w->hit_at[i] < 0))
            return -1;
        if (w->hit_at[i] >= 0 && w->hits[w->hit_at[i]].list != MODEL_ACTOR_COLLECTIVE) {
            int32_t e = country_entity(w, w->hits[w->hit_at[i]].head);
            if (e >= 0 && w->doc->entities[e].kind != REC_PERSON)
                return e;
        }
        if (upos == REC_VERB || upos == REC_AUX || upos == REC_CCONJ || upos == REC_PUNCT)
            return -1;
    }
    return -1;
}

/* "Officials in Turkey have ...": what stands between a subject and its verb is the subject's, whatever the tree says.
 */
static int32_t owner_behind(const actor_work *w, uint32_t head)
{
    const rec_token *t = actor_token(w, head);
    if (t->head < 0 || (uint32_t)t->head < head || (t->deprel != REC_NSUBJ && t->deprel != REC_NSUBJ_PASS))
        return -1;
    uint32_t at = head + 1, end = (uint32_t)t->head < head + 6 ? (uint32_t)t->head : head + 6;
    if (at >= end || !(model_actor_class(w->m, actor_token(w, at)->lower) & MODEL_WORD_OWNER_CASE))
        return -1;
    for (at++; at < end; at++) {
        int32_t e = country_entity(w, at);
        if (e >= 0)
            return e;
        if (actor_token(w, at)->upos == REC_PUNCT || actor_token(w, at)->upos == REC_NOUN)
            return -1;
    }
    return -1;
}

/* "their aides in Munich", "his Ukrainian counterpart": a pronoun owns before a place does, an adjective before both.
 */
static bool owned_by_pronoun(const actor_work *w, uint32_t head, int32_t *e)
{
    int32_t poss = record_child(w->doc, head, REC_NMOD_POSS), by_name = record_child(w->doc, head, REC_AMOD);
    if (poss < 0 || actor_token(w, (uint32_t)poss)->upos != REC_PRON)
        return false;
    *e = by_name < 0 ? -1 : country_entity(w, (uint32_t)by_name);
    by_name = record_child(w->doc, head, REC_COMPOUND);
    if (*e < 0 && by_name >= 0)
        *e = country_entity(w, (uint32_t)by_name);
    if (*e < 0)
        *e = country_entity(w, (uint32_t)poss);
    return true;
}

int32_t actor_owner(const actor_work *w, uint32_t head, uint32_t first)
{
    int32_t e = -1;
    if (owned_by_pronoun(w, head, &e))
        return e;
    e = owner_below(w, head, 2);
    if (e < 0)
        e = owner_behind(w, head);
    return e >= 0 ? e : owner_beside(w, head, first);
}
