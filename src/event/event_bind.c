/* SPDX-License-Identifier: MIT
 *
 * event_bind.c: parties that no slot of a frame gave. The surest sources come first: at whom a threat's condition aims,
 * the phrases that say at whom an act aims, the object of a clause that says what is done or to what end, where the act
 * stands, and at last the nearest party behind it in its clause, whatever the tree says of it. The last and the actor of
 * a passive act of power ("was arrested in Iran") are held for the types that data/events/binding.tsv names, and an
 * event that owes a party to such a line cites it.
 *
 * Cost: linear in the words behind the act, at most BIND_REACH of them.
 */
#include "event/event_work.h"

#include <string.h>

#define BIND_REACH 16 /* words behind the act in which a party is looked for */

/* Whether what stands below a phrase may belong to the act: not what it is likened to, nor a thing before or after it
 * unless that is of its own kind ("rioted after a rally against the king"). */
static bool leads_on(const event_work *w, uint32_t phrase, uint32_t preposition, const work_act *act)
{
    uint8_t d = work_token(w, phrase)->deprel;
    uint32_t plain = work_at(w, phrase)->plain;
    if (preposition == EVENT_NONE)
        return true;
    if (model_event_in_class(w->m, preposition, w->m->class_likening))
        return false;
    bool then = model_event_in_class(w->m, preposition, w->m->class_before) ||
                model_event_in_class(w->m, preposition, w->m->class_after);
    return !then || (d != REC_OBL && d != REC_NMOD) || work_token(w, phrase)->upos == REC_VERB ||
           (plain != EVENT_NONE && w->m->frames[plain].act.type == act->what.type);
}

/* "the remains of men killed [in Kano]": where something else was done. */
static bool is_done_elsewhere(const event_work *w, uint32_t clause, uint32_t cls)
{
    return cls == w->m->class_standing && work_token(w, clause)->deprel == REC_ACL && tree_is_passive(w, clause) &&
           work_at(w, clause)->plain != EVENT_NONE;
}

/* "raised money to fight him": nobody is helped by what is done against him. */
static bool is_against(const event_work *w, uint32_t clause, const work_act *act)
{
    const work_match *k = work_at(w, clause);
    uint32_t type = k->plain != EVENT_NONE ? w->m->frames[k->plain].act.type : EVENT_NONE;
    bool conflict = type != EVENT_NONE && w->m->types[type].quad > 2;
    bool asks = strcmp(w->m->types[act->what.type].name, "REQUEST") == 0; /* "called for an effort to destroy them" */
    return (w->m->types[act->what.type].quad <= 2 || asks) && (conflict || work_in_class(w, clause, w->m->class_hostile));
}

/* Parties in the phrases of one word, those under prepositions of class `cls`; right of the word only, and with
 * `clauses` also inside of its clauses. */
static bool find_in_phrases(const event_work *w, uint32_t token, uint32_t cls, const work_act *act, act_parties *found,
                            bool clauses, int depth)
{
    WORK_EACH_CHILD(w, token, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        bool phrase = t->deprel == REC_OBL || t->deprel == REC_NMOD || t->deprel == REC_ADVCL || t->deprel == REC_ACL;
        if (c < (int32_t)token || (!phrase && t->deprel != REC_OBJ && t->deprel != REC_XCOMP))
            continue;
        bool clause = t->deprel == REC_XCOMP || t->deprel == REC_ADVCL || t->deprel == REC_ACL;
        if (clause && (!clauses || tree_own_subject(w, (uint32_t)c) >= 0 || is_against(w, (uint32_t)c, act)))
            continue; /* what somebody else does is another matter */
        uint32_t p = tree_preposition(w, (uint32_t)c), above = tree_preposition(w, token);
        if (p != EVENT_NONE && p == model_event_word(w->m, STR("of")) && above == model_event_word(w->m, STR("by")))
            continue; /* "by forces [of the regime]": they do it */
        act_parties here = {.count = 0};
        int32_t object = t->deprel == REC_ADVCL || t->deprel == REC_ACL ? tree_child(w, (uint32_t)c, REC_OBJ) : -1;
        if (phrase && p != EVENT_NONE && model_event_in_class(w->m, p, cls) &&
            (party_add(w, (uint32_t)c, &here) || (object >= 0 && party_add(w, (uint32_t)object, &here)))) {
            party_remove(&here, &act->actors);
            for (uint32_t i = 0; i < here.count; i++)
                if (here.item[i].entity < 0 || !w->doc->entities[here.item[i].entity].media)
                    party_put(found, here.item[i]);
        }
        bool deeper = leads_on(w, (uint32_t)c, p, act) && !is_done_elsewhere(w, (uint32_t)c, cls);
        if (found->count > 0 ||
            (deeper && depth < 3 && find_in_phrases(w, (uint32_t)c, cls, act, found, clauses, depth + 1)))
            return true;
    }
    return false;
}

