/* SPDX-License-Identifier: MIT
 *
 * event_phrase.c: the whole phrase in which a party stands. "A court rejected [the government's request]": the party is
 * the government, the phrase what the act was done to. Only words side by side with the phrase's head count, without
 * the preposition before it, without further conjuncts (each is a party of its own) and without clauses that hang on
 * it loosely. A pronoun's phrase is the words that name whom it means, where the same sentence names them before.
 *
 * Cost: linear in the words of the phrase, a bounded climb for each.
 */
#include "event/event_work.h"

/* What stands behind a name and is a part of it: "the University [of Kabul]", "the embassy [in Athens]". */
static bool keeps_name(const event_work *w, uint32_t child)
{
    uint32_t p = tree_preposition(w, child);
    return p != EVENT_NONE &&
           (p == model_event_word(w->m, STR("of")) || model_event_in_class(w->m, p, w->m->class_standing));
}

/* A dependent of the phrase's head that is no part of the phrase. */
static bool is_outside(const event_work *w, uint32_t child, uint32_t head)
{
    const rec_token *t = work_token(w, child);
    switch (t->deprel) {
    case REC_CONJ:
    case REC_CC:
    case REC_CC_PRECONJ:
    case REC_PARATAXIS:
    case REC_ADVCL:
    case REC_ADVMOD:
    case REC_MARK:
    case REC_COP:
    case REC_NSUBJ:
    case REC_AUX_DEP:
    case REC_DISCOURSE:
        return true;
    case REC_CASE:
        return child < head;
    case REC_AMOD:
        return child > head && work_token(w, head)->upos == REC_PROPN; /* "found Smith [guilty of theft]" */
    case REC_NMOD:
        if (work_token(w, head)->upos == REC_PROPN && !keeps_name(w, child))
            return true; /* "blamed Smith [for the attack]" */
        return party_is_time(w, child); /* "the court [on Monday]" rejected */
    case REC_NMOD_UNMARKED:
    case REC_OBL:
    case REC_OBL_UNMARKED:
        return party_is_time(w, child);
    default:
        return false;
    }
}

/* Relative clauses, and participles unless they tell which one is meant: "forces [based in the city]". */
static bool is_loose_clause(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    bool participle = (t->morph & REC_MORPH_PART) && (t->morph & REC_MORPH_PAST);
    if (t->deprel == REC_ACL_RELCL)
        return true;
    return t->deprel == REC_ACL && (!participle || token != (uint32_t)t->head + 1);
}

/* Whether a token hangs on the phrase's head by links that stay inside of the phrase. */
static bool is_inside(const event_work *w, uint32_t token, uint32_t head)
{
    for (int i = 0; i < WORK_CLIMB; i++) {
        const rec_token *t = work_token(w, token);
        if (t->head < 0 || !work_has(w, (uint32_t)t->head) || is_loose_clause(w, token))
            return false;
        if ((uint32_t)t->head == head)
            return !is_outside(w, token, head);
        token = (uint32_t)t->head;
    }
    return false;
}

static bool is_sign(const event_work *w, uint32_t token)
{
    return work_token(w, token)->upos == REC_PUNCT;
}

static rec_span words_around(const event_work *w, uint32_t head)
{
    uint32_t first = head, last = head, end = w->first + w->count;
    while (first > w->first && is_inside(w, first - 1, head))
        first--;
    while (last + 1 < end && is_inside(w, last + 1, head))
        last++;
    while (first < head && is_sign(w, first))
        first++;
    while (last > head && is_sign(w, last))
        last--;
    return (rec_span){work_token(w, first)->span.begin, work_token(w, last)->span.end};
}

/* The last mention of an entity before a token of the sentence that is a name or a noun; -1. */
static int32_t named_before(const event_work *w, uint32_t token, int32_t entity)
{
    const rec_document *doc = w->doc;
    for (uint32_t i = token; entity >= 0 && i-- > w->first;) {
        int32_t mention = work_token(w, i)->mention;
        if (mention >= 0 && (uint32_t)mention < doc->mention_count && doc->mentions[mention].entity == entity &&
            doc->mentions[mention].kind != REC_PRONOUN)
            return (int32_t)i;
    }
    return -1;
}

rec_span party_phrase(const event_work *w, uint32_t argument, const rec_party *party)
{
    if (!work_has(w, argument))
        return party->span;
    if (work_token(w, argument)->upos == REC_PRON) {
        int32_t name = named_before(w, argument, party->entity);
        return name >= 0 ? words_around(w, (uint32_t)name) : party->span;
    }
    rec_span phrase = words_around(w, argument);
    if (phrase.begin > party->span.begin && party->span.end >= phrase.begin)
        phrase.begin = party->span.begin; /* a title that the tree hangs elsewhere */
    if (phrase.end < party->span.end && party->span.begin <= phrase.end)
        phrase.end = party->span.end;
    return phrase;
}
