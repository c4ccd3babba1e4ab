/* SPDX-License-Identifier: MIT
 *
 * event_recast.c: turns of speech put into the plain form that the grammar of acts asks for, in the working copy of a
 * sentence's tree. "Condemned what it called [an attack]" condemns an attack; "was handed an ultimatum by Chad" is "Chad
 * handed it an ultimatum"; who "is committed to helping" commits himself; of two nouns before a verb the one in front
 * is said of the other; a participle set off by a comma belongs to the noun before the comma.
 *
 * In: the copied tokens of event_repair.c, children linked. Out: the same with other heads and relations. A function
 * that has changed something says so, and the caller links the children again. Cost: linear in the words.
 */
#include "event/event_work.h"

static void rename_child(event_work *w, uint32_t token, uint8_t from, uint8_t to)
{
    int32_t c = tree_child(w, token, from);
    if (c >= 0)
        work_edit(w, (uint32_t)c)->deprel = to;
}

/* ---- "what it called an attack" ---- */

/* The noun that a verb of naming gives to what stands before it: "called [an attack]", "described as [an attack]", "said
 * was [an attack]"; -1. */
static int32_t name_given(const event_work *w, uint32_t verb)
{
    WORK_EACH_CHILD(w, verb, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        if (c < (int32_t)verb || !work_is_noun(t))
            continue;
        uint32_t p = tree_preposition(w, (uint32_t)c);
        bool as = t->deprel == REC_OBL && p != EVENT_NONE && model_event_in_class(w->m, p, w->m->class_likening);
        bool was = t->deprel == REC_CCOMP && tree_child(w, (uint32_t)c, REC_COP) >= 0;
        if (t->deprel == REC_OBJ || t->deprel == REC_XCOMP || as || was)
            return c;
    }
    return -1;
}

/* Everything on the right of the noun that hangs on the verb of naming is said of the noun. */
static void take_phrases(event_work *w, uint32_t noun, uint32_t verb)
{
    WORK_EACH_CHILD(w, verb, c)
    {
        if (c > (int32_t)noun && work_token(w, (uint32_t)c)->deprel == REC_OBL)
            work_move(w, (uint32_t)c, noun, REC_NMOD);
    }
    WORK_EACH_CHILD(w, noun, k)
    {
        uint8_t d = work_token(w, (uint32_t)k)->deprel;
        if (k < (int32_t)noun && (d == REC_COP || d == REC_CASE || d == REC_NSUBJ))
            work_move(w, (uint32_t)k, verb, REC_DISCOURSE);
    }
}

static bool recast_naming(event_work *w, uint32_t verb)
{
    const rec_token *v = work_token(w, verb);
    int32_t what = v->head, noun = -1;
    if (v->deprel != REC_ACL_RELCL || what < 0 || !work_has(w, (uint32_t)what) || what > (int32_t)verb ||
        !str_equal(work_token(w, (uint32_t)what)->lower, STR("what")) || !work_in_class(w, verb, w->m->class_describing) ||
        tree_own_subject(w, verb) < 0 || (noun = name_given(w, verb)) < 0)
        return false;
    rec_token *n = work_edit(w, (uint32_t)noun), *pronoun = work_edit(w, (uint32_t)what);
    n->head = pronoun->head;
    n->deprel = pronoun->deprel;
    take_phrases(w, (uint32_t)noun, verb);
    WORK_EACH_CHILD(w, (uint32_t)what, c) /* "support for what it called a reform" */
    {
        if (work_token(w, (uint32_t)c)->deprel == REC_CASE)
            work_move(w, (uint32_t)c, (uint32_t)noun, REC_CASE);
    }
    work_move(w, verb, (uint32_t)noun, REC_PARATAXIS);
    work_move(w, (uint32_t)what, verb, REC_DISCOURSE);
    return true;
}

/* ---- who gets what ---- */