/* "blamed me for ...": the recipient is told, though nobody knows who it is. */
static bool has_pronoun_object(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        if ((t->deprel == REC_OBJ || t->deprel == REC_IOBJ) && t->upos == REC_PRON)
            return true;
    }
    return false;
}

/* "Smith is accused of a massacre at a church": it is done to the subject, whoever that is. */
static bool has_unknown_subject(const event_work *w, uint32_t token)
{
    int32_t s = tree_is_passive(w, token) ? tree_own_subject(w, token) : -1;
    return s >= 0 && !party_is(w, (uint32_t)s) && work_at(w, (uint32_t)s)->plain == EVENT_NONE &&
           work_at(w, (uint32_t)s)->op == EVENT_NONE && work_in_class(w, token, w->m->class_blaming);
}

/* "threatened to strike unless Israel ...": at whom a threat aims stands in its condition. */
static bool find_in_condition(const event_work *w, uint32_t token, const work_act *act, act_parties *found, int depth)
{
    WORK_EACH_CHILD(w, token, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        bool inside = d == REC_CCOMP || d == REC_XCOMP || d == REC_OBJ || d == REC_ACL;
        if (inside && depth < 3 && find_in_condition(w, (uint32_t)c, act, found, depth + 1))
            return true;
        int32_t s = d == REC_ADVCL ? tree_subject(w, (uint32_t)c) : -1;
        if (s < 0 || s <= c - 8 || !status_is_conditional(w, (uint32_t)c) || !party_add(w, (uint32_t)s, found))
            continue;
        party_remove(found, &act->actors);
        if (found->count > 0)
            return true;
    }
    return false;
}

/* ---- whom a party may be ---- */

static bool has_owner_among(const event_work *w, uint32_t token, const act_parties *these)
{
    WORK_EACH_CHILD(w, token, c)
    {
        int32_t mention = work_token(w, (uint32_t)c)->mention;
        if (work_token(w, (uint32_t)c)->deprel == REC_NMOD_POSS && mention >= 0 &&
            (uint32_t)mention < w->doc->mention_count && party_has(these, w->doc->mentions[mention].entity))
            return true;
    }
    return false;
}

static bool is_of_country(const event_work *w, const char *country, const act_parties *these)
{
    for (uint32_t i = 0; i < these->count; i++)
        if (these->item[i].entity >= 0 && strcmp(w->doc->entities[these->item[i].entity].country, country) == 0)
            return true;
    return false;
}

/* "its troops", "[sent] 300 soldiers": what the actor sends, not to whom. */
static bool is_own(const event_work *w, uint32_t token, const work_act *act)
{
    const rec_entity *e = party_entity(w, token);
    return has_owner_among(w, token, &act->actors) ||
           (e && strcmp(e->sectors[0], "MIL") == 0 && (!e->country[0] || is_of_country(w, e->country, &act->actors)));
}

