/* SPDX-License-Identifier: MIT
 * actor/type.c: what a name that no list has names: a person, a body, a group or a place, or nothing that can act.
 *
 * Evidence is asked in the order of its strength: a title, the last word ("... Agreement", "... River", "...
 * Ministry"), a given name or the shape of a personal name, capitals, article, preposition. */
#include "actor/work.h"

static bool is_acronym(str form)
{
    unsigned capitals = 0;
    for (size_t i = 0; i < form.n; i++) {
        if (form.p[i] >= 'a' && form.p[i] <= 'z')
            return false;
        capitals += form.p[i] >= 'A' && form.p[i] <= 'Z';
    }
    return capitals >= 2 && form.n <= 8;
}

static uint32_t case_of(const actor_work *w, uint32_t head)
{
    int32_t c = record_child(w->doc, head, REC_CASE);
    return c < 0 || (uint32_t)c > head ? 0 : model_actor_class(w->m, actor_token(w, (uint32_t)c)->lower);
}

/* "in Gori", "the city of Homs" */
static bool is_placed(const actor_work *w, uint32_t head)
{
    const rec_token *t = actor_token(w, head);
    int32_t c = record_child(w->doc, head, REC_CASE);
    if (t->deprel != REC_OBL && t->deprel != REC_NMOD)
        return false;
    if (c >= 0 && str_equal(actor_token(w, (uint32_t)c)->lower, STR("of")))
        return t->head >= 0 && (actor_word_class(w, (uint32_t)t->head) & MODEL_WORD_PLACE_OF) != 0;
    return (case_of(w, head) & MODEL_WORD_PLACE_CASE) != 0 && record_child(w->doc, head, REC_DET_DEP) < 0;
}

static bool has_flat(const actor_work *w, const actor_draft *d)
{
    for (uint32_t i = d->core_first; i <= d->core_last; i++)
        if (actor_token(w, i)->deprel == REC_FLAT)
            return true;
    return false;
}

static bool is_subject(const actor_work *w, uint32_t head)
{
    switch (actor_token(w, head)->deprel) {
    case REC_NSUBJ:
    case REC_NSUBJ_PASS:
    case REC_OBL_AGENT:
    case REC_APPOS:
    case REC_CONJ:
    case REC_NMOD_POSS:
        return true;
    default:
        return false;
    }
}

/* The last word tells: sets kind and role, or says that nothing can act. */
static bool by_last_word(const actor_work *w, actor_draft *d, bool *known)
{
    uint32_t first = 0, last = 0, bits = actor_word_class(w, d->core_last) | actor_word_class(w, d->mention.head);
    *known = true;
    if (bits & (MODEL_WORD_THING | MODEL_WORD_NO_NAME))
        return false;
    if (bits & MODEL_WORD_PLACE_NOUN) {
        d->kind = REC_PLACE;
        return true;
    }
    uint32_t role = actor_role_at(w, d->mention.head, &first, &last);
    if (role == MODEL_ACTOR_NONE || has_flat(w, d)) {
        *known = false;
        return true;
    }
    const model_actor_item *item = model_actor_item_get(w->m, role);
    if (item->list == MODEL_ACTOR_ROLE && item->kind != REC_GROUP)
        return false; /* "NATO Secretary General": a noun, taken by actor_draft_nouns */
    d->role = role;
    d->kind = item->list == MODEL_ACTOR_AGENCY ? REC_ORGANISATION : REC_GROUP;
    return true;
}

static void set_small(actor_work *w, str word)
{
    uint64_t bit = str_hash(word) % ACTOR_SMALL_WORDS;
    w->small[bit / 64] |= 1ull << bit % 64;
}

void actor_note_small_words(actor_work *w)
{
    if (w->doc->token_count > ACTOR_SMALL_WORDS / 8)
        return; /* the bits would fill up and say nothing */
    w->small = ARENA_ARRAY(&w->doc->memory, uint64_t, ACTOR_SMALL_WORDS / 64);
    for (uint32_t i = 0; i < w->doc->token_count && w->small != NULL; i++)
        if (w->doc->tokens[i].form.n > 2 && str_equal(w->doc->tokens[i].form, w->doc->tokens[i].lower))
            set_small(w, w->doc->tokens[i].lower);
}

/* The first word of a sentence, alone, and written small elsewhere. */
static bool is_common_word(const actor_work *w, const actor_draft *d)
{
    const rec_token *t = actor_token(w, d->core_first);
    uint64_t bit = str_hash(t->lower) % ACTOR_SMALL_WORDS;
    return d->core_first == d->core_last && w->small != NULL &&
           d->core_first == w->doc->sentences[t->sentence].first_token && (w->small[bit / 64] >> bit % 64 & 1) != 0;
}