/* "made [Kenya] an offer": of two objects the first receives the second. */
static bool recast_objects(event_work *w, uint32_t verb)
{
    int32_t first = work_token(w, verb)->upos == REC_VERB ? tree_child(w, verb, REC_OBJ) : -1;
    if (first < 0 || tree_child(w, verb, REC_IOBJ) >= 0 || (!party_is(w, (uint32_t)first) && work_token(w, (uint32_t)first)->upos != REC_PRON))
        return false;
    WORK_EACH_CHILD(w, verb, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        bool thing = t->first_child >= 0 || work_in_class(w, (uint32_t)c, w->m->class_granted); /* not "sent troops home" */
        if (c > first && t->deprel == REC_OBJ && t->upos == REC_NOUN && thing && work_in_class(w, verb, w->m->class_giving)) {
            work_edit(w, (uint32_t)first)->deprel = REC_IOBJ;
            return true;
        }
    }
    return false;
}

/* The party under "by" on a verb or on its object; -1. */
static int32_t agent_of(const event_work *w, uint32_t verb, uint32_t object)
{
    uint32_t by = model_event_word(w->m, STR("by")), places[2] = {verb, object};
    for (int i = 0; i < 2 && by != EVENT_NONE; i++) {
        WORK_EACH_CHILD(w, places[i], c)
        {
            const rec_entity *e = c > (int32_t)object ? party_entity(w, (uint32_t)c) : NULL;
            if (e && e->kind != REC_PLACE && tree_preposition(w, (uint32_t)c) == by)
                return c;
        }
    }
    return -1;
}

/* "Uganda was served an ultimatum by Kenya": a passive of giving that keeps its object has the receiver as subject. */
static bool recast_receiver(event_work *w, uint32_t verb)
{
    int32_t subject = tree_child(w, verb, REC_NSUBJ_PASS), object = tree_child(w, verb, REC_OBJ);
    if (object < 0)
        object = tree_child(w, verb, REC_XCOMP);
    if (subject < 0 || object < (int32_t)verb || work_token(w, (uint32_t)object)->upos != REC_NOUN ||
        party_is(w, (uint32_t)object) || !work_in_class(w, verb, w->m->class_giving))
        return false;
    int32_t agent = agent_of(w, verb, (uint32_t)object);
    if (agent < 0)
        return false;
    int32_t by = tree_child(w, (uint32_t)agent, REC_CASE);
    if (by >= 0)
        work_edit(w, (uint32_t)by)->deprel = REC_DISCOURSE;
    work_move(w, (uint32_t)object, verb, REC_OBJ);
    work_move(w, (uint32_t)subject, verb, REC_IOBJ);
    work_move(w, (uint32_t)agent, verb, REC_NSUBJ);
    rename_child(w, verb, REC_AUX_PASS, REC_AUX_DEP);
    work_edit(w, verb)->morph &= ~(uint32_t)REC_MORPH_PASS;
    return true;
}

/* "France is committed to helping": nobody has committed France but itself. */
static bool recast_disposition(event_work *w, uint32_t verb)
{
    int32_t subject = tree_child(w, verb, REC_NSUBJ_PASS);
    if (subject < 0 || !work_in_class(w, verb, w->m->class_disposed) || tree_child(w, verb, REC_OBL_AGENT) >= 0 ||
        (tree_child(w, verb, REC_XCOMP) < 0 && tree_child(w, verb, REC_ADVCL) < 0))
        return false;
    work_edit(w, (uint32_t)subject)->deprel = REC_NSUBJ;
    rename_child(w, verb, REC_AUX_PASS, REC_AUX_DEP);
    return true;
}

/* ---- who is meant ---- */

/* "A priest of the town, Smith was detained": the noun in front is said of the name that is the subject. */
static bool recast_subjects(event_work *w, uint32_t verb)
{
    int32_t first = -1, second = -1;
    WORK_EACH_CHILD(w, verb, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (d != REC_NSUBJ && d != REC_NSUBJ_PASS)
            continue;
        if (second >= 0)
            return false;
        *(first < 0 ? &first : &second) = c;
    }
    if (second < 0 || second > (int32_t)verb || work_token(w, (uint32_t)first)->upos != REC_NOUN ||
        work_token(w, (uint32_t)second)->upos != REC_PROPN || !party_is(w, (uint32_t)second) ||
        !str_equal(work_token(w, (uint32_t)second - 1)->form, STR(",")))
        return false;
    work_move(w, (uint32_t)first, (uint32_t)second, REC_APPOS);
    return true;
}

