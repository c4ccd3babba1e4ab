/* SPDX-License-Identifier: MIT
 *
 * event_clause.c: clauses whose subject or object the parser hung on another word, in the working copy of a sentence's
 * tree: "In the hall, [Trump] on Tuesday dismissed", "said [agents] hacked into", "[dozens] in the crowd held signs",
 * "removed [Mubarak] from office", "concerns about [Korea], which has launched". The signs are such as the right reading
 * alone explains: a finite verb without a subject, a verb of saying with a party as its object, number.
 *
 * In: the copied tokens of event_repair.c, children linked. Out: the same with other heads and relations. True:
 * something changed, and the caller links the children again. Cost: linear in the words.
 */
#include "event/event_work.h"

static bool is_tag(const rec_token *t, const char *tag)
{
    return str_equal(str_of(t->xpos), str_of(tag));
}

static bool is_comma(const event_work *w, uint32_t token)
{
    return work_has(w, token) && str_equal(work_token(w, token)->form, STR(","));
}

/* Neither an auxiliary nor "by" makes it a passive, nor "-ing" or "to" an infinite form. */
static bool may_be_finite(const event_work *w, uint32_t verb)
{
    const rec_token *t = work_token(w, verb);
    return t->upos == REC_VERB && !str_ends(t->lower, STR("ing")) && !(t->morph & REC_MORPH_INF) &&
           tree_child(w, verb, REC_AUX_PASS) < 0 && tree_child(w, verb, REC_OBL_AGENT) < 0 &&
           tree_child(w, verb, REC_AUX_DEP) < 0;
}

static void make_finite(event_work *w, uint32_t verb, uint32_t subject)
{
    rec_token *v = work_edit(w, verb);
    v->upos = REC_VERB;
    v->morph = (v->morph & ~(uint32_t)(REC_MORPH_PART | REC_MORPH_PASS)) | REC_MORPH_PAST | REC_MORPH_FIN;
    work_move(w, subject, verb, REC_NSUBJ);
}

/* A second name or a member of a list without "and" behind a phrase's noun, that stands before `verb`; -1. */
static int32_t second_name(const event_work *w, uint32_t noun, uint32_t verb)
{
    WORK_EACH_CHILD(w, noun, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        const rec_entity *e = c > (int32_t)noun && c < (int32_t)verb ? party_entity(w, (uint32_t)c) : NULL;
        bool list = t->deprel == REC_CONJ && tree_child(w, (uint32_t)c, REC_CC) < 0;
        if (e && (list || (t->deprel == REC_APPOS && e->kind == REC_PERSON && !party_is(w, noun))))
            return c;
    }
    return -1;
}

/* "In the hall, [Smith] on Tuesday dismissed", "according to the group, [40 people] have been killed": a name behind a
 * phrase's comma is no second name for a place, where the verb has no subject. */
static bool free_subject(event_work *w, uint32_t verb)
{
    const rec_token *v = work_token(w, verb);
    if (v->upos != REC_VERB || v->deprel != REC_ROOT || tree_has_subject(w, verb) || (v->morph & REC_MORPH_INF))
        return false;
    WORK_EACH_CHILD(w, verb, c)
    {
        int32_t name = c < (int32_t)verb && work_token(w, (uint32_t)c)->deprel == REC_OBL
                           ? second_name(w, (uint32_t)c, verb)
                           : -1;
        if (name < 0)
            continue;
        if (tree_child(w, verb, REC_AUX_PASS) >= 0)
            work_move(w, (uint32_t)name, verb, REC_NSUBJ_PASS);
        else
            make_finite(w, verb, (uint32_t)name);
        return true;
    }
    return false;
}

/* "said Russian [agents hacked] into", "said [the minister is] a liar": nobody is said, but does something. */
static bool free_reported(event_work *w, uint32_t party)
{
    const rec_token *t = work_token(w, party);
    if ((t->deprel != REC_OBJ && t->deprel != REC_IOBJ) || t->head < 0 || t->head > (int32_t)party || !work_is_noun(t) ||
        !party_is(w, party) || !str_equal(work_token(w, (uint32_t)t->head)->lemma, STR("say")))
        return false;
    uint32_t say = (uint32_t)t->head;
    int32_t clause = tree_child(w, say, REC_CCOMP), participle = tree_child(w, party, REC_ACL);
    if (participle < 0) /* "Smith Says Russians Hacked Banks" */
        participle = tree_child(w, party, REC_AMOD);
    if (clause > (int32_t)party && !tree_has_subject(w, (uint32_t)clause) && participle < (int32_t)party) {
        work_move(w, party, (uint32_t)clause, REC_NSUBJ);
        return true;
    }
    if (participle < (int32_t)party || !may_be_finite(w, (uint32_t)participle))
        return false;
    work_move(w, (uint32_t)participle, say, REC_CCOMP);
    make_finite(w, (uint32_t)participle, party);
    return true;
}

/* "[Dozens] in the crowd held signs.", "[The nominee], during an interview, referred to": a verb with an object on the
 * last word of the root's phrase, in a sentence that has no other finite verb to tell. */