/* "people", "forces": somebody, but nobody's. */
static bool is_anybody(const event_work *w, uint32_t token)
{
    const rec_entity *e = party_entity(w, token);
    const rec_mention *m = &w->doc->mentions[work_token(w, token)->mention];
    return e && m->kind == REC_NOMINAL && strcmp(e->sectors[0], "CVL") == 0 && !e->sectors[1][0] &&
           m->first_token == m->head;
}

/* ---- clauses that say what is done or to what end ---- */

static bool is_infinitive(const event_work *w, uint32_t verb)
{
    WORK_EACH_CHILD(w, verb, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        if (t->deprel == REC_MARK && t->upos == REC_PART_WORD)
            return true;
    }
    return false;
}

static bool is_below(const event_work *w, uint32_t clause, const work_act *act)
{
    const rec_token *t = work_token(w, clause);
    bool aim = (t->deprel == REC_ADVCL || t->deprel == REC_ACL) && is_infinitive(w, clause);
    return t->upos == REC_VERB && (t->deprel == REC_XCOMP || aim) && !tree_is_passive(w, clause) &&
           tree_own_subject(w, clause) < 0 && !work_in_class(w, clause, w->m->class_creating) &&
           !is_against(w, clause, act);
}

/* "agreed to supply [Kenya] with vaccines", "sent doctors to help [the army]". `depth` is odd inside of a clause. */
static bool find_below(const event_work *w, uint32_t token, const work_act *act, act_parties *found, int depth)
{
    WORK_EACH_CHILD(w, token, c)
    {
        uint32_t child = (uint32_t)c;
        const rec_token *t = work_token(w, child);
        bool object = (t->deprel == REC_OBJ || t->deprel == REC_IOBJ) && depth % 2 == 1;
        if (c < (int32_t)token)
            continue;
        if (object && party_is(w, child) && t->upos != REC_PRON && !is_own(w, child, act) && !is_anybody(w, child) && party_add(w, child, found))
            party_remove(found, &act->actors);
        if (found->count > 0)
            return true;
        bool thing = t->deprel == REC_OBJ || t->deprel == REC_NMOD || t->deprel == REC_CONJ;
        if ((is_below(w, child, act) || (thing && t->upos == REC_NOUN)) && depth < 8 &&
            find_below(w, child, act, found, depth + (thing ? 2 : 1)))
            return true;
    }
    return false;
}

/* ---- the nearest party ---- */

/* Another clause begins, or a report stands between. */
static bool is_boundary(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    if (t->upos == REC_SCONJ || t->deprel == REC_MARK || (t->morph & REC_MORPH_REL) ||
        (t->upos == REC_PUNCT && !str_equal(t->form, STR("-"))))
        return t->upos != REC_PART_WORD;
    if (work_in_class(w, token, w->m->class_likening) || work_in_class(w, token, w->m->class_creating))
        return true;
    return t->upos == REC_VERB && (work_in_class(w, token, w->m->class_report) || tree_own_subject(w, token) >= 0 ||
                                   (t->deprel != REC_XCOMP && !is_infinitive(w, token)));
}

/* Whether a party that stands behind an act may be the one at whom it aims: the head of a phrase of its own, under no
 * preposition or one that leads to a goal. */
static bool may_receive(const event_work *w, uint32_t token, const work_act *act)
{
    const rec_token *t = work_token(w, token);
    const rec_entity *e = party_entity(w, token);
    uint32_t p = tree_preposition(w, token);
    if (!e || e->media || e->kind == REC_PLACE || !e->country[0] || t->upos == REC_PRON || party_is_time(w, token) ||
        is_own(w, token, act))
        return false;
    if (t->deprel == REC_AMOD || t->deprel == REC_COMPOUND || t->deprel == REC_FLAT || t->deprel == REC_NSUBJ ||
        t->deprel == REC_NMOD_DESC || t->deprel == REC_APPOS || t->deprel == REC_CONJ)
        return false;
    return p == EVENT_NONE ? t->deprel != REC_NMOD_POSS : model_event_in_class(w->m, p, w->m->class_aiming);
}

