/* SPDX-License-Identifier: MIT
 *
 * event_finite.c: finite verbs that the tagger took for nouns or the parser for parts of nouns, in the working copy of a
 * sentence's tree: "a gunman [shot] and killed two officers", "[fighting] broke out", "cut its ties with Iran and
 * [imposed] an embargo", "doctors [treated] the wounded". The signs are those that no noun phrase shows: a finite verb
 * joined with a bare noun that could be a verb itself, a gerund at the head of a sentence right before its verb.
 *
 * In: the copied tokens of event_repair.c, children linked. Out: the same with other heads, relations and parts of
 * speech. True: something changed, and the caller links the children again. Cost: linear in the words.
 */
#include "event/event_work.h"

static bool is_finite_form(const event_work *w, uint32_t verb)
{
    const rec_token *t = work_token(w, verb);
    str x = str_of(t->xpos);
    if (t->upos != REC_VERB)
        return false;
    return str_equal(x, STR("VBD")) || str_equal(x, STR("VBZ")) || str_equal(x, STR("VBP")) ||
           (str_equal(x, STR("VBN")) && tree_child(w, verb, REC_OBJ) >= 0) ||
           tree_child(w, verb, REC_AUX_DEP) >= 0 || tree_child(w, verb, REC_AUX_PASS) >= 0;
}

static bool is_bare_form(const event_work *w, uint32_t verb)
{
    const rec_token *t = work_token(w, verb);
    return t->upos == REC_VERB && str_equal(str_of(t->xpos), STR("VB"));
}

/* "cut its ties with Iran and [imposed] an embargo", "to raise taxes and [deport] migrants": a verb without a subject is
 * joined with the verb of its form, not with what that verb is done to. */
static bool lift_conjunct(event_work *w, uint32_t verb)
{
    int32_t above = work_token(w, verb)->head;
    if (!work_is_noun(work_token(w, (uint32_t)above)) || tree_is_verbal(w, (uint32_t)above))
        return false;
    for (int i = 0; i < 5 && work_has(w, (uint32_t)above); i++) {
        const rec_token *t = work_token(w, (uint32_t)above);
        bool below = t->deprel == REC_OBJ || t->deprel == REC_OBL || t->deprel == REC_NMOD || t->deprel == REC_CONJ ||
                     t->deprel == REC_IOBJ || t->deprel == REC_APPOS || t->deprel == REC_OBL_AGENT;
        if (!below || t->head < 0 || t->head > above)
            return false;
        above = t->head;
        bool bare = is_bare_form(w, verb);
        if (bare ? is_bare_form(w, (uint32_t)above) : is_finite_form(w, (uint32_t)above)) {
            work_edit(w, verb)->head = above;
            return true;
        }
    }
    return false;
}

/* Whether some line names an act by this form as a verb. */
static bool may_be_verb(const event_work *w, uint32_t token)
{
    uint32_t ids[2] = {w->lemma[token - w->first], w->form[token - w->first]};
    for (int i = 0; i < 2; i++)
        for (uint32_t j = ids[i] != EVENT_NONE ? w->m->first_trigger[ids[i]] : EVENT_NONE; j != EVENT_NONE;
             j = w->m->triggers[j].next)
            if (w->m->triggers[j].pos == EVENT_VERB && w->m->triggers[j].word_count == 0)
                return true;
    return false;
}

/* What stands before the new verb belongs to its subject, save adverbs and loose phrases. */
static void give_to_subject(event_work *w, uint32_t verb, uint32_t subject)
{
    WORK_EACH_CHILD(w, verb, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (c < (int32_t)subject && (d == REC_DET_DEP || d == REC_AMOD || d == REC_COMPOUND || d == REC_NUMMOD ||
                                     d == REC_NMOD_POSS || d == REC_FLAT))
            work_edit(w, (uint32_t)c)->head = (int32_t)subject;
    }
    work_edit(w, subject)->deprel = REC_NSUBJ;
}

/* "a gunman [shot] and killed": a root that could be a verb, right behind a noun that hangs on it, and joined with a
 * finite verb that has no subject of its own. */
