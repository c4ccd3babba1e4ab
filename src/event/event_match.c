/* SPDX-License-Identifier: MIT
 *
 * event_match.c: which frames fit at the tokens of a sentence. A trigger fits when its head word, its part of speech
 * and its other words are there (each a dependent of a word already found, or such a word's head); a frame when its
 * conditions hold. The most special frame wins: more words, then more conditions, then the earlier line.
 */
#include "event/event_work.h"

/* A word tagged as a verb that stands as a noun: "Russian hacking", "the fighting", "talks took place". */
static bool is_verbal_noun(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    bool gerund = str_ends(t->lower, STR("ing"));
    bool argument = t->deprel == REC_NSUBJ || t->deprel == REC_NSUBJ_PASS || t->deprel == REC_OBJ ||
                    t->deprel == REC_OBL || t->deprel == REC_NMOD;
    bool dressed = false;
    if (t->upos != REC_VERB || (!gerund && !argument))
        return false;
    WORK_EACH_CHILD(w, token, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (d == REC_OBJ || d == REC_AUX_DEP || d == REC_NSUBJ || d == REC_NSUBJ_PASS || d == REC_MARK)
            return false;
        dressed = dressed || d == REC_DET_DEP || d == REC_AMOD || d == REC_NMOD_POSS || d == REC_COMPOUND ||
                  d == REC_NMOD;
    }
    return dressed || argument;
}

static bool fits_pos(const event_work *w, uint32_t token, uint8_t pos)
{
    const rec_token *t = work_token(w, token);
    switch ((event_pos)pos) {
    case EVENT_VERB:
        return ((t->upos == REC_VERB || t->upos == REC_AUX) && !is_verbal_noun(w, token)) ||
               tree_is_nominal_gerund(w, token);
    case EVENT_NOUN: return t->upos == REC_NOUN || t->upos == REC_PROPN || is_verbal_noun(w, token);
    case EVENT_ADJECTIVE: return t->upos == REC_ADJ || (t->upos == REC_VERB && (t->morph & REC_MORPH_PART));
    case EVENT_ADVERB: return t->upos == REC_ADV || t->upos == REC_ADP;
    case EVENT_ANY: return true;
    }
    return false;
}

static bool is_word(const event_work *w, uint32_t token, uint32_t word)
{
    uint32_t i = token - w->first;
    return w->lemma[i] == word || w->form[i] == word;
}

/* Another clause's word, or the subject, is no part of a trigger: in "the talks ended" nobody ended them. */
static bool is_other_clause(uint8_t deprel)
{
    return deprel == REC_CONJ || deprel == REC_PARATAXIS || deprel == REC_ADVCL || deprel == REC_ACL_RELCL ||
           deprel == REC_NSUBJ;
}

/* Finds the trigger's other words; `at` receives them. A word may depend on the head or on a word found before, or
 * stand right beside one of them as its head's other dependent ("broke off relations"). */
static bool find_words(const event_work *w, uint32_t token, const event_trigger *t, uint32_t at[EVENT_TRIGGER_WORDS])
{
    bool found[EVENT_TRIGGER_WORDS] = {false};
    unsigned left = t->word_count;
    for (unsigned round = 0; left > 0 && round < t->word_count; round++) {
        for (unsigned k = 0; k <= t->word_count; k++) { /* parents: the head, then the words found so far */
            if (k > 0 && !found[k - 1])
                continue;
            uint32_t parent = k == 0 ? token : at[k - 1];
            WORK_EACH_CHILD(w, parent, c)
            {
                if (is_other_clause(work_token(w, (uint32_t)c)->deprel))
                    continue;
                for (unsigned i = 0; i < t->word_count; i++)
                    if (!found[i] && is_word(w, (uint32_t)c, t->words[i])) {
                        found[i] = true, at[i] = (uint32_t)c, left--;
                        break;
                    }
            }
        }
    }
    return left == 0;
}

static bool is_politician(const event_work *w, const rec_entity *e)
{
    return e->kind == REC_PERSON && e->country[0] && (!e->sectors[0][0] || party_in_sector(w, e, w->m->class_office)) &&
           !party_in_sector(w, e, w->m->class_armed);
}

