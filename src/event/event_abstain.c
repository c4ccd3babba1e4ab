/* SPDX-License-Identifier: MIT
 *
 * event_abstain.c: whether an act is sure enough to be given as an event. In: a composed act with its parties. Out: the
 * first line of abstain.tsv whose signs it shows, or none. The signs are what readers of coded news found to mark wrong
 * events: no party of public life, an infinitive that nothing asserts, habits told in the simple present, questions.
 * Cost: the signs are read once an act; a line is a compare of bits and at most EVENT_TESTS walks over few words.
 */
#include "event/event_work.h"

#include <string.h>

static uint32_t kind_of_entity(const event_work *w, const rec_entity *e)
{
    uint32_t kinds = 0;
    bool public_life = party_in_sector(w, e, w->m->class_public);
    bool civil = strcmp(e->sectors[0], "CVL") == 0 && !e->sectors[1][0];
    bool state = !e->sectors[0][0] && e->country[0] && (e->kind == REC_COUNTRY || e->kind == REC_GROUP);
    kinds |= !e->country[0] && !e->sectors[0][0] ? EVENT_WHO_UNKNOWN : 0;
    kinds |= civil ? EVENT_WHO_CIVIL : 0;
    kinds |= e->sectors[0][0] && !civil && !public_life ? EVENT_WHO_BUSINESS : 0;
    kinds |= e->kind == REC_PLACE ? EVENT_WHO_PLACE : 0;
    kinds |= e->kind == REC_COUNTRY ? EVENT_WHO_COUNTRY : 0;
    kinds |= e->kind == REC_PERSON ? EVENT_WHO_PERSON : 0;
    kinds |= civil || (e->kind == REC_PERSON && !e->country[0] && !e->sectors[0][0]) ? EVENT_WHO_SOMEONE : 0;
    kinds |= public_life || state || (e->kind == REC_PLACE && e->country[0]) ? EVENT_WHO_STANDING : 0;
    kinds |= e->country[0] ? 0 : EVENT_WHO_LANDLESS;
    kinds |= e->plural ? EVENT_WHO_PLURAL : 0;
    return kinds;
}

static bool shares_country(const rec_document *doc, const rec_party *p, const act_parties *others)
{
    const char *country = p->entity >= 0 ? doc->entities[p->entity].country : "";
    for (uint32_t i = 0; country[0] && i < others->count; i++)
        if (others->item[i].entity >= 0 && strcmp(doc->entities[others->item[i].entity].country, country) == 0)
            return true;
    return false;
}

static uint32_t kind_of(const event_work *w, const rec_party *p, const act_parties *others)
{
    const rec_document *doc = w->doc;
    int32_t mention = work_token(w, p->head)->mention;
    uint32_t kinds = p->entity >= 0 ? kind_of_entity(w, &doc->entities[p->entity])
                                    : EVENT_WHO_UNKNOWN | EVENT_WHO_LANDLESS;
    if (work_token(w, p->head)->morph & REC_MORPH_PLUR)
        kinds |= EVENT_WHO_PLURAL;
    if (mention >= 0 && (uint32_t)mention < doc->mention_count) {
        kinds |= doc->mentions[mention].kind == REC_PRONOUN ? EVENT_WHO_PRONOUN : 0;
        kinds |= doc->mentions[mention].kind == REC_NOMINAL ? EVENT_WHO_NOMINAL : 0;
    }
    return kinds | (shares_country(doc, p, others) ? EVENT_WHO_OWN : 0);
}

/* ---- signs ------------------------------------------------------------------------------------------------------ */

static bool has_mark(const event_work *w, uint32_t token, uint8_t upos)
{
    WORK_EACH_CHILD(w, token, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        if (t->deprel == REC_MARK && t->upos == upos)
            return true;
    }
    return false;
}

/* In the main clause: its verb, a clause that it reports, or its subject or object, "one of the", "a series of" and the
 * like passed over. */
static bool is_main(const event_work *w, uint32_t token)
{
    for (int i = 0; i < 3; i++) {
        const rec_token *t = work_token(w, token);
        bool argument = t->deprel == REC_NSUBJ || t->deprel == REC_NSUBJ_PASS || t->deprel == REC_OBJ;
        if (emit_depth(w, token) < 0.8)
            return true;
        if (t->head < 0 || tree_is_verbal(w, token) || !work_has(w, (uint32_t)t->head))
            return false;
        if (argument)
            return emit_depth(w, (uint32_t)t->head) < 0.8;
        if (t->deprel != REC_NMOD || !work_in_class(w, (uint32_t)t->head, w->m->class_partitive))
            return false;
        token = (uint32_t)t->head;
    }
    return false;
}

