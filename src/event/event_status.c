/* SPDX-License-Identifier: MIT
 *
 * event_status.c: whether an act happened, goes on, is planned, possible, hypothetical or denied, from the words around
 * it: modal verbs, negation, tense and aspect, adjectives ("planned talks"), conditional and purpose clauses. A bare
 * infinitive as a headline's main verb ("Putin to meet Xi") is planned; a headline's present is past.
 */
#include "event/event_work.h"

typedef struct signs {
    bool negated, progressive, being, present, perfect, own_aux, own_subject, to;
    uint8_t modal; /* event_modal */
} signs;

/* "no country has", "none of them": who is denied to do it. */
static bool is_nobody(const event_work *w, uint32_t subject)
{
    if (work_in_class(w, subject, w->m->class_negator))
        return true;
    WORK_EACH_CHILD(w, subject, c)
    {
        if (work_token(w, (uint32_t)c)->deprel == REC_DET_DEP && work_in_class(w, (uint32_t)c, w->m->class_negator))
            return true;
    }
    return false;
}

static void read_child(const event_work *w, uint32_t c, signs *s)
{
    const rec_token *t = work_token(w, c);
    uint32_t form = w->form[c - w->first], lemma = w->lemma[c - w->first];
    if (work_in_class(w, c, w->m->class_negator) && t->deprel != REC_CONJ)
        s->negated = true;
    if (t->deprel == REC_NSUBJ || t->deprel == REC_NSUBJ_PASS)
        s->own_subject = true, s->negated = s->negated || is_nobody(w, c);
    if (t->deprel == REC_MARK && t->upos == REC_PART_WORD)
        s->to = true;
    if (t->deprel != REC_AUX_DEP && t->deprel != REC_AUX_PASS && t->deprel != REC_COP)
        return;
    s->own_aux = true;
    uint8_t modal = form != EVENT_NONE ? w->m->word_modal[form] : EVENT_MODAL_NONE;
    if (modal == EVENT_MODAL_NONE && lemma != EVENT_NONE)
        modal = w->m->word_modal[lemma];
    if (modal != EVENT_MODAL_NONE)
        s->modal = modal;
    if (str_equal(t->lemma, STR("have")))
        s->perfect = true;
    if (t->deprel == REC_AUX_DEP && str_equal(t->lemma, STR("be")))
        s->progressive = true;
    s->being = s->being || (t->deprel == REC_AUX_PASS && str_equal(t->lower, STR("being")));
    s->present = s->present || ((t->morph & REC_MORPH_FIN) && (t->morph & REC_MORPH_PRES));
}

static signs read_signs(const event_work *w, uint32_t token)
{
    signs s = {.modal = EVENT_MODAL_NONE};
    WORK_EACH_CHILD(w, token, c)
        read_child(w, (uint32_t)c, &s);
    return s;
}

int32_t status_duty(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        uint32_t form = w->form[(uint32_t)c - w->first];
        if (work_token(w, (uint32_t)c)->deprel == REC_AUX_DEP && form != EVENT_NONE &&
            w->m->word_modal[form] == EVENT_MODAL_DUTY)
            return c;
    }
    return -1;
}

bool status_is_conditional(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        if (work_token(w, (uint32_t)c)->deprel == REC_MARK && work_in_class(w, (uint32_t)c, w->m->class_condition))
            return true;
    }
    return false;
}

/* Has a clause with "if" under it: what would happen then is hypothetical. */
static bool has_if_clause(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        if (work_token(w, (uint32_t)c)->deprel == REC_ADVCL && status_is_conditional(w, (uint32_t)c))
            return true;
    }
    return false;
}

static rec_status status_of_verb(const event_work *w, uint32_t token, bool *refuses, bool *future)
{
    const rec_token *t = work_token(w, token);
    signs s = read_signs(w, token);
    if (t->deprel == REC_CONJ && !s.own_aux && !s.own_subject && t->head >= 0 && !s.to) {
        signs first = read_signs(w, tree_first_conjunct(w, token));
        s.modal = first.modal, s.to = first.to, s.own_subject = first.own_subject;
    }
    bool headline = s.to && (t->deprel == REC_ROOT ||
                             (s.own_subject && t->deprel != REC_ACL && t->deprel != REC_ADVCL));
    if (s.modal == EVENT_MODAL_FUTURE && s.perfect)
        return s.negated ? REC_NEGATED : REC_HYPOTHETICAL;
    if (s.modal == EVENT_MODAL_FUTURE || headline) {
        *future = true;
        *refuses = s.negated;
        return s.negated ? REC_NEGATED : REC_PLANNED;
    }
    if (s.negated)
        return REC_NEGATED;
    if (s.modal == EVENT_MODAL_POSSIBLE || s.modal == EVENT_MODAL_DUTY)
        return has_if_clause(w, token) ? REC_HYPOTHETICAL : REC_POSSIBLE;
    bool passive = s.being && s.present; /* "is being held" */
    return passive || (s.progressive && (t->morph & (REC_MORPH_PRES | REC_MORPH_GER))) ? REC_ONGOING : REC_HAPPENED;
}

