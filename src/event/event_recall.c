/* SPDX-License-Identifier: MIT
 *
 * event_recall.c: the parties of an act that is told by a noun without them. "The talks lasted five hours": a definite noun
 * stands for the last act of its kind told of before. "X said after talks with Y", "X and Y agreed in a phone call": who took
 * part in what a clause names as its occasion stands as its subject. Cost: one look over the last RECALL_EVENTS events.
 */
#include "event/event_work.h"

#include <string.h>

#define RECALL_EVENTS 40

bool recall_is_definite(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if ((d == REC_DET_DEP || d == REC_NMOD_POSS) && work_in_class(w, (uint32_t)c, w->m->class_definite))
            return true;
    }
    return false;
}

static bool is_real(const rec_event *e)
{
    return e->status == REC_HAPPENED || e->status == REC_ONGOING;
}

/* The same code, as far as its third figure. */
static bool is_kind(const rec_event *e, const char *root)
{
    return strncmp(e->cameo, root, root[0] == '1' && root[1] > '7' ? 2 : 3) == 0;
}

/* "The meeting" may be what was called talks, "the suspension" what was called a halt; a release is no truce, though both give
 * way, and a telephone call is no meeting. */
static bool is_wider_kind(const event_work *w, const rec_event *e, const char *root)
{
    const char *meet = w->m->codes[w->m->code_meet].cameo;
    if (strncmp(root, "08", 2) == 0 || strncmp(root, "17", 2) == 0 || strncmp(root, e->cameo, 2) != 0)
        return false;
    return strncmp(root, "04", 2) != 0 || strcmp(e->cameo, root) == 0 || strcmp(root, meet) == 0 || strcmp(e->cameo, meet) == 0 ||
           (e->recipient_count == 0 && e->actor_count > 1);
}

/* "They prepare a second round of talks. The first round was held in May." */
static bool is_plan_of(const event_work *w, const rec_event *e, const char *type)
{
    return strcmp(type, "CONSULT") == 0 && strcmp(e->type, "AGREE") == 0 && e->status == REC_PLANNED &&
           strcmp(e->cameo, w->m->codes[w->m->code_plan].cameo) == 0 && e->actor_count > 1;
}

static bool has_land_of(const rec_document *doc, const rec_event *e, const rec_party *party)
{
    const char *land = party->entity >= 0 ? doc->entities[party->entity].country : "";
    for (uint32_t i = 0; i < e->actor_count; i++)
        if (e->actors[i].entity >= 0 && strcmp(doc->entities[e->actors[i].entity].country, land) == 0)
            return land[0] != 0;
    return false;
}

/* What people do with one another is told of two at least, and of the one that the noun names ("Iran's meeting"). */
static bool fits_parties(const event_work *w, const rec_event *e, const work_act *act)
{
    bool visit = strncmp(e->cameo, "04", 2) == 0 && e->recipient_count > 0;
    if (!act->reciprocal)
        return true;
    return (e->actor_count > 1 || visit) && (act->actors.count == 0 || has_land_of(w->doc, e, &act->actors.item[0]));
}

static const rec_event *find_before(const event_work *w, const work_act *act, const char *type, const char *root)
{
    const rec_document *doc = w->doc;
    for (int pass = 0; pass < 3; pass++)
        for (uint32_t i = doc->event_count; i-- > 0 && doc->event_count - i <= RECALL_EVENTS;) {
            const rec_event *e = &doc->events[i];
            bool same_type = strcmp(e->type, type) == 0 && is_real(e);
            bool kind = pass == 0 ? same_type && is_kind(e, root) : pass == 1 ? same_type && is_wider_kind(w, e, root) : is_plan_of(w, e, type);
            if (kind && fits_parties(w, e, act))
                return e;
        }
    return NULL;
}

static void put_again(act_parties *to, const rec_party *party, uint32_t head)
{
    rec_party again = *party;
    again.head = head;
    party_put(to, again);
}

static void recall(const event_work *w, work_act *act)
{
    const event_act *own = &w->m->frames[act->chain[0]].act;
    if (own->type == EVENT_NONE || act->what.type == EVENT_NONE || !recall_is_definite(w, act->head))
        return;
    const rec_event *e = find_before(w, act, w->m->types[own->type].name, w->m->codes[own->code].cameo);
    act->recalled = e && act->actors.count == 0;
    act->lent = e ? arena_format(&w->doc->memory, "it is told again: its parties are those of sentence %u", e->sentence + 1) : NULL;
    for (uint32_t k = 0; e && k < e->actor_count; k++)
        put_again(&act->actors, &e->actors[k], act->head);
    for (uint32_t k = 0; e && k < e->recipient_count; k++)
        put_again(&act->recipients, &e->recipients[k], act->head);
}