static bool free_predicate(event_work *w, uint32_t verb)
{
    const rec_token *v = work_token(w, verb);
    if (v->deprel != REC_ACL || v->head < 0 || v->head >= (int32_t)verb || !may_be_finite(w, verb) ||
        !str_equal(w->tokens[w->count - 1].form, STR(".")))
        return false;
    uint32_t noun = (uint32_t)v->head;
    for (int i = 0; i < 3 && work_has(w, noun) && work_token(w, noun)->deprel == REC_NMOD; i++)
        noun = (uint32_t)work_token(w, noun)->head;
    if (noun == (uint32_t)v->head || !work_has(w, noun) || noun > verb)
        return false;
    const rec_token *n = work_token(w, noun);
    bool set_off = is_comma(w, verb - 1);
    if (n->deprel != REC_ROOT || !work_is_noun(n) || tree_has_subject(w, noun) || tree_child(w, noun, REC_COP) >= 0 ||
        (!set_off && tree_child(w, verb, REC_OBJ) < 0) || (set_off && !party_is(w, noun)))
        return false;
    work_move(w, verb, noun, REC_ROOT);
    work_edit(w, verb)->head = -1;
    WORK_EACH_CHILD(w, noun, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (c > (int32_t)verb || d == REC_ADVMOD || d == REC_PARATAXIS || d == REC_CCOMP || d == REC_ADVCL)
            work_edit(w, (uint32_t)c)->head = (int32_t)verb;
    }
    make_finite(w, verb, noun);
    return true;
}

/* "called Smith, his rival, [a crook]": what is said last of a name, with an article of its own, is what it is called. */
static bool free_name(event_work *w, uint32_t verb, uint32_t name)
{
    int32_t last = -1;
    if (!work_in_class(w, verb, w->m->class_naming) || tree_child(w, verb, REC_XCOMP) >= 0)
        return false;
    for (uint32_t i = name + 1; work_has(w, i) && i < name + 24; i++) {
        const rec_token *t = work_token(w, i);
        if (t->deprel != REC_APPOS || (t->head != (int32_t)name && t->head != last))
            continue;
        last = (int32_t)i;
    }
    int32_t article = last >= 0 ? tree_child(w, (uint32_t)last, REC_DET_DEP) : -1;
    if (article < 0)
        return false;
    work_move(w, (uint32_t)last, verb, REC_XCOMP);
    return true;
}

/* "removed [Mubarak] from office": a name right behind a verb without an object is not what somebody becomes. */
static bool free_object(event_work *w, uint32_t name)
{
    const rec_token *t = work_token(w, name);
    if ((t->deprel != REC_XCOMP && t->deprel != REC_OBJ) || t->upos != REC_PROPN || t->head < 0 ||
        t->head >= (int32_t)name || !work_has(w, (uint32_t)t->head) || tree_preposition(w, name) != EVENT_NONE)
        return false;
    uint32_t verb = (uint32_t)t->head;
    const rec_entity *e = party_entity(w, name);
    if (!e || e->kind != REC_PERSON || work_token(w, verb)->upos != REC_VERB)
        return false;
    if (t->deprel == REC_OBJ)
        return free_name(w, verb, name);
    if (tree_child(w, verb, REC_OBJ) >= 0 || tree_is_passive(w, verb) || work_in_class(w, verb, w->m->class_becoming))
        return false;
    work_edit(w, name)->deprel = REC_OBJ;
    (void)free_name(w, verb, name);
    return true;
}

static bool is_singular_verb(const event_work *w, uint32_t verb)
{
    if (is_tag(work_token(w, verb), "VBZ"))
        return true;
    WORK_EACH_CHILD(w, verb, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        if (t->upos == REC_AUX && (is_tag(t, "VBZ") || str_equal(t->lower, STR("was"))))
            return true;
    }
    return false;
}

/* "concerns about [Korea], which has launched": a verb in the singular has no subject in the plural. */
static bool free_relative(event_work *w, uint32_t verb)
{
    const rec_token *v = work_token(w, verb);
    if (v->deprel != REC_ACL_RELCL || v->head < 0 || v->head >= (int32_t)verb || !is_singular_verb(w, verb))
        return false;
    int32_t pronoun = tree_child(w, verb, REC_NSUBJ);
    const rec_token *n = work_token(w, (uint32_t)v->head);
    if (pronoun <= v->head + 1 || !(work_token(w, (uint32_t)pronoun)->morph & REC_MORPH_REL) || party_is(w, (uint32_t)v->head) ||
        (!is_tag(n, "NNS") && !is_tag(n, "NNPS")))
        return false;
    int32_t inner = tree_child(w, (uint32_t)v->head, REC_NMOD);
    if (inner <= v->head || inner > pronoun || !party_is(w, (uint32_t)inner))
        return false;
    work_edit(w, verb)->head = inner;
    return true;
}

bool clause_token(event_work *w, uint32_t token)
{
    return free_subject(w, token) || free_reported(w, token) || free_predicate(w, token) || free_object(w, token) ||
           free_relative(w, token);
}