/* "the first senators of the party [to endorse him]", "the last envoy [to leave]": who is told apart by an act did it. */
static bool is_told_apart(const event_work *w, uint32_t noun)
{
    for (int i = 0; i < WORK_CLIMB && work_has(w, noun); i++) {
        WORK_EACH_CHILD(w, noun, c)
        {
            uint8_t d = work_token(w, (uint32_t)c)->deprel;
            if ((d == REC_AMOD || d == REC_NUMMOD) && work_in_class(w, (uint32_t)c, w->m->class_order))
                return true;
        }
        const rec_token *t = work_token(w, noun);
        if ((t->deprel != REC_NMOD && t->deprel != REC_APPOS) || t->head < 0)
            return false;
        noun = (uint32_t)t->head;
    }
    return false;
}

static bool is_infinitive(const event_work *w, const work_act *act)
{
    const rec_token *t = work_token(w, act->top);
    if (t->deprel == REC_OBJ && t->head >= 0 && !tree_is_verbal(w, act->top)) /* "to mobilise [efforts to help]" */
        return tree_child(w, act->top, REC_NMOD_POSS) < 0 && /* "to defend his [praise]": that he praised stands firm */
               work_token(w, (uint32_t)t->head)->deprel != REC_ROOT && has_mark(w, (uint32_t)t->head, REC_PART_WORD);
    if (t->deprel == REC_CONJ) {
        uint32_t first = tree_first_conjunct(w, act->top);
        if (has_mark(w, first, REC_PART_WORD) && tree_own_subject(w, act->top) < 0)
            return work_token(w, first)->deprel != REC_ROOT;
    }
    if (t->deprel == REC_ACL && t->head >= 0 && is_told_apart(w, (uint32_t)t->head))
        return false;
    return tree_is_verbal(w, act->top) && t->deprel != REC_ROOT && has_mark(w, act->top, REC_PART_WORD);
}

/* "They burned the trees and [beat] the farmers": a form that may be past, joined with a past. */
static bool shares_past(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    uint32_t first = tree_first_conjunct(w, token);
    return first != token && str_equal(str_of(t->xpos), STR("VBP")) && tree_own_subject(w, token) < 0 &&
           str_equal(str_of(work_token(w, first)->xpos), STR("VBD"));
}

static bool is_simple_present(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    if (shares_past(w, token))
        return false;
    bool present = str_equal(str_of(t->xpos), STR("VBZ")) || str_equal(str_of(t->xpos), STR("VBP"));
    WORK_EACH_CHILD(w, token, c)
    {
        const rec_token *a = work_token(w, (uint32_t)c);
        if (a->deprel == REC_AUX_DEP && !str_equal(a->lemma, STR("do")))
            return false;
        if (a->deprel == REC_AUX_PASS || (a->deprel == REC_AUX_DEP && (a->morph & REC_MORPH_PRES)))
            present = str_equal(str_of(a->xpos), STR("VBZ")) || str_equal(str_of(a->xpos), STR("VBP"));
    }
    return present;
}

static bool ends_with(const event_work *w, str sign)
{
    for (uint32_t i = w->count; i-- > 0 && i + 3 > w->count;)
        if (str_equal(w->tokens[i].form, sign))
            return true;
    return false;
}

/* "Will you attack?" he asked: the next full stop is a question mark. */
static bool is_in_question(const event_work *w, uint32_t token)
{
    for (uint32_t i = token - w->first; i < w->count; i++) {
        if (str_equal(w->tokens[i].form, STR("?")))
            return true;
        if (str_equal(w->tokens[i].form, STR(".")) || str_equal(w->tokens[i].form, STR(";")))
            return false;
    }
    return false;
}

/* "asked whether X will do it": a clause that is a question. */
static bool is_asked(const event_work *w, uint32_t token)
{
    for (int i = 0; i < WORK_CLIMB; i++) {
        const rec_token *t = work_token(w, token);
        if (t->deprel == REC_CCOMP && status_is_conditional(w, token))
            return true;
        if (t->head < 0 || t->deprel == REC_ACL_RELCL)
            break;
        token = (uint32_t)t->head;
    }
    return false;
}