/* "cancelled the visit in [protest]": under a plain preposition stands a noun, whatever the tagger says. */
static bool recast_noun(event_work *w, uint32_t verb)
{
    const rec_token *v = work_token(w, verb);
    int32_t mark = tree_child(w, verb, REC_MARK);
    if (v->deprel != REC_ADVCL || mark < 0 || mark != (int32_t)verb - 1 || str_ends(v->lower, STR("ing")) ||
        !str_equal(work_token(w, (uint32_t)mark)->lower, STR("in")) || tree_child(w, verb, REC_OBJ) >= 0 ||
        tree_own_subject(w, verb) >= 0)
        return false;
    work_edit(w, verb)->upos = REC_NOUN, work_edit(w, verb)->deprel = REC_OBL;
    work_edit(w, (uint32_t)mark)->deprel = REC_CASE;
    rename_child(w, verb, REC_OBL, REC_NMOD);
    return true;
}

/* "Smith, who had come early, held talks": a party before a finite verb without subject that the tree takes for a time or a
 * manner. */
static bool recast_bare_subject(event_work *w, uint32_t verb)
{
    const rec_token *v = work_token(w, verb);
    int32_t noun = tree_child(w, verb, REC_OBL_UNMARKED), adverb = tree_child(w, verb, REC_ADVMOD);
    if (noun < 0 && adverb >= 0 && work_token(w, (uint32_t)adverb)->upos == REC_PROPN)
        noun = adverb;
    const rec_entity *e = noun >= 0 && noun < (int32_t)verb ? party_entity(w, (uint32_t)noun) : NULL;
    if (!e || e->kind == REC_PLACE || !(v->morph & REC_MORPH_FIN) || tree_own_subject(w, verb) >= 0 ||
        v->deprel == REC_ACL_RELCL || v->deprel == REC_CONJ || tree_child(w, verb, REC_AUX_PASS) >= 0 ||
        party_is_time(w, (uint32_t)noun) || tree_preposition(w, (uint32_t)noun) != EVENT_NONE)
        return false;
    work_edit(w, (uint32_t)noun)->deprel = REC_NSUBJ;
    return true;
}

/* The head of the phrase that ends at a word: the party in whose mention the word is; -1. */
static int32_t party_ending_at(const event_work *w, uint32_t last)
{
    uint32_t token = last;
    for (int i = 0; i < 4; i++) {
        const rec_token *t = work_token(w, token);
        if (work_is_noun(t) && party_is(w, token))
            return (int32_t)token;
        if (t->head < 0 || (uint32_t)t->head > last || !work_has(w, (uint32_t)t->head) ||
            (t->deprel != REC_FLAT && t->deprel != REC_COMPOUND && t->deprel != REC_APPOS))
            return -1;
        token = (uint32_t)t->head;
    }
    return -1;
}

/* "... seized land in an advance by rebels, [backed by Chad]", "the trial of a mayor, [arrested in May]": a participle with an
 * agent, or one of accusing and arresting behind a person, hung on a thing farther off, belongs to the party before its
 * comma. */
static bool recast_participle(event_work *w, uint32_t verb)
{
    const rec_token *v = work_token(w, verb);
    bool agent = tree_child(w, verb, REC_OBL_AGENT) >= 0, blamed = work_in_class(w, verb, w->m->class_blaming);
    if (v->deprel != REC_ACL || v->head < 0 || verb < w->first + 2 || (!agent && !blamed) ||
        tree_child(w, verb, REC_OBJ) >= 0 || str_ends(v->lower, STR("ing")) ||
        !str_equal(work_token(w, verb - 1)->form, STR(",")) || !work_has(w, (uint32_t)v->head) ||
        party_is(w, (uint32_t)v->head))
        return false;
    int32_t noun = party_ending_at(w, verb - 2);
    const rec_entity *e = noun >= 0 ? party_entity(w, (uint32_t)noun) : NULL;
    if (!e || noun <= v->head || (!agent && e->kind != REC_PERSON && e->kind != REC_ROLE))
        return false;
    work_edit(w, verb)->head = noun;
    return true;
}

/* "Police shot at them", "before police shot and killed him": a past tense taken for a noun that the party before it is a
 * part of. */