static bool fits_kind(const event_work *w, uint32_t token, uint32_t kinds)
{
    const rec_entity *e = party_entity(w, token);
    if ((kinds & EVENT_IS_PARTY) && party_is(w, token))
        return true;
    if ((kinds & EVENT_IS_PERSON) &&
        ((e && e->kind == REC_PERSON) || work_in_class(w, token, w->m->class_person)))
        return true;
    if ((kinds & EVENT_IS_COUNTRY) && e && e->kind == REC_COUNTRY)
        return true;
    if ((kinds & EVENT_IS_GROUP) && e && (e->kind == REC_GROUP || e->kind == REC_ORGANISATION))
        return true;
    if ((kinds & EVENT_IS_PLACE) && e && e->kind == REC_PLACE)
        return true;
    if ((kinds & EVENT_IS_ACTOR) && e && e->kind != REC_PLACE && (e->country[0] || e->sectors[0][0]))
        return true;
    if ((kinds & EVENT_IS_ARMED) && e && party_in_sector(w, e, w->m->class_armed))
        return true;
    if ((kinds & EVENT_IS_POLITICIAN) && e && is_politician(w, e))
        return true;
    if ((kinds & EVENT_IS_OUTLET) && e && e->media)
        return true;
    if ((kinds & EVENT_IS_NUMBER) && work_token(w, token)->upos == REC_NUM)
        return true;
    return (kinds & EVENT_IS_ACT) && work_at(w, token)->plain != EVENT_NONE;
}

static bool in_classes(const event_work *w, uint32_t token, const uint64_t classes[EVENT_CLASS_WORDS])
{
    uint32_t ids[2] = {w->lemma[token - w->first], w->form[token - w->first]};
    for (int i = 0; i < 2; i++) {
        if (ids[i] == EVENT_NONE)
            continue;
        for (int k = 0; k < EVENT_CLASS_WORDS; k++)
            if (w->m->word_classes[ids[i]][k] & classes[k])
                return true;
    }
    return false;
}

/* A filler is in a class when its head word is, or a compound or adjective of it, or, for "a number of", the word under
 * the preposition. */
static bool fits_filler(const event_work *w, uint32_t token, const event_condition *c, int depth)
{
    if (!work_has(w, token))
        return false;
    if (in_classes(w, token, c->classes) || fits_kind(w, token, c->kinds))
        return true;
    if (depth > 1)
        return false;
    bool partitive = work_in_class(w, token, w->m->class_partitive) || work_token(w, token)->upos == REC_NUM ||
                     work_token(w, token)->upos == REC_SYM;
    WORK_EACH_CHILD(w, token, k)
    {
        uint8_t d = work_token(w, (uint32_t)k)->deprel;
        bool inside = d == REC_COMPOUND || d == REC_AMOD || d == REC_FLAT || d == REC_CONJ || d == REC_NMOD_DESC;
        if (inside && (in_classes(w, (uint32_t)k, c->classes) ||
                       (d == REC_CONJ && fits_kind(w, (uint32_t)k, c->kinds))))
            return true;
        if (partitive && d == REC_NMOD && fits_filler(w, (uint32_t)k, c, depth + 1))
            return true;
    }
    return false;
}

static bool holds(const event_work *w, uint32_t token, const event_condition *c)
{
    uint32_t at[WORK_FILLERS];
    unsigned n = tree_walk(w, token, &c->path, at);
    if (c->any)
        return (n > 0) != c->forbid;
    if (c->if_told && n == 0)
        return true;
    bool found = false;
    for (unsigned i = 0; i < n && !found; i++)
        found = fits_filler(w, at[i], c, 0);
    return found != c->forbid;
}

/* -1: does not fit. */
static int score(const event_work *w, uint32_t token, const event_trigger *t)
{
    uint32_t at[EVENT_TRIGGER_WORDS];
    const event_frame *f = &w->m->frames[t->frame];
    if (!fits_pos(w, token, t->pos) || !find_words(w, token, t, at))
        return -1;
    for (unsigned i = 0; i < f->condition_count; i++)
        if (!holds(w, token, &f->conditions[i]))
            return -1;
    int conditions = 0;
    for (unsigned i = 0; i < f->condition_count; i++)
        conditions += f->conditions[i].forbid || f->conditions[i].if_told ? 1 : 4;
    return 10 * t->word_count + conditions;
}

/* "after the talks ended" */
static bool is_of_other_time(const event_work *w, uint32_t clause)
{
    uint32_t p = tree_preposition(w, clause);
    return p != EVENT_NONE && (model_event_in_class(w->m, p, w->m->class_after) ||
                               model_event_in_class(w->m, p, w->m->class_before) ||
                               model_event_in_class(w->m, p, w->m->class_since));
}