static bool is_abroad(const rec_document *doc, const work_act *act)
{
    const act_parties *sides[] = {&act->actors, &act->recipients};
    const char *first = NULL;
    for (int s = 0; s < 2; s++)
        for (uint32_t i = 0; i < sides[s]->count; i++) {
            const char *c = sides[s]->item[i].entity >= 0 ? doc->entities[sides[s]->item[i].entity].country : "";
            if (c[0] && first && strcmp(first, c) != 0)
                return true;
            first = c[0] ? c : first;
        }
    return false;
}

/* Whether a party of `in` is one of public life; with `unknown`, also a body of which nothing else is known. */
static bool has_standing(const event_work *w, const act_parties *in, bool unknown)
{
    for (uint32_t i = 0; i < in->count; i++) {
        const rec_entity *e = in->item[i].entity >= 0 ? &w->doc->entities[in->item[i].entity] : NULL;
        bool civil = e && strcmp(e->sectors[0], "CVL") == 0 && !e->sectors[1][0];
        if (e && (e->sectors[0][0] ? !civil : e->country[0] || (unknown && e->kind != REC_PERSON)))
            return true;
    }
    return false;
}

static bool is_obscure(const event_work *w, const work_act *act)
{
    const act_parties *sides[] = {&act->actors, &act->recipients};
    for (int s = 0; s < 2; s++)
        for (uint32_t i = 0; i < sides[s]->count; i++)
            if (kind_of(w, &sides[s]->item[i], sides[1 - s]) & EVENT_WHO_STANDING)
                return false;
    return true;
}

static bool has_outer(const event_work *w, const work_act *act)
{
    for (uint32_t i = 1; i < act->chain_count; i++)
        if (!w->m->operators[w->m->frames[act->chain[i]].op].same_act)
            return true;
    return false;
}

static uint32_t sign_of_status(rec_status s)
{
    static const uint32_t of[REC_STATUS_COUNT] = {
        [REC_HAPPENED] = EVENT_SIGN_HAPPENED, [REC_ONGOING] = EVENT_SIGN_HAPPENED, [REC_PLANNED] = EVENT_SIGN_PLANNED,
        [REC_POSSIBLE] = EVENT_SIGN_POSSIBLE, [REC_HYPOTHETICAL] = EVENT_SIGN_HYPOTHETICAL,
        [REC_NEGATED] = EVENT_SIGN_NEGATED,
    };
    return of[s];
}

static uint32_t signs_of(const event_work *w, const work_act *act)
{
    bool title = w->doc->sentences[work_token(w, act->head)->sentence].part == REC_PART_TITLE;
    bool full = !title && (ends_with(w, STR(".")) || ends_with(w, STR("!")));
    bool alone = act->recipients.count == 0 && act->actors.count < 2;
    uint32_t signs = sign_of_status(act->status);
    signs |= tree_is_verbal(w, act->head) ? 0 : EVENT_SIGN_NOUN;
    signs |= act->recalled ? EVENT_SIGN_RECALLED : 0;
    signs |= act->actors.count == 0 ? EVENT_SIGN_NO_ACTOR : 0;
    signs |= alone ? EVENT_SIGN_NO_RECIPIENT : 0;
    signs |= has_outer(w, act) ? EVENT_SIGN_OPERATOR : 0;
    signs |= is_infinitive(w, act) ? EVENT_SIGN_INFINITIVE : 0;
    signs |= act->purpose ? EVENT_SIGN_PURPOSE : 0;
    signs |= full && act->status != REC_ONGOING && tree_is_verbal(w, act->top) && is_simple_present(w, act->top) ? EVENT_SIGN_HABITUAL : 0;
    signs |= ends_with(w, STR("?")) || is_in_question(w, act->top) || is_asked(w, act->top) ? EVENT_SIGN_QUESTION : 0;
    signs |= recall_is_definite(w, act->head) || tree_child(w, act->head, REC_NMOD_POSS) >= 0 ? EVENT_SIGN_DEFINITE : 0;
    signs |= tree_is_verbal(w, act->top) && work_token(w, act->top)->deprel == REC_ACL ? EVENT_SIGN_ATTRIBUTE : 0;
    signs |= act->unsaid ? EVENT_SIGN_UNSAID : 0;
    signs |= act->searched ? EVENT_SIGN_SEARCHED : 0;
    signs |= !has_standing(w, &act->actors, true) && !has_standing(w, &act->recipients, false) ? EVENT_SIGN_PRIVATE : 0;
    signs |= is_obscure(w, act) ? EVENT_SIGN_OBSCURE : 0;
    signs |= w->m->frames[act->chain[0]].flags & EVENT_FLAG_WEAK ? EVENT_SIGN_WEAK : 0;
    signs |= is_abroad(w->doc, act) ? EVENT_SIGN_ABROAD : 0;
    signs |= title ? EVENT_SIGN_TITLE : 0;
    signs |= work_token(w, act->top)->morph & REC_MORPH_IMP && tree_own_subject(w, act->top) < 0 ? EVENT_SIGN_COMMAND : 0;
    signs |= is_main(w, act->top) ? EVENT_SIGN_MAIN : 0;
    return signs | (act->kept ? EVENT_SIGN_KEPT : 0);
}