/* "by forces of the regime": a part of what names the doer. */
static bool is_in_actor(const event_work *w, uint32_t token, const work_act *act)
{
    rec_span span = work_token(w, token)->span;
    for (uint32_t i = 0; i < act->actors.count; i++)
        if (span.begin >= act->actors.item[i].phrase.begin && span.end <= act->actors.item[i].phrase.end)
            return true;
    return false;
}

static bool find_nearest(const event_work *w, const work_act *act, act_parties *found)
{
    uint32_t from = (act->top > act->head ? act->top : act->head) + 1, end = w->first + w->count;
    for (uint32_t i = from; i < end && i < from + BIND_REACH && !is_boundary(w, i); i++) {
        if (work_token(w, i)->upos == REC_VERB && is_infinitive(w, i) && is_against(w, i, act))
            return false;
        if (!is_in_actor(w, i, act) && may_receive(w, i, act) && party_add(w, i, found)) {
            party_remove(found, &act->actors);
            if (found->count > 0)
                return true;
        }
    }
    return false;
}

/* ---- recipients ---- */

static bool find_in_condition_of(const event_work *w, work_act *act, act_parties *found)
{
    if (w->m->types[act->what.type].quad != 3)
        return false;
    for (uint32_t k = act->chain_count; k-- > 0;)
        if (find_in_condition(w, act->chain_token[k], act, found, 0))
            return true;
    return false;
}

static bool find_by_class(const event_work *w, const work_act *act, uint32_t cls, bool clauses, act_parties *found)
{
    for (uint32_t k = act->chain_count; k-- > 0;)
        if (find_in_phrases(w, act->chain_token[k], cls, act, found, clauses, 0))
            return true;
    return false;
}

/* Nobody agrees with a town or protests against it: "will host a conference in [Brussels]", "rallied in [Lyon]". */
static void remove_towns(const event_work *w, act_parties *from)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < from->count; i++)
        if (from->item[i].entity < 0 || w->doc->entities[from->item[i].entity].kind != REC_PLACE)
            from->item[kept++] = from->item[i];
    from->count = kept;
}

/* Where the act stands; a place of the actor's own country only where force or power is used on it. */
static bool find_where(const event_work *w, const work_act *act, act_parties *found)
{
    if (!find_by_class(w, act, w->m->class_standing, true, found))
        return false;
    const char *type = w->m->types[act->what.type].name;
    if (strcmp(type, "AGREE") == 0 || strcmp(type, "CONSULT") == 0 || strcmp(type, "PROTEST") == 0)
        remove_towns(w, found);
    else if (w->m->types[act->what.type].quad != 4)
        party_remove_places(w, found, &act->actors);
    return found->count > 0;
}

static bool find_by_binding(const event_work *w, work_act *act, event_binding_kind kind, act_parties *found)
{
    const char *rule = model_event_binding(w->m, kind, act->what.type);
    bool good = false;
    if (!rule || act->actors.count == 0)
        return false;
    if (kind == EVENT_BIND_NEAREST)
        good = tree_is_verbal(w, act->top) && find_nearest(w, act, found);
    for (uint32_t k = act->chain_count; k-- > 0 && kind == EVENT_BIND_BELOW && !good;)
        good = find_below(w, act->chain_token[k], act, found, 0);
    if (good)
        act->bound = rule;
    return good;
}

/* "missiles in Europe": a part of the world is at most where it is. */
static bool are_regions(const event_work *w, const act_parties *these)
{
    for (uint32_t i = 0; i < these->count; i++) {
        const rec_entity *e = these->item[i].entity >= 0 ? &w->doc->entities[these->item[i].entity] : NULL;
        if (!e || e->country[0] || e->sectors[0][0] || (e->kind != REC_PLACE && e->kind != REC_GROUP))
            return false;
    }
    return these->count > 0;
}