/* "sent a letter, [drawing] protests": what came of it, not what it was for. */
static bool is_outcome(const event_work *w, uint32_t gerund)
{
    return str_ends(work_token(w, gerund)->lower, STR("ing")) && gerund > w->first &&
           str_equal(work_token(w, gerund - 1)->form, STR(","));
}

/* "an agreement brokered by Chad", "threatened to march if Chad failed to answer": what was done to the noun is not what
 * the noun is about, nor what a condition or another time has said of it what the verb is done to or for. */
static bool is_aside(const event_work *w, uint32_t token, const event_path *path, const event_frame *f)
{
    const rec_token *t = work_token(w, token);
    if (path->then != EVENT_AT_NONE)
        return false;
    if (path->step == EVENT_AT_ACL)
        return t->deprel == REC_ACL && tree_child(w, token, REC_OBL_AGENT) >= 0 && tree_is_passive(w, token) &&
               !w->m->operators[f->op].same_act;
    if (path->step != EVENT_AT_ADVCL)
        return false;
    return tree_own_subject(w, token) >= 0 ? status_is_conditional(w, token) || is_of_other_time(w, token)
                                           : f->op == w->m->op_try && is_outcome(w, token);
}

/* Whether `token` stands in an inner slot of an operator's frame at `head`. */
static bool stands_in(const event_work *w, uint32_t token, uint32_t head, const event_frame *f)
{
    for (unsigned i = 0; i < f->slot_count; i++) {
        if (f->slots[i].role != EVENT_INNER)
            continue;
        for (unsigned p = 0; p < f->slots[i].path_count; p++)
            if (tree_at(w, token, head, &f->slots[i].paths[p]) && !is_aside(w, token, &f->slots[i].paths[p], f))
                return true;
    }
    return false;
}

/* The other words of the winning trigger are part of the act. */
static void consume_words(event_work *w, uint32_t token, const event_trigger *t)
{
    uint32_t at[EVENT_TRIGGER_WORDS];
    if (t->word_count > 0 && find_words(w, token, t, at))
        for (unsigned i = 0; i < t->word_count; i++)
            work_at(w, at[i])->consumed = true;
}

/* Attributes ("the besieged city", "truce monitors") name no act of their own. */
static bool is_attribute(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    return t->deprel == REC_COMPOUND || (t->deprel == REC_AMOD && (t->upos == REC_VERB || t->upos == REC_ADJ));
}

/* An act of its own with more words than the operator: "a phone call that ..." calls for nothing. */
static bool is_outdone(const event_work *w, uint32_t token, int operator_score)
{
    const work_match *k = work_at(w, token);
    return k->plain != EVENT_NONE && w->m->frames[k->plain].op == EVENT_NONE && k->plain_score >= operator_score + 6;
}

uint32_t match_operator(const event_work *w, uint32_t token, uint32_t below)
{
    const model_event *m = w->m;
    uint32_t best = EVENT_NONE, ids[2] = {w->lemma[token - w->first], w->form[token - w->first]};
    int best_score = -1;
    for (int i = 0; i < 2 && !work_at(w, token)->none; i++) {
        if (ids[i] == EVENT_NONE || (i == 1 && ids[1] == ids[0]))
            continue;
        for (uint32_t j = m->first_trigger[ids[i]]; j != EVENT_NONE; j = m->triggers[j].next) {
            const event_trigger *t = &m->triggers[j];
            const event_frame *f = &m->frames[t->frame];
            if (f->op == EVENT_NONE || !stands_in(w, below, token, f))
                continue;
            int s = score(w, token, t);
            if (s > best_score && !is_outdone(w, token, s))
                best_score = s, best = t->frame;
        }
    }
    return best;
}

/* The trigger by which a frame fits at a token most closely; NULL: none. */
static const event_trigger *trigger_of(const event_work *w, uint32_t frame, uint32_t token, int *closeness)
{
    const uint32_t ids[2] = {w->lemma[token - w->first], w->form[token - w->first]};
    const event_trigger *best = NULL;
    *closeness = -1;
    for (int i = 0; i < 2; i++)
        for (uint32_t j = ids[i] == EVENT_NONE ? EVENT_NONE : w->m->first_trigger[ids[i]]; j != EVENT_NONE; j = w->m->triggers[j].next) {
            int s = w->m->triggers[j].frame == frame ? score(w, token, &w->m->triggers[j]) : -1;
            if (s > *closeness)
                *closeness = s, best = &w->m->triggers[j];
        }
    return best;
}