/* ---- tests ------------------------------------------------------------------------------------------------------ */

static bool in_classes(const event_work *w, uint32_t token, const event_test *x)
{
    if (!work_has(w, token))
        return false;
    uint32_t ids[2] = {w->lemma[token - w->first], w->form[token - w->first]};
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < EVENT_CLASS_WORDS && ids[i] != EVENT_NONE; k++)
            if (w->m->word_classes[ids[i]][k] & x->classes[k])
                return true;
    return false;
}

static bool is_below(const event_work *w, uint32_t token, const event_test *x, int depth)
{
    WORK_EACH_CHILD(w, token, c)
    {
        if (in_classes(w, (uint32_t)c, x) || (depth < 2 && is_below(w, (uint32_t)c, x, depth + 1)))
            return true;
    }
    return false;
}

static bool is_above(const event_work *w, uint32_t token, const event_test *x)
{
    for (int i = 0; i < 3 && work_token(w, token)->head >= 0; i++) {
        token = (uint32_t)work_token(w, token)->head;
        if (in_classes(w, token, x))
            return true;
    }
    return false;
}

static bool all_are(const event_work *w, const act_parties *in, const act_parties *others, const event_test *x)
{
    for (uint32_t i = 0; i < in->count; i++)
        if (!(kind_of(w, &in->item[i], others) & x->kinds) && !in_classes(w, in->item[i].head, x))
            return false;
    return in->count > 0;
}

static bool holds(const event_work *w, const work_act *act, const event_test *x)
{
    switch ((event_where)x->where) {
    case EVENT_ON_ACTORS: return all_are(w, &act->actors, &act->recipients, x);
    case EVENT_ON_RECIPIENTS: return all_are(w, &act->recipients, &act->actors, x);
    case EVENT_ON_HEAD: return in_classes(w, act->head, x);
    case EVENT_ON_TOP: return in_classes(w, act->top, x);
    case EVENT_ON_OVER: return is_above(w, act->top, x);
    case EVENT_ON_NEAR: return is_below(w, act->head, x, 0) || (act->top != act->head && is_below(w, act->top, x, 0));
    case EVENT_ON_TEXT:
        for (uint32_t i = 0; i < w->count; i++)
            if (in_classes(w, w->first + i, x))
                return true;
        return false;
    }
    return false;
}

static bool is_act(const event_work *w, const work_act *act, const event_doubt *d)
{
    if (d->statement)
        return act->what.type == EVENT_NONE;
    if (d->cameo[0])
        return strncmp(w->m->codes[act->what.code].cameo, d->cameo, strlen(d->cameo)) == 0;
    return d->type == EVENT_NONE || (d->type == act->what.type && (d->mode == EVENT_NONE || d->mode == act->what.mode));
}

const event_doubt *abstain_find(const event_work *w, const work_act *act)
{
    uint32_t signs = signs_of(w, act);
    for (uint32_t i = 0; i < w->m->doubt_count; i++) {
        const event_doubt *d = &w->m->doubts[i];
        if ((signs & d->need) != d->need || (signs & d->never) || !is_act(w, act, d))
            continue;
        bool all = true;
        for (uint8_t k = 0; k < d->test_count && all; k++)
            all = holds(w, act, &d->tests[k]) != d->tests[k].forbid;
        if (all)
            return d;
    }
    return NULL;
}