static bool free_first(event_work *w, uint32_t conjunct)
{
    int32_t root = work_token(w, conjunct)->head;
    const rec_token *t = work_token(w, (uint32_t)root);
    uint32_t before = (uint32_t)root - 1;
    if (!work_is_noun(t) || t->deprel != REC_ROOT || (uint32_t)root <= w->first || (uint32_t)root > conjunct ||
        !may_be_verb(w, (uint32_t)root) || tree_has_subject(w, (uint32_t)root) || tree_child(w, (uint32_t)root, REC_COP) >= 0)
        return false;
    const rec_token *b = work_token(w, before);
    if (!work_is_noun(b) || b->head != root || b->deprel != REC_COMPOUND)
        return false;
    work_edit(w, (uint32_t)root)->upos = REC_VERB;
    work_edit(w, (uint32_t)root)->morph = REC_MORPH_PAST | REC_MORPH_FIN;
    give_to_subject(w, (uint32_t)root, before);
    return true;
}

/* "[Fighting] broke out": a gerund at the head of a sentence with a past tense right behind it is its subject. */
static bool free_gerund(event_work *w, uint32_t verb)
{
    uint32_t gerund = verb - 1;
    const rec_token *v = work_token(w, verb), *g = work_token(w, gerund);
    if (gerund != w->first || g->upos != REC_VERB || !str_ends(g->lower, STR("ing")) || str_ends(v->lower, STR("ing")) ||
        !(v->morph & (REC_MORPH_PAST | REC_MORPH_PART)) || tree_has_subject(w, verb))
        return false;
    if (g->head == (int32_t)verb && g->deprel == REC_ADVCL) {
        work_edit(w, gerund)->upos = REC_NOUN, work_edit(w, gerund)->deprel = REC_NSUBJ;
        return true;
    }
    if (g->deprel != REC_ROOT || v->head != (int32_t)gerund || v->deprel != REC_XCOMP)
        return false;
    work_edit(w, verb)->head = -1, work_edit(w, verb)->deprel = REC_ROOT;
    work_edit(w, verb)->morph = REC_MORPH_PAST | REC_MORPH_FIN;
    WORK_EACH_CHILD(w, gerund, c)
        if (c != (int32_t)verb)
            work_edit(w, (uint32_t)c)->head = (int32_t)verb;
    work_edit(w, gerund)->upos = REC_NOUN;
    work_edit(w, gerund)->head = (int32_t)verb, work_edit(w, gerund)->deprel = REC_NSUBJ;
    return true;
}

/* "doctors [treated] the wounded": an adjective with an article behind a verb is what is done to. */
static bool find_object(event_work *w, uint32_t verb)
{
    int32_t said = tree_child(w, verb, REC_XCOMP);
    if (tree_child(w, verb, REC_OBJ) >= 0 || said != (int32_t)verb + 2 || work_token(w, (uint32_t)said)->upos != REC_ADJ ||
        !str_equal(work_token(w, verb + 1)->lower, STR("the")) || work_token(w, verb + 1)->head != said)
        return false;
    work_edit(w, (uint32_t)said)->deprel = REC_OBJ;
    return true;
}

/* "bring back torture and [deport] migrants": the noun right behind a joined verb is its object, not one more noun of
 * the row before it. */
static bool claim_object(event_work *w, uint32_t verb)
{
    uint32_t noun = verb + 1;
    if (tree_child(w, verb, REC_OBJ) >= 0 || tree_is_passive(w, verb))
        return false;
    while (work_has(w, noun) && noun < verb + 6 && !work_is_noun(work_token(w, noun)) &&
           (work_token(w, noun)->upos == REC_ADJ || work_token(w, noun)->upos == REC_DET ||
            work_token(w, noun)->upos == REC_NUM))
        noun++;
    if (!work_has(w, noun) || !work_is_noun(work_token(w, noun)) || work_token(w, noun)->deprel != REC_CONJ ||
        work_token(w, noun)->head >= (int32_t)verb || tree_child(w, noun, REC_CC) >= 0)
        return false;
    work_edit(w, noun)->head = (int32_t)verb, work_edit(w, noun)->deprel = REC_OBJ;
    return true;
}

/* The "but" or "and", a comma before it, that joins a noun with what stands before; -1. */
static int32_t late_joint(const event_work *w, uint32_t noun)
{
    int32_t joint = tree_child(w, noun, REC_CC);
    if (joint <= (int32_t)w->first || (uint32_t)joint > noun || work_token(w, (uint32_t)joint - 1)->upos != REC_PUNCT)
        return -1;
    return joint;
}

/* ", but the army [denied] it": a participle with an object right behind the last of a row of nouns that begins at a
 * comma is the verb of a clause of its own. */