uint32_t match_words(const event_work *w, uint32_t token, uint32_t frame, uint32_t at[EVENT_TRIGGER_WORDS])
{
    int closeness;
    const event_trigger *t = trigger_of(w, frame, token, &closeness);
    return t != NULL && find_words(w, token, t, at) ? t->word_count : 0;
}

static bool is_rival(const event_work *w, const event_frame *f, const event_frame *won, uint32_t token, uint32_t below)
{
    if (below != EVENT_NONE)
        return f->op != EVENT_NONE && f->op != won->op && stands_in(w, below, token, f);
    return f->act.code != EVENT_NONE && f->act.code != won->act.code;
}

uint32_t match_losers(const event_work *w, uint32_t token, uint32_t below, uint32_t won, uint32_t room, uint32_t to[])
{
    const model_event *m = w->m;
    uint32_t ids[2] = {w->lemma[token - w->first], w->form[token - w->first]}, count = 0;
    int most;
    (void)trigger_of(w, won, token, &most);
    for (int i = 0; i < 2; i++) {
        if (ids[i] == EVENT_NONE || (i == 1 && ids[1] == ids[0]))
            continue;
        for (uint32_t j = m->first_trigger[ids[i]]; j != EVENT_NONE && count < room; j = m->triggers[j].next) {
            const event_trigger *t = &m->triggers[j];
            bool known = count > 0 && to[count - 1] == t->frame;
            if (known || !is_rival(w, &m->frames[t->frame], &m->frames[won], token, below))
                continue;
            int s = score(w, token, t);
            if (s >= 0 && s <= most)
                to[count++] = t->frame;
        }
    }
    return count;
}

static void match_token(event_work *w, uint32_t token)
{
    const model_event *m = w->m;
    work_match *k = work_at(w, token);
    const event_trigger *plain = NULL, *op = NULL;
    int plain_score = -1, op_score = -1;
    uint32_t ids[2] = {w->lemma[token - w->first], w->form[token - w->first]};
    bool attribute = is_attribute(w, token);
    for (int i = 0; i < 2; i++) {
        if (ids[i] == EVENT_NONE || (i == 1 && ids[1] == ids[0]))
            continue;
        for (uint32_t j = m->first_trigger[ids[i]]; j != EVENT_NONE; j = m->triggers[j].next) {
            const event_trigger *t = &m->triggers[j];
            const event_frame *f = &m->frames[t->frame];
            if (attribute && f->op == EVENT_NONE)
                continue;
            int s = score(w, token, t);
            if (s > plain_score && (f->act.code != EVENT_NONE || (f->flags & EVENT_FLAG_NO)))
                plain_score = s, plain = t;
            if (s > op_score && f->op != EVENT_NONE)
                op_score = s, op = t;
        }
    }
    k->none = plain && (m->frames[plain->frame].flags & EVENT_FLAG_NO);
    if (k->none)
        return;
    if (plain)
        k->plain = attribute ? EVENT_NONE : plain->frame, k->plain_score = (int16_t)plain_score;
    if (op && op_score + 10 > plain_score)
        k->op = op->frame;
    if (plain)
        consume_words(w, token, plain);
    else if (op)
        consume_words(w, token, op);
}

/* Words that stand as the theme of a matched frame are part of its act. */
static void consume_themes(event_work *w, uint32_t token)
{
    const work_match *k = work_at(w, token);
    if (k->plain == EVENT_NONE || k->consumed)
        return;
    const event_frame *f = &w->m->frames[k->plain];
    for (unsigned i = 0; i < f->slot_count; i++) {
        if (f->slots[i].role != EVENT_THEME)
            continue;
        for (unsigned p = 0; p < f->slots[i].path_count; p++) {
            uint32_t at[WORK_FILLERS];
            unsigned n = tree_walk(w, token, &f->slots[i].paths[p], at);
            for (unsigned j = 0; j < n; j++)
                if (at[j] != token && work_has(w, at[j]))
                    work_at(w, at[j])->consumed = true;
        }
    }
}

void match_sentence(event_work *w)
{
    for (uint32_t i = 0; i < w->count; i++)
        w->match[i] = (work_match){.plain = EVENT_NONE, .op = EVENT_NONE};
    /* Right to left, so that a verb sees the acts in its complements ("obj:{act}"); nouns of a left neighbour come
     * first in none of the conditions that English needs. */
    for (uint32_t i = w->count; i-- > 0;)
        if (w->lemma[i] != EVENT_NONE || w->form[i] != EVENT_NONE)
            match_token(w, w->first + i);
    for (uint32_t i = 0; i < w->count; i++)
        consume_themes(w, w->first + i);
}