/* "condemned the attack on Chad": Chad, to which it was done, is not the one that is accused of it. */
static bool is_judged_force(const event_work *w, const work_act *act)
{
    const event_frame *inner = &w->m->frames[act->chain[0]], *outer = &w->m->frames[act->chain[act->chain_count - 1]];
    return act->chain_count > 1 && act->what.type != EVENT_NONE && w->m->types[act->what.type].quad == 3 &&
           outer->op != EVENT_NONE && w->m->operators[outer->op].keeps_inner && inner->act.type != EVENT_NONE &&
           w->m->types[inner->act.type].quad == 4;
}

static void bind_recipient(const event_work *w, work_act *act)
{
    const event_frame *f = &w->m->frames[act->chain[0]];
    act_parties found = {.count = 0};
    if (are_regions(w, &act->recipients) && act->what.type != EVENT_NONE && find_in_condition_of(w, act, &found))
        act->recipients = found;
    if (is_judged_force(w, act) || (act->addressed && act->recipients.count == 0))
        return;
    if (act->recipients.count > 0 || act->reciprocal || act->what.type == EVENT_NONE ||
        (f->flags & EVENT_FLAG_NO_SEARCH) || has_pronoun_object(w, act->top) || has_unknown_subject(w, act->top))
        return;
    if (find_in_condition_of(w, act, &found) || find_by_class(w, act, w->m->class_aiming, false, &found) ||
        find_by_binding(w, act, EVENT_BIND_BELOW, &found) || find_by_class(w, act, w->m->class_aiming, true, &found) ||
        find_where(w, act, &found) || find_by_binding(w, act, EVENT_BIND_NEAREST, &found))
        act->recipients = found, act->searched = true;
}

/* ---- actors ---- */

/* "was arrested in Iran", "were expelled from Cuba": done by those who rule there. */
static void bind_ruler(const event_work *w, work_act *act)
{
    const char *rule = model_event_binding(w->m, EVENT_BIND_PLACE, act->what.type);
    uint32_t verb = act->chain_token[0];
    if (!rule || act->actors.count > 0 || act->recipients.count == 0 || act->chain_count > 1 ||
        !tree_is_passive(w, verb))
        return;
    uint32_t in = model_event_word(w->m, STR("in")), from = model_event_word(w->m, STR("from"));
    WORK_EACH_CHILD(w, verb, c)
    {
        const rec_entity *e = party_entity(w, (uint32_t)c);
        uint32_t p = tree_preposition(w, (uint32_t)c);
        bool place = e && e->kind == REC_COUNTRY && e->country[0];
        if (!place || p == EVENT_NONE || (p != in && p != from) || work_token(w, (uint32_t)c)->deprel != REC_OBL)
            continue;
        const rec_mention *m = &w->doc->mentions[work_token(w, (uint32_t)c)->mention];
        if (party_has(&act->recipients, m->entity))
            continue;
        party_put(&act->actors, (rec_party){.entity = m->entity, .span = m->span, .head = (uint32_t)c, .phrase = m->span});
        act->bound = rule;
        return;
    }
}

/* "was captured in a raid by the army": done by those whose operation it was. */
static void bind_operator(const event_work *w, work_act *act)
{
    uint32_t verb = act->chain_token[0];
    if (act->actors.count > 0 || w->m->types[act->what.type].quad != 4 || !tree_is_passive(w, verb))
        return;
    WORK_EACH_CHILD(w, verb, c)
    {
        if (c > (int32_t)verb && act->actors.count == 0 && work_token(w, (uint32_t)c)->deprel == REC_OBL &&
            work_in_class(w, (uint32_t)c, w->m->class_operation) && party_add_owner(w, (uint32_t)c, &act->actors))
            party_remove(&act->actors, &act->recipients);
    }
}

void bind_parties(const event_work *w, work_act *act)
{
    if (act->what.type != EVENT_NONE)
        bind_operator(w, act);
    bind_recipient(w, act);
    if (act->what.type != EVENT_NONE)
        bind_ruler(w, act);
}
