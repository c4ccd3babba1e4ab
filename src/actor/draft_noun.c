/* SPDX-License-Identifier: MIT
 * actor/draft_noun.c: the role nouns and pronouns of one sentence. A noun counts where a list of roles or institutions
 * has it, where it counts parties ("the two sides"), or stands for whom "of" names ("dozens of rebels"). */
#include "actor/draft.h"

#include <string.h>

/* The noun is a part of the longer role of the noun it hangs on: "rebel" in "rebel commander". */
static bool inside_longer_role(const actor_work *w, uint32_t i)
{
    const rec_token *t = actor_token(w, i);
    uint32_t first = 0, last = 0;
    if (t->head < 0 || (t->deprel != REC_COMPOUND && t->deprel != REC_AMOD && t->deprel != REC_NMOD))
        return false;
    return actor_role_at(w, (uint32_t)t->head, &first, &last) != MODEL_ACTOR_NONE && i >= first && i <= last;
}

static bool is_noun_head(const actor_work *w, uint32_t i)
{
    const rec_token *t = actor_token(w, i);
    if (t->upos != REC_NOUN && t->upos != REC_PROPN && !(t->upos == REC_ADJ && (t->morph & REC_MORPH_PLUR)))
        return false;
    return !(t->deprel == REC_NMOD_DESC && t->head >= 0 && actor_token(w, (uint32_t)t->head)->upos == REC_PROPN);
}

/* "the two sides", "both countries": a plural that counts the parties. */
static bool is_collective(const actor_work *w, uint32_t i, uint32_t begin)
{
    const rec_token *t = actor_token(w, i);
    if (!(t->morph & REC_MORPH_PLUR) || !(actor_word_class(w, i) & (MODEL_WORD_SIDES | MODEL_WORD_LEADERS)))
        return false;
    if ((actor_word_class(w, i) & MODEL_WORD_ALONE) && i > begin && str_equal(actor_token(w, i - 1)->lower, STR("the")))
        return true;
    for (uint32_t k = i; k-- > begin && i - k <= 4;)
        if (str_equal(actor_token(w, k)->lower, STR("two")) || str_equal(actor_token(w, k)->lower, STR("both")))
            return actor_is_premodifier(w, k, i);
    return false;
}

bool actor_is_the_land(const actor_work *w, uint32_t noun)
{
    const rec_token *t = actor_token(w, noun);
    return !(t->morph & REC_MORPH_PLUR) && noun > w->doc->sentences[t->sentence].first_token &&
           (actor_word_class(w, noun) & MODEL_WORD_LAND) && str_equal(actor_token(w, noun - 1)->lower, STR("the"));
}

bool actor_is_the_body(const actor_work *w, uint32_t noun)
{
    const rec_token *t = actor_token(w, noun);
    return !(t->morph & REC_MORPH_PLUR) && noun > w->doc->sentences[t->sentence].first_token &&
           (actor_word_class(w, noun) & MODEL_WORD_BODY) && str_equal(actor_token(w, noun - 1)->lower, STR("the"));
}

int32_t actor_contained(const actor_work *w, uint32_t noun)
{
    int32_t child = record_child(w->doc, noun, REC_NMOD);
    int32_t c = child < 0 ? -1 : record_child(w->doc, (uint32_t)child, REC_CASE);
    if (c < 0 || !(actor_word_class(w, noun) & MODEL_WORD_CONTAINER) ||
        !str_equal(actor_token(w, (uint32_t)c)->lower, STR("of")))
        return -1;
    return child;
}

/* "84 were killed", "two were arrested": a bare number to which something is done in the passive counts people. */
static bool is_bare_count(const actor_work *w, uint32_t i)
{
    const rec_token *t = actor_token(w, i);
    if (t->upos != REC_NUM || t->deprel != REC_NSUBJ_PASS || record_child(w->doc, i, REC_NMOD) >= 0)
        return false;
    for (size_t k = 0; k < t->form.n; k++)
        if (strchr("%$-/:.", t->form.p[k]) != NULL)
            return false;
    return true;
}

static void draft_noun(actor_work *w, uint32_t i, uint32_t begin)
{
    uint32_t first = i, last = i, bits = actor_word_class(w, i);
    uint32_t role = actor_role_at(w, i, &first, &last);
    bool count = is_bare_count(w, i), wanted = count || role != MODEL_ACTOR_NONE || actor_is_the_land(w, i) || actor_is_the_body(w, i) ||
                  actor_contained(w, i) >= 0 || is_collective(w, i, begin) || (bits & MODEL_WORD_COUNTERPART);
    if (!wanted || (role != MODEL_ACTOR_NONE && inside_longer_role(w, i)))
        return;
    actor_draft *d = actor_draft_new(w, i, REC_NOMINAL);
    if (d == NULL)
        return;
    d->core_first = first;
    d->core_last = last;
    d->role = role;
    if (role != MODEL_ACTOR_NONE && model_actor_item_get(w->m, role)->kind != REC_PERSON)
        d->kind = model_actor_item_get(w->m, role)->kind;
    if (count)
        d->kind = REC_GROUP;
    actor_draft_note(w, d, i);
    for (uint32_t k = i; k-- > begin && i - k <= 4;)
        if (actor_is_premodifier(w, k, i))
            d->former |= (actor_word_class(w, k) & MODEL_WORD_FORMER) != 0;
    actor_draft_span(w, d, begin);
}

void actor_draft_nouns(actor_work *w, uint32_t sentence)
{
    const rec_sentence *s = &w->doc->sentences[sentence];
    uint32_t begin = s->first_token, end = begin + s->token_count;
    for (uint32_t i = begin; i < end; i++)
        if ((is_noun_head(w, i) || is_bare_count(w, i)) && w->draft_at[i] < 0)
            draft_noun(w, i, begin);
}

void actor_draft_pronouns(actor_work *w, uint32_t sentence)
{
    const rec_sentence *s = &w->doc->sentences[sentence];
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
        const rec_token *t = actor_token(w, i);
        bool personal = (t->morph & REC_MORPH_PRS) && (t->morph & REC_MORPH_PERSON3);
        bool first = (t->morph & REC_MORPH_PRS) && (t->morph & REC_MORPH_PERSON1);
        bool relative = (t->morph & REC_MORPH_REL) && t->upos == REC_PRON;
        if ((!personal && !relative && !first) || t->deprel == REC_EXPL || w->draft_at[i] >= 0)
            continue;
        actor_draft *d = actor_draft_new(w, i, REC_PRONOUN);
        if (d == NULL)
            return;
        d->mention.span = t->span;
        d->gender = t->morph & REC_MORPH_MASC   ? 'm'
                    : t->morph & REC_MORPH_FEM  ? 'f'
                    : t->morph & REC_MORPH_NEUT ? 'n'
                                                : 0;
    }
}