static bool recast_shot(event_work *w, uint32_t noun)
{
    rec_token *n = work_edit(w, noun);
    if (n->upos != REC_NOUN || noun == w->first || !work_in_class(w, noun, w->m->class_shot) || !party_is(w, noun - 1) ||
        work_token(w, noun - 1)->head != (int32_t)noun || tree_child(w, noun, REC_NSUBJ) >= 0 ||
        tree_child(w, noun, REC_DET_DEP) >= 0 || (n->deprel != REC_ROOT && n->deprel != REC_OBL && n->deprel != REC_CCOMP))
        return false;
    n->upos = REC_VERB;
    n->morph = (n->morph & ~(uint32_t)REC_MORPH_PLUR) | REC_MORPH_PAST | REC_MORPH_FIN;
    rename_child(w, noun, REC_CASE, REC_MARK);
    rename_child(w, noun, REC_NMOD, REC_OBL);
    rename_child(w, noun, REC_ACL, REC_ADVCL);
    work_move(w, noun - 1, noun, REC_NSUBJ);
    if (n->deprel == REC_OBL)
        n->deprel = REC_ADVCL;
    uint32_t next = noun + 2; /* "shot and [killed]" */
    if (work_has(w, next) && work_token(w, noun + 1)->upos == REC_CCONJ && work_token(w, next)->upos == REC_VERB &&
        work_token(w, next)->deprel == REC_CONJ && work_token(w, next)->head < (int32_t)noun)
        work_move(w, next, noun, REC_CONJ);
    return true;
}

/* "[EU to lift] sanctions": the headline's future, read as a noun and what it is for. */
static bool recast_headline(event_work *w, uint32_t verb)
{
    const rec_token *v = work_token(w, verb), *last = work_token(w, w->first + w->count - 1);
    if (v->deprel != REC_ACL || v->head < 0 || !work_has(w, (uint32_t)v->head) || last->upos == REC_PUNCT ||
        tree_child(w, verb, REC_MARK) != (int32_t)verb - 1 || tree_own_subject(w, verb) >= 0)
        return false;
    uint32_t noun = (uint32_t)v->head;
    if (work_token(w, noun)->deprel != REC_ROOT || !party_is(w, noun))
        return false;
    WORK_EACH_CHILD(w, noun, c)
    {
        if (c > (int32_t)verb)
            work_move(w, (uint32_t)c, verb, work_token(w, (uint32_t)c)->deprel);
    }
    work_move(w, verb, noun, REC_ROOT);
    work_edit(w, verb)->head = -1;
    work_move(w, noun, verb, REC_NSUBJ);
    return true;
}

static bool is_government(const event_work *w, uint32_t token)
{
    const rec_entity *e = party_entity(w, token);
    return e && e->kind != REC_PERSON && e->country[0] && work_is_noun(work_token(w, token));
}

/* "[US], Mexico sign deal": not called upon, but joined with the subject by the comma of headlines. */
static bool recast_row(event_work *w, uint32_t verb)
{
    int32_t called = tree_child(w, verb, REC_VOCATIVE), subject = tree_child(w, verb, REC_NSUBJ);
    int32_t other = called >= 0 ? tree_child(w, (uint32_t)called, REC_APPOS) : -1;
    if (other < 0 && called >= 0 && (other = tree_child(w, (uint32_t)called, REC_FLAT)) == called + 2)
        work_move(w, (uint32_t)other, (uint32_t)called, REC_APPOS);
    if (subject < 0 && other == called + 2 && (uint32_t)other < verb && is_government(w, (uint32_t)called) &&
        is_government(w, (uint32_t)other)) {
        work_edit(w, (uint32_t)called)->deprel = REC_NSUBJ;
        work_edit(w, verb)->morph &= ~(uint32_t)REC_MORPH_IMP;
        return true;
    }
    if (called < 0 || subject != called + 2 || (uint32_t)subject > verb || !is_government(w, (uint32_t)called) ||
        !is_government(w, (uint32_t)subject))
        return false;
    work_move(w, (uint32_t)called, (uint32_t)subject, REC_APPOS);
    return true;
}

bool recast_token(event_work *w, uint32_t token)
{
    if (recast_shot(w, token))
        return true;
    if (work_token(w, token)->upos != REC_VERB)
        return false;
    return recast_noun(w, token) || recast_headline(w, token) || recast_row(w, token) || recast_naming(w, token) ||
           recast_objects(w, token) || recast_receiver(w, token) || recast_disposition(w, token) || recast_subjects(w, token) ||
           recast_participle(w, token) || recast_bare_subject(w, token);
}