/* The verb whose occasion a noun names: "said after hours of talks"; -1. */
static int32_t find_occasion(const event_work *w, uint32_t token)
{
    for (int i = 0; i < 4; i++) {
        const rec_token *t = work_token(w, token);
        if (t->head < 0 || !work_has(w, (uint32_t)t->head) || (t->deprel != REC_OBL && t->deprel != REC_NMOD && t->deprel != REC_CONJ))
            return -1;
        if (tree_is_verbal(w, (uint32_t)t->head)) {
            uint32_t p = tree_preposition(w, token);
            return p != EVENT_NONE && model_event_in_class(w->m, p, w->m->class_occasion) ? t->head : -1;
        }
        token = (uint32_t)t->head;
    }
    return -1;
}

/* Whether the only party stands behind a preposition that joins ("talks with Y"), not as an owner ("Y's talks"). */
static bool has_partner(const event_work *w, const work_act *act)
{
    uint32_t token = act->actors.item[0].head;
    for (int i = 0; i < 4 && work_has(w, token); i++) {
        const rec_token *t = work_token(w, token);
        if (t->head == (int32_t)act->head) {
            uint32_t p = tree_preposition(w, token);
            return (t->deprel == REC_NMOD || t->deprel == REC_OBL) && p != EVENT_NONE && !model_event_in_class(w->m, p, w->m->class_owning);
        }
        if (t->head < 0)
            return false;
        token = (uint32_t)t->head;
    }
    return false;
}

/* "A and B agreed to a truce, a mediator said after hours of talks": those who agree in the same sentence. */
static void take_agreed(const event_work *w, work_act *act)
{
    for (uint32_t i = 0; i < w->done_count && act->actors.count == 0; i++) {
        const rec_event *e = &w->doc->events[w->done[i].event];
        for (uint32_t k = 0; strcmp(e->type, "AGREE") == 0 && is_real(e) && e->actor_count > 1 && k < e->actor_count; k++)
            put_again(&act->actors, &e->actors[k], act->head);
    }
    if (act->actors.count > 0)
        act->lent = "who agreed in the same sentence took part";
}

/* "Trump, in a meeting with Erdogan, asked": the party whose phrase the occasion hangs on; -1. */
static int32_t find_host(const event_work *w, uint32_t noun)
{
    const rec_token *t = work_token(w, noun);
    uint32_t p = tree_preposition(w, noun);
    bool occasion = t->deprel == REC_NMOD && p != EVENT_NONE && model_event_in_class(w->m, p, w->m->class_occasion);
    return occasion && t->head >= 0 && party_is(w, (uint32_t)t->head) ? t->head : -1;
}

/* "A told B in a conversation": who was told something there took part as well. */
static void add_listener(const event_work *w, uint32_t verb, act_parties *says)
{
    WORK_EACH_CHILD(w, verb, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        const rec_entity *e = party_entity(w, (uint32_t)c);
        if ((d == REC_OBJ || d == REC_IOBJ) && e && e->kind == REC_PERSON && says->count == 1)
            party_add(w, (uint32_t)c, says);
    }
}

static void take_subject(const event_work *w, work_act *act)
{
    int32_t verb = find_occasion(w, act->top), host = find_host(w, act->top);
    int32_t subject = verb >= 0 ? tree_subject(w, (uint32_t)verb) : host;
    act_parties says = {.count = 0};
    if (subject < 0 || !party_add(w, (uint32_t)subject, &says))
        return;
    if (verb >= 0 && act->actors.count == 0 && says.count == 1)
        add_listener(w, (uint32_t)verb, &says);
    if (act->actors.count == 0 && says.count < 2) {
        take_agreed(w, act);
        return;
    }
    party_remove(&says, &act->actors);
    if (says.count == 0 || (act->actors.count == 0 ? says.count < 2 : !has_partner(w, act)))
        return;
    for (uint32_t i = 0; i < says.count; i++)
        party_put(&act->actors, says.item[i]);
    if (verb < 0) {
        act->lent = "it hangs on the name of one who took part";
        return;
    }
    str form = work_token(w, (uint32_t)verb)->form;
    act->lent = arena_format(&w->doc->memory, "it is the occasion of \"%.*s\": who did that took part", (int)form.n, form.p);
}

void recall_parties(const event_work *w, work_act *act)
{
    uint32_t parties = act->actors.count + act->recipients.count;
    if (tree_is_verbal(w, act->head))
        return;
    if (parties == 0 || (parties == 1 && act->reciprocal && act->actors.count == 1))
        recall(w, act);
    if (act->reciprocal && act->actors.count < 2 && act->recipients.count == 0)
        take_subject(w, act);
}