static rec_status status_of_noun(const event_work *w, uint32_t token, bool *future)
{
    rec_status status = REC_HAPPENED;
    WORK_EACH_CHILD(w, token, c)
    {
        uint32_t child = (uint32_t)c;
        uint8_t d = work_token(w, child)->deprel;
        if (d == REC_DET_DEP && work_in_class(w, child, w->m->class_negator))
            return REC_NEGATED;
        if (d != REC_AMOD && d != REC_COMPOUND && d != REC_ADVMOD && d != REC_ACL)
            continue;
        if (work_in_class(w, child, w->m->class_future)) {
            *future = true;
            status = REC_PLANNED;
        } else if (work_in_class(w, child, w->m->class_possible))
            status = REC_POSSIBLE;
    }
    return status;
}

rec_status status_of(const event_work *w, uint32_t token, bool *refuses, bool *future)
{
    *refuses = *future = false;
    return tree_is_verbal(w, token) ? status_of_verb(w, token, refuses, future) : status_of_noun(w, token, future);
}

static int badness(rec_status s)
{
    static const int rank[REC_STATUS_COUNT] = {
        [REC_HAPPENED] = 0, [REC_ONGOING] = 1, [REC_PLANNED] = 2, [REC_POSSIBLE] = 3, [REC_HYPOTHETICAL] = 4,
        [REC_NEGATED] = 5,
    };
    return rank[s];
}

rec_status status_join(rec_status inner, rec_status outer)
{
    return badness(outer) > badness(inner) ? outer : inner;
}

static bool is_infinitive(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        if (t->deprel == REC_MARK && t->upos == REC_PART_WORD)
            return true;
    }
    return false;
}

/* "did not condemn the attack": whatever becomes of the outer act, the inner one was. */
static bool is_presupposing(const event_work *w, uint32_t verb)
{
    uint32_t f = work_at(w, verb)->op;
    return f != EVENT_NONE && w->m->operators[w->m->frames[f].op].keeps_inner;
}

/* A noun under a verb shares its modality: "could lead to war", "no sanctions were imposed". */
static rec_status join_governor(const event_work *w, uint32_t token, uint32_t noun, rec_status status)
{
    bool refuses, future;
    if (is_presupposing(w, token))
        return status;
    rec_status g = status_of(w, token, &refuses, &future);
    uint8_t deprel = work_token(w, noun)->deprel;
    if ((deprel == REC_NSUBJ || deprel == REC_NSUBJ_PASS) && tree_child(w, noun, REC_NMOD_POSS) >= 0 && g != REC_NEGATED)
        return status; /* "France's offer would ...": made, whatever comes of it */
    if (g == REC_NEGATED)
        return deprel == REC_OBJ || deprel == REC_NSUBJ_PASS ? REC_NEGATED : status;
    return g == REC_ONGOING ? status : status_join(status, g);
}

/* A clause inside a possible or future one shares that. */
static rec_status join_modal(const event_work *w, uint32_t head, rec_status status)
{
    bool refuses, future;
    rec_status g = tree_is_verbal(w, head) ? status_of(w, head, &refuses, &future) : REC_HAPPENED;
    return g == REC_POSSIBLE || g == REC_HYPOTHETICAL || g == REC_PLANNED ? status_join(status, g) : status;
}

rec_status status_around(const event_work *w, uint32_t token, rec_status status, bool *purpose)
{
    bool verbal = tree_is_verbal(w, token);
    for (int i = 0; i < WORK_CLIMB; i++) {
        const rec_token *t = work_token(w, token);
        if (t->head < 0)
            break;
        uint32_t head = (uint32_t)t->head;
        if (t->deprel == REC_ACL_RELCL)
            break; /* asserted by itself, whatever stands around its noun */
        if (verbal && status_is_conditional(w, token))
            status = REC_HYPOTHETICAL; /* denied or not: "if Chad fails to answer" */
        if (verbal && (t->deprel == REC_ADVCL || t->deprel == REC_ACL) && is_infinitive(w, token))
            *purpose = true;
        bool gerund = (t->morph & REC_MORPH_GER) != 0 || str_ends(t->lower, STR("ing"));
        if (verbal && (t->deprel == REC_XCOMP || t->deprel == REC_OBJ || t->deprel == REC_CCOMP) && gerund &&
            tree_own_subject(w, token) < 0)
            status = join_modal(w, head, status); /* "could include indicting them" */
        if (verbal && t->deprel == REC_ADVCL && !tree_is_passive(w, token) && (t->morph & REC_MORPH_GER))
            status = join_governor(w, head, token, status);
        if (!verbal && tree_is_verbal(w, head)) {
            if (!model_event_in_class(w->m, w->lemma[head - w->first], w->m->class_report))
                status = join_governor(w, head, token, status);
            verbal = true;
        }
        token = head;
    }
    return status;
}