static bool free_clause(event_work *w, uint32_t verb)
{
    uint32_t noun = (uint32_t)work_token(w, verb)->head;
    int32_t above = (int32_t)noun;
    int32_t doing = tree_child(w, verb, REC_XCOMP);
    bool takes = tree_child(w, verb, REC_OBJ) >= 0 || tree_child(w, verb, REC_CCOMP) >= 0 ||
                 (doing >= 0 && str_ends(work_token(w, (uint32_t)doing)->lower, STR("ing")));
    if (verb != noun + 1 || !takes || str_ends(work_token(w, verb)->lower, STR("ing")) ||
        work_token(w, noun)->deprel != REC_CONJ || late_joint(w, noun) < 0)
        return false;
    for (int i = 0; i < 5 && above >= 0 && work_has(w, (uint32_t)above) && !is_finite_form(w, (uint32_t)above); i++)
        above = work_token(w, (uint32_t)above)->head;
    if (above < 0 || !work_has(w, (uint32_t)above) || !is_finite_form(w, (uint32_t)above))
        return false;
    work_edit(w, (uint32_t)late_joint(w, noun))->head = (int32_t)verb;
    work_edit(w, noun)->head = (int32_t)verb, work_edit(w, noun)->deprel = REC_NSUBJ;
    work_edit(w, verb)->head = above, work_edit(w, verb)->deprel = REC_CONJ;
    work_edit(w, verb)->morph = REC_MORPH_PAST | REC_MORPH_FIN;
    return true;
}

/* "after [a court] charged him": what stands before a finite verb that has no subject, under the word that begins the
 * clause or under none, is its subject. */
static bool claim_subject(event_work *w, uint32_t verb)
{
    if (tree_has_subject(w, verb) || !is_finite_form(w, verb) || tree_child(w, verb, REC_OBJ) < 0)
        return false;
    WORK_EACH_CHILD(w, verb, c)
    {
        uint32_t noun = (uint32_t)c, p = tree_preposition(w, noun);
        bool joint = p == EVENT_NONE || model_event_in_class(w->m, p, w->m->class_after) ||
                     model_event_in_class(w->m, p, w->m->class_before) || model_event_in_class(w->m, p, w->m->class_since);
        if (noun > verb || work_token(w, noun)->deprel != REC_OBL || !work_is_noun(work_token(w, noun)) || !joint ||
            !party_is(w, noun) || party_is_time(w, noun))
            continue;
        int32_t mark = tree_child(w, noun, REC_CASE);
        if (mark >= 0)
            work_edit(w, (uint32_t)mark)->head = (int32_t)verb, work_edit(w, (uint32_t)mark)->deprel = REC_MARK;
        work_edit(w, noun)->deprel = REC_NSUBJ;
        return true;
    }
    return false;
}

/* "received the envoy and [pledged] support": a verb never stands before a noun as a noun does. */
static bool free_second(event_work *w, uint32_t verb)
{
    uint32_t noun = (uint32_t)work_token(w, verb)->head;
    int32_t above = work_token(w, noun)->head, joint = tree_child(w, noun, REC_CC);
    if (str_ends(work_token(w, verb)->lower, STR("ing")) || noun < verb || work_token(w, noun)->deprel != REC_CONJ ||
        joint < 0 || (uint32_t)joint + 1 != verb || above < 0 || !work_has(w, (uint32_t)above) ||
        !is_finite_form(w, (uint32_t)above))
        return false;
    work_edit(w, (uint32_t)joint)->head = (int32_t)verb;
    work_edit(w, noun)->head = (int32_t)verb, work_edit(w, noun)->deprel = REC_OBJ;
    work_edit(w, verb)->head = above, work_edit(w, verb)->deprel = REC_CONJ;
    work_edit(w, verb)->morph = REC_MORPH_PAST | REC_MORPH_FIN;
    return true;
}

bool finite_token(event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    if (t->upos != REC_VERB || token == w->first)
        return false;
    if (free_gerund(w, token))
        return true;
    if (t->head < 0 || !work_has(w, (uint32_t)t->head))
        return false;
    if (t->deprel != REC_CONJ || tree_has_subject(w, token))
        return (t->deprel == REC_ACL && free_clause(w, token)) || (t->deprel == REC_COMPOUND && free_second(w, token)) ||
               (t->deprel == REC_ADVCL && claim_subject(w, token)) || find_object(w, token);
    bool found = claim_object(w, token);
    if (is_finite_form(w, token))
        return free_first(w, token) || lift_conjunct(w, token) || found;
    return (is_bare_form(w, token) && lift_conjunct(w, token)) || found;
}