/* ---- the gazetteer ---- */

/* True where the gazetteer has the name and nothing around it speaks for a person. */
static bool by_gazetteer(const actor_work *w, actor_draft *d)
{
    const model_place_row *row = actor_place_row(w, d);
    if (row == NULL)
        return false;
    str first = actor_token(w, d->core_first)->lower;
    unsigned bits = model_place_word_of(w->places, first).bits;
    bool single = d->core_first == d->core_last;
    bool unsure = (single && (bits & PLACE_WORD_WEAK)) || (model_actor_class(w->m, first) & MODEL_WORD_GIVEN) ||
                  (actor_is_small_place(row) && !actor_is_among_places(w, d));
    if ((bits & PLACE_WORD_NOT) || (unsure && !is_placed(w, d->mention.head)))
        return false;
    d->kind = REC_PLACE;
    d->place = row;
    return true;
}

rec_entity_kind actor_shape(const actor_work *w, const actor_draft *d)
{
    uint32_t head = d->mention.head;
    bool single = d->core_first == d->core_last, article = record_child(w->doc, head, REC_DET_DEP) >= 0;
    if (actor_token(w, d->core_last)->morph & REC_MORPH_PLUR)
        return REC_GROUP;
    if (!single && actor_is_listed_word(w, d->core_first, MODEL_ACTOR_GIVEN) && !article)
        return REC_PERSON;
    if (single && is_acronym(actor_token(w, head)->form))
        return REC_ORGANISATION;
    if (has_flat(w, d) && !article)
        return REC_PERSON;
    if (is_placed(w, head))
        return REC_PLACE;
    if (article || !(single || d->core_last == d->core_first + 1))
        return REC_ORGANISATION;
    return is_subject(w, head) ? REC_PERSON : REC_ORGANISATION;
}

/* ---- learned ---- */

/* How much better than any kind "other" must score, in log odds, before a name is dropped: a name too many does less
 * harm than a party missed. */
#define SURE 2.5f

static const rec_entity_kind kind_of_class[MODEL_MENTION_OTHER] = {REC_PERSON, REC_ORGANISATION, REC_PLACE};

/* The typer's kind; the rules' one for groups or where there is no typer. False: nothing that can act. */
static bool learned_kind(const actor_work *w, actor_draft *d)
{
    uint32_t slots[ACTOR_FEATURES];
    float score[MODEL_MENTION_CLASSES];
    d->kind = actor_shape(w, d);
    if (!model_actor_type(w->m, slots, actor_name_features(w, d, d->kind, slots), score) || d->kind == REC_GROUP)
        return true;
    unsigned best = 0;
    for (unsigned k = 1; k < MODEL_MENTION_OTHER; k++)
        best = score[k] > score[best] ? k : best;
    d->kind = kind_of_class[best];
    return score[MODEL_MENTION_OTHER] <= score[best] + SURE;
}

uint32_t actor_misspelt(const actor_work *w, const actor_draft *d)
{
    if (d->core_first != d->core_last || d->role != MODEL_ACTOR_NONE || actor_place_row(w, d) != NULL ||
        actor_is_listed_word(w, d->core_first, MODEL_ACTOR_GIVEN) ||
        actor_is_listed_word(w, d->core_first, MODEL_ACTOR_SURNAMES))
        return MODEL_ACTOR_NONE;
    return model_actor_misspelt(w->m, actor_token(w, d->core_first)->form);
}

/* "Taleh Habib, who called ...": things and places are not asked who they are. */
static bool is_somebody(const actor_work *w, const actor_draft *d)
{
    int32_t clause = record_child(w->doc, d->mention.head, REC_ACL_RELCL);
    int32_t subject = clause < 0 ? -1 : record_child(w->doc, (uint32_t)clause, REC_NSUBJ);
    return subject >= 0 && str_equal(actor_token(w, (uint32_t)subject)->lower, STR("who")) &&
           !(actor_token(w, d->core_last)->morph & REC_MORPH_PLUR);
}

bool actor_type_name(const actor_work *w, actor_draft *d)
{
    bool known = false;
    if (d->role != MODEL_ACTOR_NONE) {
        d->kind = REC_PERSON;
        return true;
    }
    if (actor_misspelt(w, d) != MODEL_ACTOR_NONE) {
        d->kind = REC_COUNTRY;
        return true;
    }
    if (is_common_word(w, d) || !by_last_word(w, d, &known))
        return false;
    if (!known && is_somebody(w, d)) {
        d->kind = REC_PERSON;
        return true;
    }
    if (by_gazetteer(w, d))
        return true;
    return known || learned_kind(w, d);
}
