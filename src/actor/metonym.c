/* SPDX-License-Identifier: MIT
 * actor/metonym.c: whether a capital or a seat of power is a place or stands for its government.
 *
 * Syntax decides: behind "in", "at", "near" it is a place, as a subject, agent or owner it is a government, beside
 * another government ("Washington and Moscow", "Tehran-Washington talks") it is what the other is. A capital before
 * its country ("Riyadh, Saudi Arabia") and before a noun of place ("Kabul airport") is a place. */
#include "actor/work.h"

/* "Riyadh, Saudi Arabia": the next name after a comma is a country. */
static bool before_country(const actor_work *w, const actor_hit *h)
{
    uint32_t next = h->last + 2;
    if (next >= w->doc->token_count || !str_equal(actor_token(w, h->last + 1)->form, STR(",")))
        return false;
    if (actor_token(w, next)->sentence != actor_token(w, h->head)->sentence || w->hit_at[next] < 0)
        return false;
    const actor_hit *other = &w->hits[w->hit_at[next]];
    return other->item == h->item && other->list == MODEL_ACTOR_NAME;
}

static bool is_government_list(model_actor_list list)
{
    return list == MODEL_ACTOR_CAPITAL || list == MODEL_ACTOR_SEAT || list == MODEL_ACTOR_NAME;
}

/* "Washington-Moscow", "US-Kyiv": another party is tied to it by a hyphen. */
static bool is_tied(const actor_work *w, const actor_hit *h)
{
    uint32_t sentence = actor_token(w, h->head)->sentence;
    for (int side = -1; side <= 1; side += 2) {
        int64_t at = side < 0 ? (int64_t)h->first - 1 : (int64_t)h->last + 1, other = at + side;
        if (other < 0 || other >= (int64_t)w->doc->token_count)
            continue;
        str joint = actor_token(w, (uint32_t)at)->form;
        if (actor_token(w, (uint32_t)other)->sentence == sentence && w->hit_at[other] >= 0 && joint.n <= 3 &&
            (joint.p[0] == '-' || joint.p[0] == '/' || (unsigned char)joint.p[0] == 0xE2) &&
            is_government_list(w->hits[w->hit_at[other]].list))
            return true;
    }
    return false;
}

/* The case word, its class and whether there is one. */
static bool case_class(const actor_work *w, uint32_t token, uint32_t *bits)
{
    int32_t c = record_child(w->doc, token, REC_CASE);
    if (c < 0 || (uint32_t)c > token)
        return false;
    *bits = model_actor_class(w->m, actor_token(w, (uint32_t)c)->lower);
    return true;
}

/* "aid to Kyiv", "a signal from Moscow": "to" and "from" on a noun lead to a government, save on nouns of motion. */
static bool oblique_is_place(const actor_work *w, uint32_t token)
{
    uint32_t bits = 0;
    const rec_token *t = actor_token(w, token);
    if (!case_class(w, token, &bits) || !(bits & MODEL_WORD_PLACE_CASE))
        return false;
    str word = actor_token(w, (uint32_t)record_child(w->doc, token, REC_CASE))->lower;
    if (t->deprel != REC_NMOD || t->head < 0 || !(str_equal(word, STR("to")) || str_equal(word, STR("from"))))
        return true;
    return (actor_word_class(w, (uint32_t)t->head) &
            (MODEL_WORD_MOTION | MODEL_WORD_PLACE_NOUN | MODEL_WORD_PLACE_OF)) != 0;
}

/* "Moscow and Washington", joined in the tree as two names. */
static bool is_paired(const actor_work *w, const actor_hit *h)
{
    int32_t other = record_child(w->doc, h->head, REC_CONJ);
    if (actor_token(w, h->head)->deprel == REC_CONJ)
        other = actor_token(w, h->head)->head;
    return other >= 0 && w->hit_at[other] >= 0 && is_government_list(w->hits[w->hit_at[other]].list);
}

static bool modifier_is_place(const actor_work *w, const actor_hit *h, uint32_t token)
{
    const rec_token *t = actor_token(w, token);
    uint32_t noun = t->head >= 0 ? actor_word_class(w, (uint32_t)t->head) : 0, first = 0, last = 0;
    if (noun & MODEL_WORD_GOVERNMENT)
        return false;
    if (noun & (MODEL_WORD_PLACE_NOUN | MODEL_WORD_PLACE_OF))
        return true;
    if (h->list == MODEL_ACTOR_SEAT || t->deprel == REC_NMOD_POSS || is_paired(w, h))
        return false;
    return t->head < 0 || actor_role_at(w, (uint32_t)t->head, &first, &last) == MODEL_ACTOR_NONE;
}

static bool in_dateline(const actor_work *w, const actor_hit *h)
{
    uint32_t byte = actor_token(w, h->first)->span.begin;
    return byte >= w->doc->dateline.begin && byte < w->doc->dateline.end;
}

bool actor_is_place(const actor_work *w, const actor_hit *h)
{
    uint32_t token = h->head, bits = 0;
    if (before_country(w, h) || in_dateline(w, h))
        return true;
    if (is_tied(w, h))
        return false;
    for (unsigned steps = 0; steps < ACTOR_CLIMB; steps++) {
        const rec_token *t = actor_token(w, token);
        if ((t->deprel != REC_CONJ && t->deprel != REC_APPOS && t->deprel != REC_LIST) || t->head < 0)
            break;
        if (case_class(w, token, &bits) || actor_token(w, (uint32_t)t->head)->upos != REC_PROPN)
            break;
        token = (uint32_t)t->head;
    }
    const rec_token *t = actor_token(w, token);
    switch (t->deprel) {
    case REC_OBL:
    case REC_NMOD:
    case REC_OBL_UNMARKED:
    case REC_CONJ:
        return oblique_is_place(w, token);
    case REC_COMPOUND:
    case REC_AMOD:
    case REC_NMOD_POSS:
    case REC_NMOD_UNMARKED:
    case REC_NMOD_DESC:
        return modifier_is_place(w, h, token);
    case REC_NSUBJ_PASS:
    case REC_OBJ:
        return h->list == MODEL_ACTOR_CAPITAL && t->head >= 0 &&
               (actor_word_class(w, (uint32_t)t->head) & MODEL_WORD_PLACE_VERB) != 0;
    case REC_ROOT:
        return h->list == MODEL_ACTOR_CAPITAL && w->doc->sentences[t->sentence].token_count < 4;
    default:
        return case_class(w, token, &bits) && (bits & MODEL_WORD_PLACE_CASE) != 0;
    }
}
